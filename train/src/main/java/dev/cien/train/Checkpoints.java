package dev.cien.train;

import dev.cien.io.AtomicFiles;
import dev.cien.io.Safetensors;
import dev.cien.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.json.JsonMapper;

/// The checkpoints of a run, one folder each: `step-000001234` with tensors as safetensors and
/// `trainer.json`.
///
/// A folder is written under another name and renamed when it is whole, so that a process killed at
/// any moment leaves only whole checkpoints. `trainer.json` holds the SHA-256 of the tensors'
/// files, `trainer.sha256` that of `trainer.json`, as `sha256sum -c` reads it: a checkpoint that
/// was damaged later is passed over.
final class Checkpoints {
  /// A checkpoint as read.
  ///
  /// @param folder where it lies
  /// @param tensors by file (`model`, `optimizer`, …) and name
  /// @param trainer what `trainer.json` says
  record Checkpoint(
      Path folder, Map<String, Map<String, Tensor>> tensors, Map<String, Object> trainer) {}

  private static final String TRAINER = "trainer.json";
  private static final String TRAINER_HASH = "trainer.sha256";
  private static final String HASHES = "sha256";

  private final Path folder;
  private final int keep;

  Checkpoints(Path folder, int keep) {
    this.folder = folder;
    this.keep = keep;
  }

  /// All checkpoints, the newest first.
  List<Path> list() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("step-"))
          .sorted(Comparator.comparing((Path file) -> file.getFileName().toString()).reversed())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Writes a checkpoint and removes those that are too many.
  Path save(long step, Map<String, Map<String, Tensor>> tensors, Map<String, Object> trainer) {
    Path target = folder.resolve("step-%09d".formatted(step));
    Path unfinished = folder.resolve(".unfinished");
    try {
      Files.createDirectories(folder);
      delete(unfinished);
      Map<String, Object> hashes = new LinkedHashMap<>();
      tensors.forEach(
          (name, values) -> {
            Path file = unfinished.resolve(name + ".safetensors");
            Safetensors.write(file, values, Map.of("step", Long.toString(step)));
            hashes.put(file.getFileName().toString(), sha256(file));
          });
      Map<String, Object> content = new LinkedHashMap<>(trainer);
      content.put(HASHES, hashes);
      Path described = unfinished.resolve(TRAINER);
      AtomicFiles.write(described, pretty(content));
      AtomicFiles.write(
          unfinished.resolve(TRAINER_HASH), sha256(described) + "  " + TRAINER + "\n");
      delete(target);
      Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
      AtomicFiles.force(folder);
      for (Path old : list().stream().skip(keep).toList()) {
        delete(old);
      }
      return target;
    } catch (IOException | UncheckedIOException e) {
      throw new TrainException(
          TrainException.Reason.CANNOT_WRITE,
          "train: could not save a checkpoint at step "
              + step
              + " in "
              + folder
              + ": "
              + e.getMessage()
              + ". Usual cause: a full disk or a folder without write permission; the checkpoints"
              + " before this one are whole, and the run goes on from them with resume.",
          e);
    }
  }

  /// The newest checkpoint that is whole; tells about those that are not. Null if there is none.
  Checkpoint newest(Consumer<String> warn) {
    List<Path> all = list();
    for (Path candidate : all) {
      try {
        return read(candidate);
      } catch (RuntimeException damaged) {
        warn.accept(
            "checkpoint "
                + candidate
                + " cannot be used ("
                + damaged.getMessage()
                + "); "
                + (candidate.equals(all.getLast())
                    ? "there is none before it"
                    : "trying the one before it"));
      }
    }
    return null;
  }

  private static Checkpoint read(Path candidate) {
    Map<String, Object> trainer = json(candidate.resolve(TRAINER));
    if (!(trainer.get(HASHES) instanceof Map<?, ?> hashes)
        || !(trainer.get("position") instanceof Map<?, ?>)
        || !(trainer.get("plateaus") instanceof List<?>)) {
      throw new TrainException(
          TRAINER + " is damaged: expected " + HASHES + ", position and plateaus in it");
    }
    // After what it should hold, which says more of a file that is no checkpoint's.
    checkTrainer(candidate);
    Map<String, Map<String, Tensor>> tensors = new LinkedHashMap<>();
    hashes.forEach(
        (name, hash) -> {
          Path file = candidate.resolve((String) name);
          check(file, hash);
          tensors.put(
              ((String) name).replace(".safetensors", ""), Safetensors.open(file).tensors());
        });
    return new Checkpoint(candidate, tensors, trainer);
  }

  private static void checkTrainer(Path candidate) {
    Path written = candidate.resolve(TRAINER_HASH);
    // Checkpoints of earlier versions have none.
    if (Files.exists(written)) {
      try {
        check(candidate.resolve(TRAINER), Files.readString(written).strip().split("\\s")[0]);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void check(Path file, Object hash) {
    if (!sha256(file).equals(hash)) {
      throw new TrainException(
          file.getFileName() + " is damaged: its SHA-256 is not the one written with it");
    }
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> json(Path file) {
    try {
      return JsonMapper.shared().readValue(Files.readString(file), Map.class);
    } catch (JacksonException e) {
      TokenStreamLocation place = e.getLocation();
      throw new TrainException(
          file.getFileName()
              + " is damaged: it is no JSON from line "
              + place.getLineNr()
              + ", column "
              + place.getColumnNr()
              + " on. Usual cause: a disk that filled up, or an edit",
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String pretty(Object content) {
    return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(content) + "\n";
  }

  static String sha256(Path file) {
    try (var in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void delete(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
