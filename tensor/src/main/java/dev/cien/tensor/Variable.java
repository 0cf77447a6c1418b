package dev.cien.tensor;

import dev.cien.tensor.graph.Node;
import java.util.List;

/// A named cell that holds a tensor of fixed shape and number format: a parameter, a running
/// statistic, an optimizer's memory. Variables are the only things that change.
///
/// [#value] is an immutable snapshot: a later [#assign] does not change tensors read before. Inside
/// a training scope ([Mode]) assignments are gathered and computed together at its end; a captured
/// [Step] updates the storage in place, but never storage that somebody has read from outside. Not
/// safe for use by several threads while one of them assigns.
public final class Variable {
  private final Shape shape;
  private final DType dtype;
  private String name;
  private Node node;
  private boolean shared;

  private Variable(String name, Node node) {
    this.name = name;
    this.shape = node.shape();
    this.dtype = node.dtype();
    this.node = node;
    node.name(name);
  }

  /// A variable that starts with `value`, which is computed now.
  public static Variable of(String name, Tensor value) {
    Variable variable = new Variable(name, value.compute().node());
    variable.shared = true;
    return variable;
  }

  /// The name, such as `layers.0.weight`; messages and files use it.
  public String name() {
    return name;
  }

  /// Names this variable; the tree of a model does it once the model is whole.
  public void name(String text) {
    name = text;
    node.name(text);
  }

  /// The sizes of its axes, which never change.
  public Shape shape() {
    return shape;
  }

  /// The number format, which never changes.
  public DType dtype() {
    return dtype;
  }

  /// What it holds now; in a training scope what was last assigned there.
  public Tensor value() {
    Mode mode = Mode.current();
    Tensor seen = mode.read(this);
    if (seen != null) {
      return seen;
    }
    shared = true;
    return new Tensor(node);
  }

  /// Replaces what it holds.
  ///
  /// @throws ShapeException if the shape is another one
  public void assign(Tensor value) {
    if (!value.shape().equals(shape)) {
      throw new ShapeException(
          "assign: variable "
              + name
              + " has shape "
              + shape
              + ", found "
              + value.shape()
              + ". Usual cause: parameters of another architecture.");
    }
    Tensor cast = value.cast(dtype);
    if (!Mode.current().write(this, cast)) {
      Tensor.computeAll(List.of(cast));
      set(cast.node().storage(), true);
    }
  }

  /// The live storage, for programs that read it.
  Object storage() {
    return node.storage();
  }

  /// The live storage, for programs that write it: a copy of its own if somebody has read the
  /// variable.
  Object writable() {
    if (shared) {
      set(Storage.copy(node.storage()), false);
    }
    return node.storage();
  }

  void set(Object storage, boolean isShared) {
    node = Node.data(storage, shape, dtype);
    node.name(name);
    shared = isShared;
  }

  @Override
  public String toString() {
    return name + " " + dtype + shape;
  }
}
