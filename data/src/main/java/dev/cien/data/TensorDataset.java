package dev.cien.data;

import dev.cien.tensor.Tensor;
import java.util.List;

/// A set held in memory as two tensors.
///
/// ```java
/// Map<String, Tensor> arrays = Npz.read(Path.of("mine.npz"));
/// Dataset data = TensorDataset.of(arrays.get("x"), arrays.get("y"));
/// ```
public final class TensorDataset implements Dataset {
  private final Tensor inputs;
  private final Tensor targets;
  private final Rows inputRows;
  private final Rows targetRows;
  private final List<String> inputNames;
  private final List<String> classNames;

  private TensorDataset(
      Tensor inputs, Tensor targets, List<String> inputNames, List<String> classNames) {
    var checked = new Batch(inputs, targets);
    this.inputs = checked.inputs();
    this.targets = checked.targets();
    this.inputNames = List.copyOf(inputNames);
    this.classNames = List.copyOf(classNames);
    this.inputRows = new Rows(inputs);
    this.targetRows = new Rows(targets);
  }

  /// A set without names.
  ///
  /// @param inputs `[N, …]`
  /// @param targets `[N, …]`
  public static TensorDataset of(Tensor inputs, Tensor targets) {
    return new TensorDataset(inputs, targets, List.of(), List.of());
  }

  /// A set with names.
  ///
  /// @param inputNames as many as the inputs `[N, F]` have columns, or none
  /// @param classNames one for each class, or none
  /// @throws IllegalArgumentException if the names and the columns are not equally many
  public static TensorDataset of(
      Tensor inputs, Tensor targets, List<String> inputNames, List<String> classNames) {
    if (!inputNames.isEmpty()
        && (inputs.shape().rank() != 2 || inputs.shape().dim(1) != inputNames.size())) {
      throw Refusal.of(
          "data set",
          "inputs [N, " + inputNames.size() + "], one column for each of the input names",
          inputs.shape(),
          "the target's name among those of the inputs; fix: one name a column, or none");
    }
    return new TensorDataset(inputs, targets, inputNames, classNames);
  }

  /// All inputs, `[N, …]`.
  public Tensor inputs() {
    return inputs;
  }

  /// All targets, `[N, …]`.
  public Tensor targets() {
    return targets;
  }

  @Override
  public int size() {
    return inputRows.count();
  }

  @Override
  public Batch batch(int... indices) {
    return new Batch(inputRows.pick(indices), targetRows.pick(indices));
  }

  @Override
  public Batch all() {
    return new Batch(inputs, targets);
  }

  @Override
  public List<String> inputNames() {
    return inputNames;
  }

  @Override
  public List<String> classNames() {
    return classNames;
  }

  @Override
  public String toString() {
    return "TensorDataset(inputs " + inputs.shape() + ", targets " + targets.shape() + ")";
  }
}
