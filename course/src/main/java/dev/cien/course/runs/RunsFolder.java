package dev.cien.course.runs;

import dev.cien.recipes.Text;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Places where runs may lie, a folder each, as `cien train` writes them. Anybody may have put
/// anything there: what cannot be read is said, and links are not followed.
///
/// @param places folders that hold folders of runs
public record RunsFolder(List<Path> places) {
  private static final int MOST_RUNS = 300;
  private static final int DEEPEST = 2;
  private static final long MOST_CONFIG = 1 << 20;
  private static final long MOST_METRICS = 32 << 20;
  private static final int MOST_EPOCHS = 2000;
  private static final int MOST_NAMES = 100;
  private static final int LONGEST = 200;
  private static final String CONFIG = "config.json";
  private static final String METRICS = "metrics.jsonl";

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(16)
                          .maxStringLength(1 << 16)
                          .build())
                  .build())
          .build();

  /// Copies the list.
  public RunsFolder {
    places = List.copyOf(places);
  }

  /// All runs, the newest first.
  public List<KeptRun> all() {
    List<KeptRun> runs = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      Path place = places.get(i);
      for (Path folder : folders(place)) {
        runs.add(read(id(i, folder), folder));
      }
    }
    runs.sort(Comparator.comparingLong(KeptRun::time).reversed().thenComparing(KeptRun::id));
    return runs.size() > MOST_RUNS ? List.copyOf(runs.subList(0, MOST_RUNS)) : runs;
  }

  /// A run with the folder that holds it.
  public record Found(KeptRun run, Path folder) {}

  /// The run of a name, as [KeptRun#id] says it: one of those that are there.
  public Optional<Found> find(String id) {
    for (int i = 0; i < places.size(); i++) {
      for (Path folder : folders(places.get(i))) {
        if (id(i, folder).equals(id)) {
          return Optional.of(new Found(read(id, folder), folder));
        }
      }
    }
    return Optional.empty();
  }

  private String id(int place, Path folder) {
    return place + "/" + places.get(place).relativize(folder).toString().replace('\\', '/');
  }

  private static List<Path> folders(Path place) {
    if (!Files.isDirectory(place)) {
      return List.of();
    }
    try (Stream<Path> found = Files.find(place, DEEPEST, (path, _) -> isRun(path))) {
      return found.filter(path -> !path.equals(place)).limit(4L * MOST_RUNS).toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }

  private static boolean isRun(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
        && (Files.isRegularFile(path.resolve(CONFIG), LinkOption.NOFOLLOW_LINKS)
            || Files.isRegularFile(path.resolve(METRICS), LinkOption.NOFOLLOW_LINKS));
  }

  private static KeptRun read(String id, Path folder) {
    Map<String, String> config = new LinkedHashMap<>();
    List<KeptRun.Epoch> epochs = new ArrayList<>();
    Map<String, Double> figures = new LinkedHashMap<>();
    Optional<Text> trouble = Optional.empty();
    try {
      small(folder, CONFIG).ifPresent(node -> flat("", node, config));
      small(folder, "evaluation.json").ifPresent(node -> measured(node, figures));
      trouble = curves(folder.resolve(METRICS), epochs);
    } catch (IOException | UncheckedIOException | JacksonException e) {
      trouble =
          Optional.of(
              new Text(
                  "A file of this run is damaged or too large to be read.",
                  "Un archivo de esta ejecución está dañado o es demasiado grande para leerlo."));
    }
    return new KeptRun(id, time(folder), config, epochs, figures, trouble);
  }

  private static long time(Path folder) {
    try {
      Path file = folder.resolve(Files.exists(folder.resolve(METRICS)) ? METRICS : CONFIG);
      return Files.getLastModifiedTime(file).toMillis();
    } catch (IOException e) {
      return 0;
    }
  }

  private static Optional<JsonNode> small(Path folder, String name) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    if (Files.size(file) > MOST_CONFIG) {
      throw new IOException(name + " is too large");
    }
    return Optional.of(JSON.readTree(Files.readString(file)));
  }

  /// Nested objects become names with dots, so that two runs can be compared name by name.
  private static void flat(String before, JsonNode node, Map<String, String> into) {
    node.properties()
        .forEach(
            field -> {
              String name = before + field.getKey();
              if (field.getValue().isObject()) {
                flat(name + ".", field.getValue(), into);
              } else if (into.size() < MOST_NAMES) {
                JsonNode value = field.getValue();
                into.put(cut(name), cut(value.isString() ? value.stringValue() : value.toString()));
              }
            });
  }

  private static String cut(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }

  private static void measured(JsonNode node, Map<String, Double> into) {
    JsonNode metrics = node.has("metrics") ? node.get("metrics") : node;
    numbers(metrics, into);
  }

  private static void numbers(JsonNode node, Map<String, Double> into) {
    if (node == null) {
      return;
    }
    node.properties()
        .forEach(
            field -> {
              if (field.getValue().isNumber() && into.size() < MOST_NAMES) {
                into.put(cut(field.getKey()), field.getValue().doubleValue());
              }
            });
  }

  /// The epochs of a log; a line that a kill cut off is left out, and said.
  private static Optional<Text> curves(Path file, List<KeptRun.Epoch> epochs) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    if (Files.size(file) > MOST_METRICS) {
      return Optional.of(
          new Text(
              "Its log is larger than 32 MB and was not read.",
              "Su registro ocupa más de 32 MB y no se ha leído."));
    }
    int bad = 0;
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.contains("\"event\":\"step\"") || line.isBlank()) {
          continue;
        }
        try {
          JsonNode node = JSON.readTree(line);
          if (node.path("event").asString("").equals("epoch") && epochs.size() < MOST_EPOCHS) {
            Map<String, Double> training = new LinkedHashMap<>();
            Map<String, Double> validation = new LinkedHashMap<>();
            numbers(node.get("training"), training);
            numbers(node.get("validation"), validation);
            epochs.add(new KeptRun.Epoch(node.path("epoch").asInt(0), training, validation));
          }
        } catch (JacksonException e) {
          bad++;
        }
      }
    } catch (CharacterCodingException e) {
      bad++;
    }
    int lines = bad;
    return lines == 0
        ? Optional.empty()
        : Optional.of(
            new Text(
                lines + " lines of its log cannot be read and were left out.",
                lines + " líneas de su registro no se entienden y se han dejado fuera."));
  }
}
