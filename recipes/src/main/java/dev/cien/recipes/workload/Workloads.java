package dev.cien.recipes.workload;

import java.util.List;
import java.util.Optional;

/// All workloads, the quickest first.
public final class Workloads {
  private static final List<Workload> ALL =
      List.of(
          new Tiny(),
          new Perceptron(),
          new ConvolutionalNetwork(),
          new ResidualNetwork(),
          new RecurrentNetwork(),
          new LanguageModel(),
          new UNet());

  private Workloads() {}

  /// All of them.
  public static List<Workload> all() {
    return ALL;
  }

  /// Their names.
  public static List<String> names() {
    return ALL.stream().map(Workload::name).toList();
  }

  /// The one of that name, if it exists.
  public static Optional<Workload> find(String name) {
    return ALL.stream().filter(workload -> workload.name().equals(name)).findFirst();
  }
}
