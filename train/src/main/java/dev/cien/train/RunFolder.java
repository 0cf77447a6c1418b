package dev.cien.train;

import dev.cien.io.AtomicFiles;
import dev.cien.io.IoReason;
import dev.cien.io.Safetensors;
import dev.cien.io.TensorBoard;
import dev.cien.io.plot.Chart;
import dev.cien.tensor.Tensor;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The folder of one run, locked against a second trainer while open:
///
/// ```
/// config.json  environment.json  metrics.jsonl  events.out.tfevents.…  curves.svg  curves.png
/// checkpoints/step-000001234/{model,optimizer}.safetensors, trainer.json
/// best.safetensors  model.safetensors
/// ```
final class RunFolder implements AutoCloseable {
  private static final String METRICS = "metrics.jsonl";

  private final Path path;
  private final FileChannel channel;
  private final FileLock lock;
  private final Checkpoints checkpoints;
  private BufferedWriter metrics;
  private TensorBoard board;

  RunFolder(Path path, int keep) {
    this.path = path;
    try {
      Files.createDirectories(path);
      channel =
          FileChannel.open(
              path.resolve("run.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      lock = lock();
    } catch (IOException e) {
      throw cannotWrite(path, e);
    }
    this.checkpoints = new Checkpoints(path.resolve("checkpoints"), keep);
  }

  private FileLock lock() throws IOException {
    FileLock taken;
    try {
      taken = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      taken = null;
    }
    if (taken == null) {
      channel.close();
      throw new TrainException(
          TrainException.Reason.IN_USE,
          "train: another trainer works in the run folder "
              + path
              + ". Fix: wait until it ends, or choose another folder.",
          null);
    }
    return taken;
  }

  Path path() {
    return path;
  }

  Checkpoints checkpoints() {
    return checkpoints;
  }

  /// Begins a run: writes what it is made of, and drops the metrics of another one.
  void begin(Map<String, Object> config, Map<String, Object> environment) {
    writing(
        () -> {
          AtomicFiles.write(path.resolve("config.json"), Checkpoints.pretty(config));
          AtomicFiles.write(path.resolve("environment.json"), Checkpoints.pretty(environment));
          open(List.of());
        });
  }

  /// Whether a run began here that had no time for a checkpoint.
  boolean isBegun() {
    return Files.exists(path.resolve("config.json")) && checkpoints.list().isEmpty();
  }

  /// Goes on with a run: keeps the metrics up to a step, and gives them.
  List<Map<String, Object>> proceed(long step) {
    List<Map<String, Object>> kept = new ArrayList<>();
    for (Map<String, Object> line : lines()) {
      if (((Number) line.get("step")).longValue() <= step) {
        kept.add(line);
      }
    }
    writing(() -> open(kept));
    return kept;
  }

  /// What `metrics.jsonl` holds; a line that a kill, a full disk or a bad one damaged is left out.
  private List<Map<String, Object>> lines() {
    List<Map<String, Object>> lines = new ArrayList<>();
    if (Files.exists(path.resolve(METRICS))) {
      try {
        // Not Files.lines, which gives up at the first byte that is no text.
        String text = new String(Files.readAllBytes(path.resolve(METRICS)), StandardCharsets.UTF_8);
        text.lines().forEach(line -> parsed(line).ifPresent(lines::add));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return lines;
  }

  @SuppressWarnings("unchecked")
  private static Optional<Map<String, Object>> parsed(String line) {
    try {
      return JsonMapper.shared().readValue(line, Object.class) instanceof Map<?, ?> fields
              && fields.get("event") instanceof String
              && fields.get("step") instanceof Number
          ? Optional.of((Map<String, Object>) fields)
          : Optional.empty();
    } catch (JacksonException damaged) {
      return Optional.empty();
    }
  }

  /// Writes both logs anew, so that what was measured after the step from which a run goes on is in
  /// neither.
  private void open(List<Map<String, Object>> kept) throws IOException {
    StringBuilder text = new StringBuilder();
    kept.forEach(line -> text.append(JsonMapper.shared().writeValueAsString(line)).append('\n'));
    AtomicFiles.write(path.resolve(METRICS), text.toString());
    try (Stream<Path> files = Files.list(path)) {
      for (Path old :
          files.filter(file -> file.getFileName().toString().startsWith("events.out.")).toList()) {
        Files.delete(old);
      }
    }
    metrics =
        Files.newBufferedWriter(
            path.resolve(METRICS), StandardCharsets.UTF_8, StandardOpenOption.APPEND);
    board = TensorBoard.open(path);
    kept.forEach(this::chart);
    board.flush();
  }

  /// Takes note of an event.
  void write(TrainEvent event) {
    switch (event) {
      case TrainEvent.Stepped _, TrainEvent.EpochEnded _ -> {
        Map<String, Object> fields = event.fields();
        writing(
            () -> {
              metrics.write(JsonMapper.shared().writeValueAsString(fields));
              metrics.newLine();
              metrics.flush();
              chart(fields);
              board.flush();
            });
      }
      case TrainEvent.Started _,
          TrainEvent.Evaluated _,
          TrainEvent.Saved _,
          TrainEvent.Warned _,
          TrainEvent.Stopped _,
          TrainEvent.Finished _ -> {}
    }
  }

  private void chart(Map<String, Object> fields) {
    long step = ((Number) fields.get("step")).longValue();
    if (fields.get("event").equals("step")) {
      for (String name : List.of("loss", "accuracy", "rate", "samplesPerSecond")) {
        if (fields.get(name) instanceof Number value) {
          board.scalar("step/" + name, step, value.doubleValue());
        }
      }
    } else {
      for (String part : List.of("training", "validation")) {
        Position.doubles(fields.get(part))
            .forEach((name, value) -> board.scalar(name + "/" + part, step, value));
      }
    }
  }

  /// Draws the curves of the epochs so far, with names as `words` gives them: a chart for each
  /// measure, a line for each part.
  void draw(List<Map<String, Object>> epochs, UnaryOperator<String> words) {
    Map<String, Chart> charts = new LinkedHashMap<>();
    for (String part : List.of("training", "validation")) {
      Map<String, List<double[]>> lines = new LinkedHashMap<>();
      for (Map<String, Object> epoch : epochs) {
        double at = ((Number) epoch.get("epoch")).doubleValue();
        Position.doubles(epoch.get(part))
            .forEach(
                (name, value) ->
                    lines
                        .computeIfAbsent(name, n -> new ArrayList<>())
                        .add(new double[] {at, value}));
      }
      lines.forEach(
          (name, points) -> {
            Chart chart =
                charts.getOrDefault(name, Chart.of(words.apply(name), words.apply("epoch"), ""));
            charts.put(name, chart.line(words.apply(part), along(points, 0), along(points, 1)));
          });
    }
    if (!charts.isEmpty()) {
      List<Chart> all = List.copyOf(charts.values());
      writing(
          () -> {
            AtomicFiles.write(path.resolve("curves.svg"), Chart.svg(all));
            AtomicFiles.write(path.resolve("curves.png"), Chart.png(all));
          });
    }
  }

  private static double[] along(List<double[]> points, int axis) {
    return points.stream().mapToDouble(point -> point[axis]).toArray();
  }

  void writeModel(String name, Map<String, Tensor> values) {
    writing(
        () ->
            Safetensors.write(path.resolve(name + ".safetensors"), values, Map.of("format", "pt")));
  }

  /// Something that writes into the folder.
  @FunctionalInterface
  private interface Writing {
    void run() throws IOException;
  }

  private void writing(Writing action) {
    try {
      action.run();
    } catch (UncheckedIOException e) {
      throw cannotWrite(path, e.getCause());
    } catch (IOException e) {
      throw cannotWrite(path, e);
    }
  }

  private static TrainException cannotWrite(Path path, IOException e) {
    if (e instanceof FileAlreadyExistsException there) {
      return new TrainException(
          TrainException.Reason.CANNOT_WRITE,
          "train: "
              + path
              + " cannot be a run folder: there is a file called "
              + there.getFile()
              + ". Fix: choose another folder.",
          e);
    }
    return new TrainException(
        TrainException.Reason.CANNOT_WRITE,
        "train: cannot write to the run folder "
            + path
            + ": "
            + IoReason.of(e)
            + ". Usual cause: a full disk, or no permission to write there; fix: make room, or"
            + " choose another folder. Checkpoints that are there are whole: the run goes on from"
            + " them with resume.",
        e);
  }

  Map<String, Tensor> readModel(String name) {
    return Safetensors.open(path.resolve(name + ".safetensors")).tensors();
  }

  @Override
  public void close() {
    try {
      if (metrics != null) {
        metrics.close();
        board.close();
      }
      lock.release();
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
