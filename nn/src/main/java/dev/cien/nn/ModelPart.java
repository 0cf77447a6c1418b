package dev.cien.nn;

import dev.cien.tensor.Variable;
import java.util.List;

/// A model as a tree: records and lists are branches, variables are leaves.
public sealed interface ModelPart {
  /// The name within the part that holds it; the root's is empty.
  String name();

  /// A parameter or a buffer.
  ///
  /// @param name its name within the part that holds it
  /// @param variable the cell
  /// @param buffer whether it is saved but not trained
  record Leaf(String name, Variable variable, boolean buffer) implements ModelPart {}

  /// A record, list, map or function.
  ///
  /// @param name its name within the part that holds it
  /// @param value the object itself
  /// @param parts what it holds, in the order of declaration
  record Branch(String name, Object value, List<ModelPart> parts) implements ModelPart {}

  /// The tree of a model: see [Params] for what a model may consist of.
  static Branch of(Object model) {
    return ModelReader.read(model);
  }
}
