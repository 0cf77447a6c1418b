package dev.cien.course.journal;

import java.util.List;
import java.util.Optional;

/// A journal: a page of Markdown with tables of resources, projects and days, and a section for
/// each day.
///
/// ```java
/// Journal journal = Journal.parse(Decoding.of(bytes).text());
/// Journal more = journal.withTopic(8, "Optimizadores");
/// Files.writeString(file, more.text());
/// ```
///
/// Immutable. What is not changed is written exactly as it was read.
public final class Journal {
  /// The most characters of a journal.
  static final int MOST = 16 << 20;

  private final Lines lines;
  private final JournalIndex index;

  /// A book, course or page.
  ///
  /// @param title its name
  /// @param link where it is; empty if it has none
  /// @param note what is said of it
  /// @param done whether it is marked as finished
  /// @param day the day it belongs to; 0 for those of the table
  public record Resource(String title, String link, String note, boolean done, int day) {}

  /// A project.
  ///
  /// @param title its name; empty if the row is free
  /// @param state what is said of its state; empty where the table has no such column
  public record Project(String title, String state) {}

  /// A day.
  ///
  /// @param number 1 to 100
  /// @param topic what the table says of it; empty if nothing
  /// @param title the heading of its section; empty if it has none
  /// @param body the section without its first line `# DíaN`, as it is written
  public record Day(int number, String topic, String title, String body) {
    /// Whether something was written.
    public boolean isWritten() {
      return !body.isBlank();
    }
  }

  /// A place where git joined two versions and nobody chose.
  ///
  /// @param line the line of the first mark, from 1
  /// @param ours the first version
  /// @param theirs the second one
  public record Conflict(int line, String ours, String theirs) {}

  /// Which version of a conflict stays.
  public enum Side {
    /// The first.
    OURS,
    /// The second.
    THEIRS,
    /// Both, the first one first.
    BOTH
  }

  private Journal(Lines lines) {
    this.lines = lines;
    this.index = new JournalIndex(lines);
  }

  /// Reads a journal.
  ///
  /// @throws JournalException if the text has no table of days, or is too long
  public static Journal parse(String text) {
    if (text.length() > MOST) {
      throw new JournalException(
          "journal: expected at most " + MOST + " characters, found " + text.length() + ".",
          "diario: se esperaban como mucho "
              + MOST
              + " caracteres, se encontraron "
              + text.length()
              + ".");
    }
    Journal journal = new Journal(Lines.of(text));
    if (journal.index.dayRows().isEmpty()) {
      throw new JournalException(
          "journal: expected a table with a row | [Día1](#Día1) | … | for each day, found none."
              + " Usual cause: another file.",
          "diario: se esperaba una tabla con una fila | [Día1](#Día1) | … | por día, no se encontró"
              + " ninguna. Causa habitual: otro archivo.");
    }
    return journal;
  }

  /// The journal as text.
  public String text() {
    return lines.text();
  }

  /// All resources: those of the table, then those of the days.
  public List<Resource> resources() {
    return index.resources();
  }

  /// The projects, free rows included.
  public List<Project> projects() {
    return index.projects();
  }

  /// The days of the table, in order.
  public List<Day> days() {
    return index.dayRows().keySet().stream().map(this::day).map(Optional::orElseThrow).toList();
  }

  /// One day; nothing if the table has no such row.
  public Optional<Day> day(int number) {
    return index.day(number);
  }

  /// Conflicts that nobody resolved.
  public List<Conflict> conflicts() {
    return index.conflicts();
  }

  /// With another topic in a day's row of the table. No other line changes.
  public Journal withTopic(int day, String topic) {
    int line = row(day);
    String ended = lines.all().get(line);
    String bare = ended.substring(0, stripped(ended));
    String changed = Row.of(bare).with(1, topic) + ended.substring(bare.length());
    return new Journal(lines.replace(line, line + 1, changed));
  }

  /// The length of a line without its end.
  private static int stripped(String line) {
    int end = line.length();
    while (end > 0 && (line.charAt(end - 1) == '\n' || line.charAt(end - 1) == '\r')) {
      end--;
    }
    return end;
  }

  /// With another text in a day's section, below `# DíaN`. A day without a section gets one where
  /// its number belongs. No line of another day changes.
  public Journal withBody(int day, String body) {
    row(day);
    String text = body.isEmpty() || body.endsWith("\n") ? body : body + "\n";
    Optional<JournalIndex.Section> section = index.section(day);
    if (section.isPresent()) {
      JournalIndex.Section found = section.get();
      return new Journal(lines.replace(found.start() + 1, found.end(), text));
    }
    int at = index.placeOf(day);
    return new Journal(lines.replace(at, at, "# Día" + day + "\n" + text));
  }

  private int row(int day) {
    Integer line = index.dayRows().get(day);
    if (line == null) {
      throw new JournalException(
          "journal: there is no day " + day + " in its table of days.",
          "diario: no hay un día " + day + " en su tabla de días.");
    }
    return line;
  }

  /// With a conflict resolved: its marks go, and what was chosen stays.
  ///
  /// @param number which of [#conflicts], from 0
  public Journal resolve(int number, Side side) {
    List<JournalIndex.Marks> all = index.marks();
    if (number < 0 || number >= all.size()) {
      throw new JournalException(
          "journal: expected a conflict from 0 to " + (all.size() - 1) + ", found " + number + ".",
          "diario: se esperaba un conflicto de 0 a "
              + (all.size() - 1)
              + ", se encontró "
              + number
              + ".");
    }
    JournalIndex.Marks marks = all.get(number);
    Conflict conflict = conflicts().get(number);
    String kept =
        switch (side) {
          case OURS -> conflict.ours();
          case THEIRS -> conflict.theirs();
          case BOTH -> conflict.ours() + conflict.theirs();
        };
    return new Journal(lines.replace(marks.start(), marks.end() + 1, kept));
  }
}
