package dev.cien.course.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

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
  public record Project(String title, String state) {
    /// Whether somebody has filled the row: the journal's own last row says `...`.
    public boolean isFilled() {
      return !title.isEmpty() && !title.equals("...");
    }
  }

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

  /// A line in which characters look damaged, and what it may have been.
  ///
  /// @param line from 1
  /// @param found the line as it is
  /// @param readings what it may have been, without the end of the line
  public record Damage(int line, String found, List<String> readings) {
    /// Keeps the list.
    public Damage {
      readings = List.copyOf(readings);
    }
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

  /// An empty journal: free rows for resources and projects, and a hundred days to be written.
  public static Journal begun() {
    StringBuilder text = new StringBuilder("# 100 Días de IA\n\n");
    text.append("| Libros y Recursos | Estado de Finalización |\n| ----- | -----|\n\n");
    text.append("| Proyectos Completados |\n| ----------------- |\n| 1.  |\n| 2.  |\n| 3.  |\n\n");
    text.append("# Temas Aprendidos en Cada Día\n");
    text.append("| **Días** | **Temas Cubiertos** |\n|--------- | ------------------ |\n");
    for (int day = 1; day <= 100; day++) {
      text.append("| [Día").append(day).append("](#Día").append(day).append(") |  |\n");
    }
    text.append('\n');
    for (int day = 1; day <= 100; day++) {
      text.append("# Día").append(day).append('\n');
    }
    return parse(text.toString());
  }

  /// The journal as text.
  public String text() {
    return lines.text();
  }

  /// All resources: those of the table, then those of the days.
  public List<Resource> resources() {
    return index.resources();
  }

  /// Whether there is room for a resource's mark: in the table that takes a column of its own.
  public boolean isMarkable(Resource resource) {
    return resource.day() > 0 || index.hasResourceState();
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

  /// Lines that look as if they had been read in the wrong encoding, at least in parts. [Decoding]
  /// has repaired those that are certain.
  public List<Damage> damages() {
    List<Damage> damages = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      List<String> readings = Mojibake.possible(lines.bare(i));
      if (!readings.isEmpty()) {
        damages.add(new Damage(i + 1, lines.bare(i), readings));
      }
    }
    return List.copyOf(damages);
  }

  /// With one of the readings of a line that looks damaged. No other line changes.
  ///
  /// @param line from 1
  /// @param reading which of the readings, from 0
  /// @throws JournalException if there is no such line, or no such reading
  public Journal withReading(int line, int reading) {
    Damage damage =
        damages().stream()
            .filter(one -> one.line() == line && reading >= 0 && reading < one.readings().size())
            .findFirst()
            .orElseThrow(
                () ->
                    new JournalException(
                        "journal: line " + line + " has no such reading.",
                        "diario: la línea " + line + " no tiene esa lectura."));
    return withReadings(List.of(damage), reading);
  }

  /// With every line mended that looks damaged and can be read in one way only.
  public Journal withReadings() {
    return withReadings(
        damages().stream().filter(damage -> damage.readings().size() == 1).toList(), 0);
  }

  /// All at once: a file may have thousands of such lines, and is read anew after a change.
  private Journal withReadings(List<Damage> damages, int reading) {
    List<String> mended = new ArrayList<>(lines.all());
    for (Damage damage : damages) {
      mended.set(
          damage.line() - 1,
          mended.get(damage.line() - 1).replace(damage.found(), damage.readings().get(reading)));
    }
    return new Journal(new Lines(mended));
  }

  Blocks blocks() {
    return index.blocks();
  }

  /// With another topic in a day's row of the table. No other line changes.
  public Journal withTopic(int day, String topic) {
    return edited(row(day), line -> Row.of(line).with(JournalIndex.topicCell(Row.of(line)), topic));
  }

  /// With a resource marked as finished, or not: its ✅ comes or goes, and no other line changes. In
  /// the table the mark has a column of its own, below a day it stands at the end of the line.
  ///
  /// @param number which of [#resources], from 0
  /// @throws JournalException if there is no such resource, or no column for its state
  public Journal withDone(int number, boolean done) {
    if (number < 0 || number >= index.resources().size()) {
      throw none("resource", "recurso", number, index.resources().size());
    }
    Resource resource = index.resources().get(number);
    if (resource.done() == done) {
      return this;
    }
    if (!isMarkable(resource)) {
      throw new JournalException(
          "journal: the table of resources has no column for their state.",
          "diario: la tabla de recursos no tiene una columna para su estado.");
    }
    return edited(
        index.resourceLines().get(number),
        line -> {
          if (resource.day() == 0) {
            return Row.of(line).with(1, done ? "✅" : "");
          }
          return Bullet.of(line).orElseThrow().marked(done);
        });
  }

  /// With a project in a row of the table: a free row of that number is filled, a new number is a
  /// new row below the last.
  ///
  /// @param number which of [#projects], from 0, or their count for a new one
  /// @param state what is said of its state; left out where the table has no such column
  /// @throws JournalException if there is no such row
  public Journal withProject(int number, String title, String state) {
    List<Integer> rows = index.projectLines();
    if (rows.isEmpty() || number < 0 || number > rows.size()) {
      throw none("project", "proyecto", number, rows.size() + (rows.isEmpty() ? 0 : 1));
    }
    String cell = (number + 1) + ". " + title.strip();
    if (number < rows.size()) {
      return edited(rows.get(number), line -> project(line, cell, state));
    }
    int below = rows.getLast() + 1;
    String like = lines.bare(rows.getLast());
    return new Journal(lines.replace(below, below, project(like, cell, state) + "\n"));
  }

  private static String project(String line, String cell, String state) {
    Row row = Row.of(Row.of(line).with(0, cell));
    return row.cells() > 1 ? row.with(1, state) : row.line();
  }

  private Journal edited(int at, UnaryOperator<String> change) {
    return new Journal(lines.with(at, change));
  }

  private static JournalException none(String en, String es, int number, int count) {
    return new JournalException(
        "journal: expected a " + en + " from 0 to " + (count - 1) + ", found " + number + ".",
        "diario: se esperaba un "
            + es
            + " de 0 a "
            + (count - 1)
            + ", se encontró "
            + number
            + ".");
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

  /// With a row for a day in the table of days, below the row of the day before; the same where
  /// there is one.
  ///
  /// @throws JournalException if there is no such day
  public Journal withDay(int day) {
    if (index.dayRows().containsKey(day)) {
      return this;
    }
    if (day < 1 || day > 9999) {
      throw new JournalException(
          "journal: expected a day from 1 to 9999, found " + day + ".",
          "diario: se esperaba un día de 1 a 9999, se encontró " + day + ".");
    }
    var before = index.dayRows().lowerEntry(day);
    int at = before == null ? index.dayRows().firstEntry().getValue() : before.getValue() + 1;
    Row like = Row.of(lines.bare(index.dayRows().firstEntry().getValue()));
    String link = "[Día" + day + "](#Día" + day + ")";
    String row = JournalIndex.topicCell(like) == 1 ? link + " |  |" : " | " + link + " |";
    return new Journal(lines.replace(at, at, "| " + row + "\n"));
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
    List<String> kept = new ArrayList<>();
    if (side != Side.THEIRS) {
      kept.addAll(lines.all().subList(marks.start() + 1, marks.ours()));
    }
    if (side != Side.OURS) {
      kept.addAll(lines.all().subList(marks.middle() + 1, marks.end()));
    }
    return new Journal(lines.keep(marks.start(), marks.end() + 1, kept));
  }
}
