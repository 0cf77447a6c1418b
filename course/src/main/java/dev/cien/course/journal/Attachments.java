package dev.cien.course.journal;

import dev.cien.io.AtomicFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// The files of the notes, beside the journal in a person's folder: `files/day-7/foto.png`. The
/// journal's text knows nothing of them, so that it stays what it is to the byte.
///
/// Names come from elsewhere: they are made safe when a file is added, and a file is found by
/// looking for its name among those that are there, never by making a path of it.
///
/// @param folder the person's folder
public record Attachments(Path folder) {
  /// How many files a note may have.
  public static final int MOST_OF_NOTE = 20;

  /// How large a file may be, in bytes.
  public static final int MOST_BYTES = 8 << 20;

  /// How large all files of a person may be together, in bytes.
  public static final long MOST_OF_ALL = 200L << 20;

  private static final String FILES = "files";

  /// Whose files they are: those of a day or of a project.
  ///
  /// @param kind `day` or `project`
  /// @param number of the day, from 1, or of the project's row, from 1
  public record Note(String kind, int number) {
    /// Checks that there can be such a note.
    ///
    /// @throws JournalException if there cannot
    public Note {
      int most = kind.equals("day") ? 100 : kind.equals("project") ? 999 : 0;
      if (number < 1 || number > most) {
        throw new JournalException(
            "files: expected day-1 to day-100 or project-1 to project-999, found another note.",
            "archivos: se esperaba de day-1 a day-100 o de project-1 a project-999, se encontró"
                + " otra nota.");
      }
    }

    /// A note's name, such as `day-7`, read.
    ///
    /// @throws JournalException if it is none
    public static Note of(String name) {
      boolean fits = name.matches("(day|project)-[1-9]\\d{0,2}");
      int dash = name.indexOf('-');
      return fits
          ? new Note(name.substring(0, dash), Integer.parseInt(name.substring(dash + 1)))
          : new Note("", 0);
    }

    private String folder() {
      return kind + "-" + number;
    }
  }

  /// The files of a note, by name.
  public List<Attachment> of(Note note) {
    return paths(note).stream().map(Attachments::attachment).toList();
  }

  /// Adds a file to a note, under a name that is safe and that no other file of the note has.
  ///
  /// @throws JournalException if it is empty or too large, or if there are too many
  public Attachment add(Note note, String name, byte[] bytes) {
    List<Path> there = paths(note);
    if (bytes.length == 0) {
      throw new JournalException(
          "files: this file is empty.", "archivos: este archivo está vacío.");
    }
    if (bytes.length > MOST_BYTES
        || there.size() >= MOST_OF_NOTE
        || size() > MOST_OF_ALL - bytes.length) {
      throw new JournalException(
          "files: expected at most "
              + MOST_OF_NOTE
              + " files a note, of "
              + megabytes(MOST_BYTES)
              + " MB each and "
              + megabytes(MOST_OF_ALL)
              + " MB together; this one is too much.",
          "archivos: se esperaban como mucho "
              + MOST_OF_NOTE
              + " archivos por nota, de "
              + megabytes(MOST_BYTES)
              + " MB cada uno y "
              + megabytes(MOST_OF_ALL)
              + " MB en total; este ya no cabe.");
    }
    String safe = FileNames.safe(name);
    // Some file systems do not tell capitals from small letters.
    String free =
        IntStream.iterate(1, n -> n + 1)
            .mapToObj(n -> n == 1 ? safe : FileNames.numbered(safe, n))
            .filter(one -> there.stream().noneMatch(path -> name(path).equalsIgnoreCase(one)))
            .findFirst()
            .orElseThrow();
    Path file = place(note).resolve(free);
    AtomicFiles.write(file, bytes);
    return attachment(file);
  }

  /// The bytes of a file of a note.
  public Optional<byte[]> read(Note note, String name) {
    return find(note, name).map(Attachments::bytes);
  }

  /// Deletes a file of a note.
  ///
  /// @return whether it was there
  public boolean delete(Note note, String name) {
    Optional<Path> found = find(note, name);
    found.ifPresent(Attachments::delete);
    return found.isPresent();
  }

  /// Deletes all files of a note.
  public void delete(Note note) {
    paths(note).forEach(Attachments::delete);
  }

  /// Writes the journal and all files as a ZIP: `README.md` as it is exported, and
  /// `files/day-7/foto.png`.
  ///
  /// @param journal none if none was begun
  public void archive(Optional<Journal> journal, OutputStream out) {
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      if (journal.isPresent()) {
        zip.putNextEntry(new ZipEntry("README.md"));
        zip.write(journal.get().text().getBytes(StandardCharsets.UTF_8));
      }
      for (Path file : all()) {
        zip.putNextEntry(new ZipEntry(FILES + "/" + name(file.getParent()) + "/" + name(file)));
        Files.copy(file, zip);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path place(Note note) {
    return folder.resolve(FILES).resolve(note.folder());
  }

  private Optional<Path> find(Note note, String name) {
    return paths(note).stream().filter(path -> name(path).equals(name)).findFirst();
  }

  private List<Path> paths(Note note) {
    return files(place(note));
  }

  private List<Path> all() {
    Path root = folder.resolve(FILES);
    return listed(root).stream()
        .filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
        .flatMap(path -> files(path).stream())
        .toList();
  }

  private long size() {
    return all().stream().mapToLong(Attachments::size).sum();
  }

  /// Without what a write that was cut off has left: its name begins with a dot.
  private static List<Path> files(Path place) {
    return listed(place).stream()
        .filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
        .filter(path -> !name(path).startsWith("."))
        .toList();
  }

  private static List<Path> listed(Path place) {
    if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.list(place)) {
      return paths.sorted(Comparator.comparing(Attachments::name)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Attachment attachment(Path path) {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] head = in.readNBytes(Attachment.HEAD);
      return new Attachment(name(path), size(path), Attachment.picture(head));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(Path path) {
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long size(Path path) {
    try {
      return Files.size(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long megabytes(long bytes) {
    return bytes >> 20;
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }
}
