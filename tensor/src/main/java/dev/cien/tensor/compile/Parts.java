package dev.cien.tensor.compile;

import dev.cien.tensor.DType;
import dev.cien.tensor.Shape;
import dev.cien.tensor.graph.Node;
import dev.cien.tensor.loop.Access;
import dev.cien.tensor.loop.Body;
import dev.cien.tensor.loop.Code;
import dev.cien.tensor.loop.Kernel;
import java.util.List;

/// How a reduction with little parallel work is cut: its first reduced axis becomes a number of
/// parts, each reduced alone, and a second kernel folds the results of the parts, in order. The
/// shape alone decides, so results do not depend on the number of threads.
///
/// @param axis the axis that is cut
/// @param count the number of parts, a divisor of its size
record Parts(int axis, int count) {
  private static final int MOST = 16;
  private static final long LARGE = 1 << 16;

  /// The parts for a kernel that reduces `axes` of a space; `null` if it has enough parallel work
  /// or too little work at all, or if the axis has no divisor.
  static Parts of(Kernel whole, Shape space, List<Integer> axes) {
    if (whole.units() >= MOST / 2 || whole.work() < LARGE || axes.isEmpty()) {
      return null;
    }
    int size = space.dim(axes.getFirst());
    int count = MOST;
    while (size % count != 0) {
      count--;
    }
    return count == 1 ? null : new Parts(axes.getFirst(), count);
  }

  /// The sizes of the space with the parts as a new first axis.
  int[] dims(int[] dims) {
    int[] cut = before(count, dims);
    cut[1 + axis] /= count;
    return cut;
  }

  /// Strides over the space with the parts as a new first axis.
  int[] strides(int[] strides, int[] dims) {
    return before(strides[axis] * (dims[axis] / count), strides);
  }

  static int[] before(int first, int[] rest) {
    int[] all = new int[rest.length + 1];
    all[0] = first;
    System.arraycopy(rest, 0, all, 1, rest.length);
    return all;
  }

  /// The kernel that folds the parts' results, laid one after the other, into `result`, whose
  /// elements lie one after the other from `offset` on.
  Kernel fold(Code reduction, Node result, int offset) {
    int size = result.shape().size();
    DType type = result.dtype();
    Body body = new Body(false);
    Access parts = new Access(0, type, 0, new int[0], new int[] {size}, 1);
    Access whole = new Access(1, type, offset, new int[0], new int[] {0}, 1);
    body.store(body.reduce(reduction, body.load(parts)), whole);
    return body.kernel(
        "fold_" + count + "x" + size, Kernel.Kind.COLUMN, new int[0], new int[] {count}, size, 2);
  }

  /// A place for the parts' results.
  Node partial(Node result) {
    return Node.placeholder(Shape.of(count, result.shape().size()), result.dtype());
  }
}
