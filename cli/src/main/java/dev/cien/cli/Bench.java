package dev.cien.cli;

import dev.cien.recipes.Settings;
import dev.cien.recipes.workload.Task;
import dev.cien.recipes.workload.Workload;
import dev.cien.recipes.workload.Workloads;
import dev.cien.tensor.TensorException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A workload with the settings that somebody asked for.
///
/// @param workload the workload
/// @param settings all its settings
record Bench(Workload workload, Settings settings) {
  /// The workloads asked for, in their usual order.
  ///
  /// @param only names; empty for all
  /// @param set values by `workload.key`
  static List<Bench> of(Terminal terminal, List<String> only, Map<String, String> set) {
    only.forEach(name -> find(terminal, name));
    Map<String, Map<String, String>> chosen = new LinkedHashMap<>();
    set.forEach(
        (path, value) -> {
          int dot = path.indexOf('.');
          if (dot < 0) {
            throw Failure.usage(
                terminal.text("error.benchKey", path, String.join(", ", Workloads.names())));
          }
          String name = find(terminal, path.substring(0, dot)).name();
          if (!only.isEmpty() && !only.contains(name)) {
            throw Failure.usage(terminal.text("error.benchNotAsked", path, name));
          }
          chosen
              .computeIfAbsent(name, key -> new LinkedHashMap<>())
              .put(path.substring(dot + 1), value);
        });
    List<Bench> benches = new ArrayList<>();
    for (Workload workload : Workloads.all()) {
      if (only.isEmpty() || only.contains(workload.name())) {
        benches.add(of(workload, chosen.getOrDefault(workload.name(), Map.of())));
      }
    }
    return benches;
  }

  private static Bench of(Workload workload, Map<String, String> values) {
    try {
      return new Bench(workload, workload.settings(values));
    } catch (IllegalArgumentException e) {
      throw Failure.usage(workload.name() + ": " + e.getMessage());
    }
  }

  private static Workload find(Terminal terminal, String name) {
    return Workloads.find(name)
        .orElseThrow(
            () ->
                Failure.usage(
                    terminal.text("error.noWorkload", name)
                        + Nearest.of(name, Workloads.names())
                            .map(near -> " " + terminal.text("error.didYouMean", near))
                            .orElse("")
                        + " "
                        + terminal.text("error.workloads", String.join(", ", Workloads.names()))));
  }

  /// Its name.
  String name() {
    return workload.name();
  }

  /// Builds the model and the batch.
  Task prepare() {
    try {
      return workload.prepare(settings);
    } catch (IllegalArgumentException | TensorException e) {
      throw Failure.usage(name() + ": " + e.getMessage());
    }
  }

  /// The options that ask for this and nothing else.
  List<String> options() {
    List<String> options = new ArrayList<>(List.of("--only", name()));
    Map<String, String> standard = workload.settings(Map.of()).values();
    settings
        .values()
        .forEach(
            (key, value) -> {
              if (!value.equals(standard.get(key))) {
                options.add("--set");
                options.add(name() + "." + key + "=" + value);
              }
            });
    return options;
  }
}
