package dev.cien.tensor.compile;

import dev.cien.tensor.cpu.TieredKernel;
import dev.cien.tensor.cpu.Workers;
import dev.cien.tensor.loop.Access;
import dev.cien.tensor.loop.Kernel;
import java.util.Arrays;

/// Runs a kernel, cut into pieces by its shape alone.
final class KernelTask implements Task.Action {
  /// Elements of a kernel that only moves numbers in one piece of work, about 10 µs.
  private static final int PIECE = 32768;

  /// The cost of a value of the body beside that of moving an element.
  private static final double VALUE = 0.08;

  /// An instruction of the block interpreter takes as long for fewer elements as for so many.
  private static final int SHORT = 32;

  private final Kernel kernel;
  private final TieredKernel code;
  private final int[] offsets;
  private final long values;
  private final int units;
  private final int perPiece;

  KernelTask(Kernel kernel) {
    this.kernel = kernel;
    this.code = TieredKernel.of(kernel);
    this.offsets = kernel.offsets();
    this.values =
        kernel.work()
            / Math.max(1, kernel.inner())
            * Math.max(SHORT, kernel.inner())
            * kernel.vals().size();
    this.units = kernel.units();
    int piece = (int) (PIECE / (1 + VALUE * kernel.vals().size()));
    long perUnit = Math.max(1, kernel.work() / Math.max(1, units));
    int least = kernel.isFlat() ? piece : 1;
    long most = Math.max(least, piece / perUnit);
    int pieces = (int) Math.max(1, Math.ceilDiv(units, most));
    this.perPiece = Math.max(1, Math.ceilDiv(units, pieces));
  }

  /// Whether each element of buffer `read` is read only where buffer `written` is written next.
  boolean readsAsItWrites(int read, int written) {
    Access store =
        kernel.accesses().stream().filter(a -> a.buffer() == written).findFirst().orElseThrow();
    return kernel.kind() == Kernel.Kind.MAP
        && kernel.accesses().stream()
            .filter(a -> a.buffer() == read)
            .allMatch(
                a ->
                    a.offset() == store.offset()
                        && a.inner() == store.inner()
                        && Arrays.equals(a.outer(), store.outer()));
  }

  @Override
  public void run(Object[] buffers) {
    code.begin(values);
    int pieces = Math.ceilDiv(units, perPiece);
    if (pieces <= 1) {
      code.run(buffers, offsets, 0, units);
      return;
    }
    Workers.parallelFor(
        pieces, i -> code.run(buffers, offsets, i * perPiece, Math.min(units, (i + 1) * perPiece)));
  }

  @Override
  public String toString() {
    return kernel.toString();
  }
}
