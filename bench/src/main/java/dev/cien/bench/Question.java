package dev.cien.bench;

import dev.cien.recipes.Settings;
import dev.cien.recipes.workload.Workload;
import dev.cien.recipes.workload.Workloads;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// What every engine is asked: the step of one workload with given sizes, threads and time.
///
/// @param workload the workload
/// @param settings its sizes
/// @param threads how many threads to compute with
/// @param seconds seconds that count
/// @param warmUp seconds before
record Question(Workload workload, Settings settings, int threads, double seconds, double warmUp) {
  /// One for each workload asked for.
  ///
  /// @param only names; empty for all
  /// @param set values by `workload.key`
  /// @throws IllegalArgumentException if a name, key or value does not exist
  static List<Question> of(
      List<String> only, Map<String, String> set, int threads, double seconds, double warmUp) {
    List<String> named = new ArrayList<>(only);
    set.keySet().forEach(path -> named.add(path.split("\\.", 2)[0]));
    for (String name : named) {
      if (Workloads.find(name).isEmpty()) {
        throw new IllegalArgumentException(
            "there is no workload called " + name + "; there are " + Workloads.names());
      }
    }
    List<Question> questions = new ArrayList<>();
    for (Workload workload : Workloads.all()) {
      if (only.isEmpty() || only.contains(workload.name())) {
        Map<String, String> own = new LinkedHashMap<>();
        String prefix = workload.name() + ".";
        set.forEach(
            (path, value) -> {
              if (path.startsWith(prefix)) {
                own.put(path.substring(prefix.length()), value);
              }
            });
        questions.add(new Question(workload, workload.settings(own), threads, seconds, warmUp));
      }
    }
    return questions;
  }

  /// The workload's name.
  String name() {
    return workload.name();
  }

  /// All sizes as one JSON object of texts, for programs in other languages.
  String sizes() {
    return JsonMapper.shared().writeValueAsString(settings.values());
  }
}
