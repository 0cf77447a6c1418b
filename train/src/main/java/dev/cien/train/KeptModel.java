package dev.cien.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The network that a run has left in its folder: `model.safetensors` of its end, or else that of
/// its newest checkpoint.
public final class KeptModel {
  private static final String MODEL = "model.safetensors";

  private KeptModel() {}

  /// Finds it.
  ///
  /// @param folder the run's
  /// @param fits whether a file may be taken
  /// @param links whether links are followed, as they are by default
  /// @return nothing if there is none yet
  /// @throws UncheckedIOException if the checkpoints cannot be listed
  public static Optional<Path> newest(Path folder, Predicate<Path> fits, LinkOption... links) {
    Predicate<Path> taken = file -> Files.isRegularFile(file, links) && fits.test(file);
    Path end = folder.resolve(MODEL);
    if (taken.test(end)) {
      return Optional.of(end);
    }
    Path checkpoints = folder.resolve("checkpoints");
    if (!Files.isDirectory(checkpoints, links)) {
      return Optional.empty();
    }
    try (Stream<Path> list = Files.list(checkpoints)) {
      return list.map(path -> path.resolve(MODEL)).filter(taken).max(Comparator.naturalOrder());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
