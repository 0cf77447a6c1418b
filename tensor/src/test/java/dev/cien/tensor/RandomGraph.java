package dev.cien.tensor;

import dev.cien.testkit.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// A graph grown from a list of numbers, each of which picks an operation and what it is applied
/// to.
///
/// Values stay small and errors are damped, so that a result has a known tolerance. Operations with
/// jumps (comparisons, rounding, positions, integers from floats) are only applied to elements that
/// no rounding has touched: there a last bit could change the result entirely.
final class RandomGraph {
  /// A tensor of the graph, and whether its elements are free of rounding.
  record Item(Tensor tensor, boolean exact) {}

  private static final int MOST_ELEMENTS = 20_000;

  private final List<Item> items = new ArrayList<>();
  private final List<Tensor> leaves = new ArrayList<>();
  private int choice;

  private RandomGraph() {}

  /// The graph that `choices` describe. The beginning of a list describes the beginning of the
  /// graph.
  static RandomGraph of(List<Integer> choices) {
    RandomGraph graph = new RandomGraph();
    graph.leaf(Samples.float32(1, 4, 6));
    graph.leaf(Samples.distinct(2, 3, 1, 6).cast(DType.FLOAT32).compute());
    graph.leaf(Samples.float64(3, 5));
    graph.leaf(Samples.ints(4, -4, 5, 4, 1));
    graph.leaf(Samples.booleans(5, 6));
    graph.leaf(Samples.float32(6, 2, 3, 5, 4));
    for (int choice : choices) {
      graph.choice = choice;
      graph.grow();
    }
    return graph;
  }

  /// The tensors, in the order in which they were recorded.
  List<Item> items() {
    return items;
  }

  /// The given tensors that can have gradients.
  List<Tensor> differentiable() {
    return leaves.stream().filter(leaf -> leaf.dtype().isFloating()).toList();
  }

  /// The last few tensors: outputs that share work.
  List<Tensor> outputs() {
    return items.subList(Math.max(0, items.size() - 4), items.size()).stream()
        .map(Item::tensor)
        .toList();
  }

  private void leaf(Tensor tensor) {
    leaves.add(tensor);
    items.add(new Item(tensor, true));
  }

  private int next(int bound) {
    int chosen = Math.floorMod(choice, bound);
    choice = choice / bound + 7 * chosen + 13;
    return chosen;
  }

  /// One of the newest tensors that fit.
  private Item pick(Predicate<Tensor> fits) {
    List<Item> fitting = items.stream().filter(item -> fits.test(item.tensor)).toList();
    return fitting.get(fitting.size() - 1 - next(Math.min(8, fitting.size())));
  }

  private void add(Tensor tensor, boolean exact) {
    if (tensor.size() <= MOST_ELEMENTS) {
      items.add(new Item(tensor, exact));
    }
  }

  private void grow() {
    switch (next(8)) {
      case 0, 1 -> unary();
      case 2, 3 -> binary();
      case 4 -> view();
      case 5 -> reduce();
      case 6 -> contract();
      default -> index();
    }
  }

  private void unary() {
    Item item = pick(x -> x.dtype().isFloating());
    Tensor x = item.tensor;
    switch (next(14)) {
      case 0 -> add(x.neg(), item.exact);
      case 1 -> add(x.abs(), item.exact);
      case 2 -> add(x.tanh(), false);
      case 3 -> add(x.sigmoid(), false);
      case 4 -> add(x.sin(), false);
      case 5 -> add(x.cos(), false);
      case 6 -> add(x.erf(), false);
      case 7 -> add(x.abs().neg().exp(), false);
      case 8 -> add(x.square().log1p(), false);
      case 9 -> add(x.square().add(1).sqrt(), false);
      case 10 -> add(x.relu(), item.exact);
      case 11 -> add(x.gelu(), false);
      case 12 -> add(item.exact ? x.mul(2).round() : x.mul(0.5), item.exact);
      default ->
          add(
              item.exact
                  ? x.cast(x.dtype() == DType.FLOAT32 ? DType.BFLOAT16 : DType.INT32)
                  : x.clamp(-2, 2),
              item.exact);
    }
  }

  private void binary() {
    Item a = pick(_ -> true);
    Item b = pick(x -> Shape.broadcast(x.shape(), a.tensor.shape()).isPresent());
    Tensor x = a.tensor;
    Tensor y = b.tensor;
    boolean exact = a.exact && b.exact;
    boolean whole = !x.dtype().isFloating() && !y.dtype().isFloating();
    switch (next(10)) {
      case 0, 1 -> add(small(x.add(y)), exact && whole);
      case 2 -> add(small(x.sub(y)), exact && whole);
      case 3 -> add(small(x.mul(y)), exact && whole);
      case 4 -> add(whole ? x.div(y.abs().add(1)) : x.div(y.square().add(1)), false);
      case 5 -> add(x.maximum(y), exact);
      case 6 -> add(x.minimum(y), exact);
      case 7 -> add(exact ? x.lt(y) : small(x.add(y)), exact);
      case 8 -> add(exact ? x.eq(y) : small(x.sub(y)), exact);
      default -> {
        Item condition =
            pick(
                c ->
                    c.dtype() == DType.BOOL && fit(c.shape(), x.shape(), y.shape())
                        || c.dtype() == DType.BOOL
                            && c.shape().equals(Shape.of(6))
                            && fit(x.shape(), y.shape(), Shape.of(6))
                        || c == x);
        Tensor c = condition.tensor;
        add(c == x ? x : Tensor.where(c, x, y), exact);
      }
    }
  }

  private static boolean fit(Shape a, Shape b, Shape c) {
    return Shape.broadcast(a, b).flatMap(both -> Shape.broadcast(both, c)).isPresent();
  }

  /// Whole numbers are kept from growing by a remainder, floats by a factor.
  private static Tensor small(Tensor x) {
    return x.dtype().isFloating() ? x.mul(0.5) : x.rem(97);
  }

  private void view() {
    Item item = pick(x -> x.shape().rank() > 0 && x.size() > 0);
    Tensor x = item.tensor;
    int rank = x.shape().rank();
    int axis = next(rank);
    int n = x.shape().dim(axis);
    add(
        switch (next(12)) {
          case 0 -> x.reshape(-1);
          case 1 -> x.transpose(axis, next(rank));
          case 2 -> x.flip(axis);
          case 3 -> x.slice(axis, next(n), n);
          case 4 -> x.slice(axis, 0, n, 2);
          case 5 -> x.pad(axis, next(3), next(3), 0.5);
          case 6 -> rank < 4 ? x.unsqueeze(axis) : x.flatten(0, 1);
          case 7 -> x.roll(axis, 1);
          case 8 -> Tensor.concat(axis, x, x.flip(axis));
          case 9 -> x.select(axis, 0).unsqueeze(axis).expand(x.shape().dims());
          case 10 -> rank < 4 ? stretched(x.unsqueeze(axis), axis) : x;
          default ->
              x.unsqueeze(0)
                  .expand(
                      IntStream.range(-1, rank).map(d -> d < 0 ? 3 : x.shape().dim(d)).toArray())
                  .reshape(
                      IntStream.range(0, rank)
                          .map(d -> d == 0 ? 3 * x.shape().dim(0) : x.shape().dim(d))
                          .toArray());
        },
        item.exact);
  }

  /// The one element of an axis three times, at no cost until somebody copies it.
  private static Tensor stretched(Tensor x, int axis) {
    int[] dims = x.shape().dims();
    dims[axis] = 3;
    return x.expand(dims);
  }

  private void reduce() {
    Item item = pick(x -> x.shape().rank() > 0 && x.size() > 0);
    Tensor x = item.tensor;
    int axis = next(x.shape().rank());
    boolean keep = next(2) == 0;
    boolean floating = x.dtype().isFloating();
    switch (next(8)) {
      case 0 ->
          add(floating ? x.mean(axis, keep) : x.sum(axis, keep).rem(97), item.exact && !floating);
      case 1 -> add(x.max(axis, keep), item.exact);
      case 2 -> add(x.dtype() == DType.BOOL ? x.any(axis) : x.min(axis, keep), item.exact);
      case 3 -> add(floating ? x.softmax(axis) : x.cumSum(axis).rem(97), item.exact && !floating);
      case 4 ->
          add(floating ? x.logSoftmax(axis).mul(0.2) : x.max(axis, keep), item.exact && !floating);
      case 5 ->
          add(
              floating
                  ? x.square().mean(axis, true).add(1e-2).rsqrt().mul(x).mul(0.3)
                  : x.cast(DType.FLOAT32),
              item.exact && !floating);
      case 6 ->
          add(floating ? x.cumSum(axis).div(x.shape().dim(axis)) : x, item.exact && !floating);
      default ->
          add(
              item.exact ? x.argMax(axis, keep) : x.sum(axis, keep).div(x.shape().dim(axis)),
              item.exact);
    }
  }

  private void contract() {
    if (next(4) == 0) {
      Item item = pick(x -> x.dtype().isFloating() && x.shape().rank() == 4 && x.size() > 0);
      Tensor x = item.tensor;
      int channels = x.shape().dim(1);
      Tensor w = Samples.float32(7, 4, channels, 3, 2).mul(1.0 / (channels * 6));
      add(
          next(3) == 0 && x.shape().dim(2) > 1 && x.shape().dim(3) > 1
              ? x.avgPool(new int[] {2, 2}, Window.stride(2), true)
              : x.conv(w, Window.padding(1)),
          false);
      return;
    }
    Item a = pick(x -> x.dtype().isFloating() && x.shape().rank() >= 2 && x.size() > 0);
    int k = a.tensor.shape().dim(-1);
    Item b =
        pick(
            x ->
                x.dtype().isFloating() && x.shape().rank() == 2 && x.shape().dim(0) == k
                    || x == a.tensor);
    Tensor right = b.tensor == a.tensor ? a.tensor.t() : b.tensor;
    add(a.tensor.matmul(right).mul(1.0 / k), false);
  }

  private void index() {
    Item item = pick(x -> x.shape().rank() > 0 && x.size() > 0);
    Tensor x = item.tensor;
    int axis = next(x.shape().rank());
    int n = x.shape().dim(axis);
    int[] dims = x.shape().dims();
    dims[axis] = 1 + next(2 * n);
    Tensor index = Samples.ints(8, 0, n, dims);
    switch (next(4)) {
      case 0 -> add(x.gather(axis, index), item.exact);
      case 1 -> add(x.indexSelect(axis, Samples.ints(9, 0, n, 2, 2)), item.exact);
      case 2 ->
          add(
              x.dtype() == DType.BOOL
                  ? x
                  : x.scatterAdd(axis, index, x.gather(axis, index)).mul(0.25),
              false);
      default ->
          add(item.exact ? x.sort(axis, next(2) == 0).values() : x.roll(axis, -1), item.exact);
    }
  }
}
