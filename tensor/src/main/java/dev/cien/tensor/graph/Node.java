package dev.cien.tensor.graph;

import dev.cien.tensor.DType;
import dev.cien.tensor.Shape;
import java.util.List;

/// One recorded operation: what is done, to which nodes, and what comes out.
///
/// A node is immutable except for its storage, which is set once when the node is computed. Nodes
/// have identity; two nodes that would compute the same thing are merged by the compiler, not here.
public final class Node {
  private final Op op;
  private final List<Node> inputs;
  private final Shape shape;
  private final DType dtype;
  private final Site site;
  private volatile Object storage;
  private volatile String name;

  /// A node whose result has the given shape and format; see [ShapeRules] for the checked way to
  /// make one.
  public Node(Op op, List<Node> inputs, Shape shape, DType dtype, Site site) {
    this.op = op;
    this.inputs = List.copyOf(inputs);
    this.shape = shape;
    this.dtype = dtype;
    this.site = site;
  }

  /// A leaf that exists already: `array` holds its elements in row-major order.
  public static Node data(Object array, Shape shape, DType dtype) {
    Node node = placeholder(shape, dtype);
    node.storage = array;
    return node;
  }

  /// A leaf whose elements are given each time a program runs.
  public static Node placeholder(Shape shape, DType dtype) {
    return new Node(new Op.Data(), List.of(), shape, dtype, Site.NONE);
  }

  /// What is done.
  public Op op() {
    return op;
  }

  /// To which nodes.
  public List<Node> inputs() {
    return inputs;
  }

  /// Input number `i`.
  public Node input(int i) {
    return inputs.get(i);
  }

  /// The shape of the result.
  public Shape shape() {
    return shape;
  }

  /// The number format of the result.
  public DType dtype() {
    return dtype;
  }

  /// The user's line that recorded this.
  public Site site() {
    return site;
  }

  /// What messages call this: the layer, loss or method that recorded it, or the operation where
  /// nobody is known.
  public String called() {
    return site.called().isEmpty() ? op.label() : site.called();
  }

  /// The computed elements in row-major order (`float[]`, `double[]`, `int[]`, `long[]`, `byte[]`
  /// for BOOL, `short[]` for BFLOAT16), or `null` while not computed.
  public Object storage() {
    return storage;
  }

  /// Sets the computed elements.
  public void storage(Object array) {
    this.storage = array;
  }

  /// The name of the parameter or input that this leaf stands for, or `null`.
  public String name() {
    return name;
  }

  /// The name of the parameter or input that this is, possibly seen through views, or `null`.
  public String parameter() {
    Node at = this;
    while (at.name == null && at.op instanceof Op.View) {
      at = at.input(0);
    }
    return at.name;
  }

  /// Names this leaf, for messages and dumps.
  public void name(String text) {
    this.name = text;
  }

  /// Whether this is a leaf whose elements are given rather than computed.
  public boolean isData() {
    return op instanceof Op.Data;
  }

  @Override
  public String toString() {
    return (name == null ? op.label() : name) + " " + dtype + shape;
  }
}
