package dev.cien.data;

import dev.cien.io.FileFormatException;
import dev.cien.io.IoReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The folder in which fetched data sets live, one folder a set: the one that the environment
/// variable `CIEN_DATA` names, or `.cache/cien` in the user's home.
///
/// ```java
/// Path folder = DataCache.standard().get(DataCatalog.standard().entry("cifar-10"), DataCache.Progress.NONE);
/// ```
///
/// A set's files appear under their names only after their size and SHA-256 were found right, so
/// that a file that is there is whole.
///
/// @param root the folder
public record DataCache(Path root) {
  /// Told how far a download is.
  @FunctionalInterface
  public interface Progress {
    /// Tells nobody.
    Progress NONE = (what, bytes, total) -> {};

    /// So many bytes of a file are here.
    ///
    /// @param what the file's or package's name
    /// @param total its size, or 0 if not known
    void at(String what, long bytes, long total);
  }

  /// The cache of this user.
  public static DataCache standard() {
    String moved = System.getenv("CIEN_DATA");
    return new DataCache(
        moved == null || moved.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache", "cien")
            : Path.of(moved));
  }

  /// The folder of a set, whether it is there or not.
  public Path path(DataEntry entry) {
    return root.resolve(entry.name());
  }

  /// Whether all files of a set are there, by name and size.
  public boolean has(DataEntry entry) {
    return entry.files().stream().allMatch(file -> isThere(entry, file));
  }

  /// The folder of a set that must be there already.
  ///
  /// @throws DataUnavailableException if it is not; the message says how to get it
  public Path require(DataEntry entry) {
    if (!has(entry)) {
      throw new DataUnavailableException(
          "data: "
              + entry.name()
              + " is not here. Fetch it with: cien data get "
              + entry.name()
              + "\n"
              + byHand(entry));
    }
    return path(entry);
  }

  /// Fetches a set unless it is there, and checks every file's SHA-256 either way. Sources are
  /// tried in their order; a download that was cut off goes on where it stopped.
  ///
  /// @throws DataUnavailableException if no source could give it, or a file that is there is not
  ///   the right one
  public Path get(DataEntry entry, Progress progress) {
    try {
      Files.createDirectories(root);
      try (FileChannel channel =
          FileChannel.open(
              root.resolve("." + entry.name() + ".lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE)) {
        // One process at a time; closing the channel lets the next one in.
        channel.lock();
        if (has(entry)) {
          check(entry);
        } else {
          fetch(entry, progress);
        }
        return path(entry);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "data: " + entry.name() + " in " + root + ": " + IoReason.of(e), e);
    }
  }

  /// Which files to place where, for a machine that cannot fetch them.
  public String byHand(DataEntry entry) {
    var text =
        new StringBuilder("Offline, place these files by hand (home: " + entry.home() + "):");
    for (DataEntry.File file : entry.files()) {
      text.append("\n  ")
          .append(path(entry).resolve(file.path()))
          .append("  ")
          .append(file.bytes())
          .append(" bytes, SHA-256 ")
          .append(file.sha256());
    }
    return text.toString();
  }

  private boolean isThere(DataEntry entry, DataEntry.File file) {
    Path path = path(entry).resolve(file.path());
    try {
      return Files.isRegularFile(path) && Files.size(path) == file.bytes();
    } catch (IOException e) {
      return false;
    }
  }

  private void check(DataEntry entry) throws IOException {
    for (DataEntry.File file : entry.files()) {
      Path path = path(entry).resolve(file.path());
      if (!Fetch.sha256(path).equals(file.sha256())) {
        throw new DataUnavailableException(
            "data: "
                + path
                + " is not the right file: its SHA-256 is not "
                + file.sha256()
                + ". Delete it and get "
                + entry.name()
                + " again");
      }
    }
  }

  private void fetch(DataEntry entry, Progress progress) throws IOException {
    List<String> failures = new ArrayList<>();
    // Kept when every source fails: it holds what was downloaded so far.
    Path work = root.resolve("." + entry.name() + ".work");
    Files.createDirectories(work);
    for (DataSource source : entry.sources()) {
      Path staged = Files.createDirectories(work.resolve("staged"));
      try {
        new Installation(entry, source, work, staged, PackageClient.standard(), progress).run();
        install(entry, staged);
        delete(work);
        return;
      } catch (FileFormatException | IOException e) {
        String reason = e instanceof IOException io ? IoReason.of(io) : e.getMessage();
        failures.add(source.text() + ": " + reason);
        delete(staged);
      }
    }
    throw new DataUnavailableException(
        "data: "
            + entry.name()
            + " could not be fetched.\n  "
            + String.join("\n  ", failures)
            + "\n"
            + byHand(entry));
  }

  private void install(DataEntry entry, Path staged) throws IOException {
    for (DataEntry.File file : entry.files()) {
      Path to = path(entry).resolve(file.path());
      Files.createDirectories(to.getParent());
      Files.move(staged.resolve(file.path()), to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /// Deletes a folder of our own making; links are deleted, not followed.
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
