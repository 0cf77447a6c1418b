package dev.cien.course.experiment;

/// Something that an experiment runs. The same run gives the same numbers every time.
public sealed interface Run
    permits AttentionRun,
        ComputeRun,
        FilterRun,
        GateRun,
        LossRun,
        MemoryRun,
        NetworkRun,
        NeuronRun,
        PlaygroundRun,
        RecipeRun {
  /// Runs it.
  Measured measure();

  /// What one types to run it without the page; empty if there is no such command.
  default String command() {
    return "";
  }
}
