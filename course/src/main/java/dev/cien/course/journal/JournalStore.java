package dev.cien.course.journal;

import dev.cien.io.AtomicFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// The journal in a person's folder: `journal.md`, as it will be exported. An import never loses
/// the journal that was there; it is kept beside the new one.
///
/// @param folder the person's folder
public record JournalStore(Path folder) {
  private static final String FILE = "journal.md";

  /// What an import found.
  ///
  /// @param journal the journal
  /// @param decoding how its text was read
  /// @param kept where the journal lies that was there before
  public record Imported(Journal journal, Decoding decoding, Optional<Path> kept) {}

  /// Takes over a journal from a file.
  ///
  /// @param resolve which side of all conflicts stays; none leaves the marks in the text
  /// @throws JournalException if it is no journal
  public Imported imported(Path file, Optional<Journal.Side> resolve) {
    return imported(read(file), resolve);
  }

  /// Takes over a journal from a file's bytes.
  ///
  /// @param resolve which side of all conflicts stays; none leaves the marks in the text
  /// @throws JournalException if it is no journal
  public Imported imported(byte[] file, Optional<Journal.Side> resolve) {
    Decoding decoding = Decoding.of(file);
    Journal journal = Journal.parse(decoding.text());
    while (resolve.isPresent() && !journal.conflicts().isEmpty()) {
      journal = journal.resolve(0, resolve.get());
    }
    Optional<Path> kept = keep();
    save(journal);
    return new Imported(journal, decoding, kept);
  }

  /// The journal; nothing if none was imported or begun.
  public Optional<Journal> journal() {
    Path file = folder.resolve(FILE);
    return Files.isRegularFile(file)
        ? Optional.of(Journal.parse(new String(read(file), StandardCharsets.UTF_8)))
        : Optional.empty();
  }

  /// The files of its notes.
  public Attachments attachments() {
    return new Attachments(folder);
  }

  /// Keeps a changed journal.
  public void save(Journal journal) {
    AtomicFiles.write(folder.resolve(FILE), journal.text());
  }

  private Optional<Path> keep() {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    String stamp = LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS"));
    Path kept = folder.resolve("journal-" + stamp + ".md");
    AtomicFiles.write(kept, read(file));
    return Optional.of(kept);
  }

  private static byte[] read(Path file) {
    int most = 4 * Journal.MOST;
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(most + 1);
      if (bytes.length > most) {
        throw new JournalException(
            file + ": expected a journal of at most " + most + " bytes, found more.",
            file + ": se esperaba un diario de como mucho " + most + " bytes, se encontraron más.");
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
