package dev.cien.course.experiment;

import dev.cien.course.Resources;
import dev.cien.recipes.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The experiments of the course, and those that somebody put into a folder of their own.
///
/// @param all by id, in the order of the course
/// @param mistakes what is wrong with files that cannot be used
public record Experiments(Map<String, CourseExperiment> all, List<Text> mistakes) {
  private static final int MOST_FILES = 200;

  /// Copies the map, in its order, and the list.
  public Experiments {
    all = Collections.unmodifiableMap(new LinkedHashMap<>(all));
    mistakes = List.copyOf(mistakes);
  }

  /// Those that come with the course.
  public static Experiments bundled() {
    Map<String, CourseExperiment> all = new LinkedHashMap<>();
    Resources.lines("experiments/index.txt")
        .forEach(
            id ->
                all.put(
                    id, ExperimentReader.read(id, Resources.text("experiments/" + id + ".json"))));
    return new Experiments(all, List.of());
  }

  /// These and the `.json` files of a folder, which is allowed not to exist. A file with the name
  /// of a bundled experiment takes its place.
  ///
  /// @throws ExperimentException if a file is no experiment
  public Experiments with(Path folder) {
    if (!Files.isDirectory(folder)) {
      return this;
    }
    Map<String, CourseExperiment> more = new LinkedHashMap<>(all);
    List<Text> wrong = new ArrayList<>(mistakes);
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found =
          files
              .filter(file -> file.getFileName().toString().endsWith(".json"))
              .sorted()
              .limit(MOST_FILES)
              .toList();
      for (Path file : found) {
        String name = file.getFileName().toString();
        String id = name.substring(0, name.length() - ".json".length());
        try {
          more.put(id, ExperimentReader.read(id, text(file)));
        } catch (ExperimentException e) {
          wrong.add(e.text());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Experiments(more, wrong);
  }

  private static String text(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(400_000), StandardCharsets.UTF_8);
    }
  }

  /// The experiment of that name.
  public Optional<CourseExperiment> find(String id) {
    return Optional.ofNullable(all.get(id));
  }

  /// The experiments of a day.
  public List<CourseExperiment> of(int day) {
    List<CourseExperiment> found = new ArrayList<>();
    all.values().stream().filter(each -> each.day() == day).forEach(found::add);
    return found;
  }
}
