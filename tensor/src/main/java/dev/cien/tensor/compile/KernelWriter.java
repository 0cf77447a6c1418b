package dev.cien.tensor.compile;

import dev.cien.tensor.DType;
import dev.cien.tensor.Shape;
import dev.cien.tensor.graph.Node;
import dev.cien.tensor.graph.Op;
import dev.cien.tensor.loop.Access;
import dev.cien.tensor.loop.Body;
import dev.cien.tensor.loop.Kernel;
import dev.cien.tensor.loop.Val;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Writes one fused unit as a kernel: chooses the loops, merges axes that lie side by side in every
/// buffer, and turns the nodes into instructions.
final class KernelWriter {
  /// What a kernel reads and writes, in the order of its buffers.
  record Written(Kernel kernel, List<Node> reads, List<Node> writes) {}

  private final Units.Unit unit;
  private final List<Node> outputs;

  /// Gives a node that has a buffer from which `node` can be read by strides, making one if it
  /// must.
  private final Function<Node, AffineView> reach;

  /// Where outputs go.
  private final Function<Node, Layout> place;

  private final Map<Node, AffineView> loads = new LinkedHashMap<>();
  private final Map<Node, Integer> buffers = new IdentityHashMap<>();
  private final List<Node> reads = new ArrayList<>();
  private final Map<Node, Val> vals = new IdentityHashMap<>();
  private final List<int[]> strides = new ArrayList<>();

  /// How the reduction is cut, or `null` if it is not.
  private final Parts parts;

  private int[] dims;

  KernelWriter(
      Units.Unit unit,
      List<Node> outputs,
      Parts parts,
      Function<Node, AffineView> reach,
      Function<Node, Layout> place) {
    this.unit = unit;
    this.outputs = outputs;
    this.parts = parts;
    this.reach = reach;
    this.place = place;
  }

  Written write(String name) {
    dims = unit.space.dims();
    for (Node node : unit.nodes) {
      collectInputs(node);
    }
    outputs.forEach(output -> strides.add(stored(output)));
    Loops loops = Loops.of(spaceDims(), reducedAxes(), unit.axes != null, strides);
    Body body = new Body(loops.kind() == Kernel.Kind.ROW);
    Lowering lowering = new Lowering(body);
    for (Node node : unit.nodes) {
      vals.put(node, lower(node, body, lowering, loops));
    }
    for (int i = 0; i < outputs.size(); i++) {
      Node node = outputs.get(i);
      int offset = parts == null ? place.apply(node).offset() : 0;
      Access access = loops.access(reads.size() + i, node.dtype(), offset, stored(node));
      body.store(vals.get(node), access);
    }
    Kernel kernel =
        body.kernel(
            name,
            loops.kind(),
            loops.outer(),
            loops.middle(),
            loops.inner(),
            reads.size() + outputs.size());
    List<Node> writes =
        outputs.stream()
            .map(node -> parts == null ? place.apply(node).base() : parts.partial(node))
            .toList();
    return new Written(kernel, reads, writes);
  }

  private int[] spaceDims() {
    return parts == null ? dims : parts.dims(dims);
  }

  private boolean[] reducedAxes() {
    int shift = parts == null ? 0 : 1;
    boolean[] axes = new boolean[dims.length + shift];
    if (unit.axes != null) {
      unit.axes.forEach(axis -> axes[axis + shift] = true);
    }
    return axes;
  }

  /// Strides over the loops' space: axes of size 1 that the space stretches do not move.
  private int[] stretched(Shape shape, int[] own) {
    int[] result = still(shape, own);
    return parts == null ? result : parts.strides(result, dims);
  }

  private static int[] still(Shape shape, int[] own) {
    int[] result = own.clone();
    for (int d = 0; d < result.length; d++) {
      if (shape.dim(d) == 1) {
        result[d] = 0;
      }
    }
    return result;
  }

  /// Where an output is written: the results of a part lie behind those of the part before.
  private int[] stored(Node output) {
    return parts == null
        ? still(output.shape(), place.apply(output).strides())
        : Parts.before(output.shape().size(), still(output.shape(), output.shape().strides()));
  }

  private boolean inside(Node node) {
    return unit.nodes.contains(node);
  }

  private void collectInputs(Node node) {
    if (!node.op().isElementwise() && !(node.op() instanceof Op.Reduce)) {
      collect(node, true);
      return;
    }
    node.inputs().forEach(input -> collect(input, false));
  }

  private void collect(Node node, boolean forced) {
    if (!forced && inside(node) || loads.containsKey(node)) {
      return;
    }
    if (node.op() instanceof Op.Fill) {
      return;
    }
    if (node.op() instanceof Op.Iota iota) {
      int[] move = new int[dims.length];
      move[iota.axis()] = 1;
      strides.add(stretched(node.shape(), move));
      return;
    }
    if (rowValue(node) != null) {
      return;
    }
    AffineView view = reach.apply(node);
    if (view == null) {
      node.inputs().forEach(input -> collect(input, false));
      return;
    }
    loads.put(node, view);
    strides.add(stretched(node.shape(), view.strides()));
    if (!buffers.containsKey(view.base())) {
      buffers.put(view.base(), reads.size());
      reads.add(view.base());
    }
  }

  /// The row value of this unit that a node stretches back over the row, or `null`.
  private Node rowValue(Node node) {
    Node at = node;
    while (at.op() instanceof Op.Expand && !inside(at)) {
      at = at.input(0);
    }
    return at != node && inside(at) ? at : null;
  }

  private Val lower(Node node, Body body, Lowering lowering, Loops loops) {
    if (node.op() instanceof Op.Reduce reduce) {
      return body.reduce(Lowering.reduction(reduce), value(node.input(0), body, lowering, loops));
    }
    if (node.op().isElementwise()) {
      Val[] in =
          node.inputs().stream()
              .map(input -> value(input, body, lowering, loops))
              .toArray(Val[]::new);
      return lowering.elementwise(node.op(), in);
    }
    return value(node, body, lowering, loops);
  }

  private Val value(Node node, Body body, Lowering lowering, Loops loops) {
    Val known = vals.get(node);
    if (known != null) {
      return known;
    }
    Val made;
    if (loads.get(node) instanceof AffineView view) {
      made =
          body.load(
              loops.access(
                  buffers.get(view.base()),
                  node.dtype(),
                  view.offset(),
                  stretched(node.shape(), view.strides())));
    } else if (node.op() instanceof Op.Fill fill) {
      made =
          node.dtype() == DType.BFLOAT16
              ? body.cast(body.f32((float) fill.value()), node.dtype())
              : body.constant(node.dtype(), fill.value());
    } else if (node.op() instanceof Op.Iota iota) {
      int[] move = new int[dims.length];
      move[iota.axis()] = 1;
      made =
          lowering.elementwise(
              new Op.Cast(node.dtype()),
              body.index(loops.access(-1, DType.INT32, 0, stretched(node.shape(), move))));
    } else if (rowValue(node) instanceof Node row) {
      made = vals.get(row);
    } else {
      made = lower(node, body, lowering, loops);
    }
    vals.put(node, made);
    return made;
  }
}
