package dev.cien.tensor.loop;

import dev.cien.tensor.DType;
import java.util.Arrays;

/// Where a loop nest reads or writes: position = offset + Σ outer index · stride + Σ middle index ·
/// stride + inner index · stride, in elements.
///
/// @param buffer which of the kernel's buffers, or −1 for the bare position ([Code#INDEX])
/// @param type the buffer's number format
/// @param offset position of the first element
/// @param outer a stride for each outer axis
/// @param middle a stride for each middle axis
/// @param inner the stride of the inner axis
public record Access(int buffer, DType type, int offset, int[] outer, int[] middle, int inner) {

  @Override
  public boolean equals(Object other) {
    return other instanceof Access that
        && buffer == that.buffer
        && type == that.type
        && offset == that.offset
        && Arrays.equals(outer, that.outer)
        && Arrays.equals(middle, that.middle)
        && inner == that.inner;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(
        new int[] {buffer, offset, Arrays.hashCode(outer), Arrays.hashCode(middle), inner});
  }

  @Override
  public String toString() {
    return (buffer < 0 ? "position" : "b" + buffer)
        + "["
        + offset
        + " + "
        + Arrays.toString(outer)
        + (middle.length == 0 ? "" : " + " + Arrays.toString(middle))
        + " + "
        + inner
        + "]";
  }
}
