package dev.cien.course.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where things are in a journal's lines.
///
/// The journal has had two forms of its tables: resources with a state (`Estado de Finalización`)
/// or with a description, projects alone or with a state. Both are read by the names of their
/// columns.
final class JournalIndex {
  private static final Pattern DAY_ROW = Pattern.compile("\\[D[ií]a\\s*(\\d{1,4})]\\(#[^)]*\\)");

  private static final Pattern NUMBER = Pattern.compile("^\\d+\\.\\s*");

  private final Lines lines;
  private final Blocks blocks;
  private final TreeMap<Integer, Integer> dayRows = new TreeMap<>();
  private final TreeMap<Integer, Section> sections = new TreeMap<>();
  private final List<Journal.Resource> resources = new ArrayList<>();
  private final List<Journal.Project> projects = new ArrayList<>();
  private final List<Marks> marks = new ArrayList<>();
  private final List<Integer> resourceLines = new ArrayList<>();
  private final List<Integer> projectLines = new ArrayList<>();
  private boolean stated;

  /// The lines of a day: from `# DíaN` to the line before the next day's.
  record Section(int start, int end) {}

  /// The lines of a conflict's marks: `<<<<<<<`, what ends the first version, `=======`, `>>>>>>>`.
  /// The first version ends at `|||||||`, where git was told to write down what both come from.
  record Marks(int start, int ours, int middle, int end) {}

  JournalIndex(Lines lines) {
    this.lines = lines;
    tables();
    this.blocks = new Blocks(lines, dayRows.keySet());
    sections();
    conflicts(lines);
    sections.forEach(this::dayResources);
  }

  TreeMap<Integer, Integer> dayRows() {
    return dayRows;
  }

  List<Journal.Resource> resources() {
    return List.copyOf(resources);
  }

  List<Journal.Project> projects() {
    return List.copyOf(projects);
  }

  /// The line of each of [#resources].
  List<Integer> resourceLines() {
    return resourceLines;
  }

  /// The line of each of [#projects].
  List<Integer> projectLines() {
    return projectLines;
  }

  /// Whether the table of resources has a column for their state.
  boolean hasResourceState() {
    return stated;
  }

  /// Which lines are code.
  Blocks blocks() {
    return blocks;
  }

  List<Marks> marks() {
    return marks;
  }

  Optional<Section> section(int day) {
    return Optional.ofNullable(sections.get(day));
  }

  /// The line before which a new section of a day belongs.
  int placeOf(int day) {
    Map.Entry<Integer, Section> before = sections.lowerEntry(day);
    return before == null ? lines.size() : before.getValue().end();
  }

  Optional<Journal.Day> day(int number) {
    Integer row = dayRows.get(number);
    if (row == null) {
      return Optional.empty();
    }
    Row cells = Row.of(lines.bare(row));
    String topic = cells.cell(topicCell(cells));
    Section section = sections.get(number);
    if (section == null) {
      return Optional.of(new Journal.Day(number, topic, "", ""));
    }
    String body = String.join("", lines.all().subList(section.start() + 1, section.end()));
    String title = "";
    for (int i = section.start() + 1; i < section.end() && title.isEmpty(); i++) {
      String line = lines.bare(i);
      title = line.startsWith("## ") ? line.substring(3).strip() : "";
    }
    return Optional.of(new Journal.Day(number, topic, title, body));
  }

  /// Which cell of a day's row has its topic: the second, or the first where the day is the second.
  static int topicCell(Row row) {
    return DAY_ROW.matcher(row.cell(0)).lookingAt() ? 1 : 0;
  }

  private void tables() {
    Row head = null;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.bare(i);
      if (!Row.is(line)) {
        head = null;
        continue;
      }
      Row row = Row.of(line);
      if (head == null) {
        head = row;
      } else if (!row.isRule()) {
        row(head, row, i);
      }
    }
  }

  private void row(Row head, Row row, int line) {
    for (int cell = 0; cell < 2 && row.cells() >= 2; cell++) {
      Matcher day = DAY_ROW.matcher(row.cell(cell));
      if (day.lookingAt()) {
        dayRows.putIfAbsent(Integer.parseInt(day.group(1)), line);
        return;
      }
    }
    String first = head.cell(0).toLowerCase(Locale.ROOT);
    String second = head.cell(1).toLowerCase(Locale.ROOT);
    if (first.contains("recursos")) {
      stated = !second.contains("descrip");
      resources.add(resource(row, !stated));
      resourceLines.add(line);
    } else if (first.contains("proyectos")) {
      projects.add(new Journal.Project(NUMBER.matcher(row.cell(0)).replaceFirst(""), row.cell(1)));
      projectLines.add(line);
    }
  }

  private static Journal.Resource resource(Row row, boolean described) {
    String cell = NUMBER.matcher(row.cell(0)).replaceFirst("");
    Optional<Links.Link> link =
        Links.of(cell).stream().filter(each -> each.target().isPresent()).findFirst();
    return new Journal.Resource(
        link.map(Links.Link::title).orElse(cell).replace("**", "").strip(),
        link.flatMap(Links.Link::target).orElse(""),
        described ? row.cell(1) : "",
        row.cell(1).contains("✅"),
        0);
  }

  private void sections() {
    int open = 0;
    int start = -1;
    for (Map.Entry<Integer, Integer> heading : blocks.days().entrySet()) {
      close(open, start, heading.getKey());
      open = heading.getValue();
      start = heading.getKey();
    }
    close(open, start, lines.size());
  }

  private void close(int day, int start, int end) {
    if (start >= 0) {
      sections.putIfAbsent(day, new Section(start, end));
    }
  }

  private void dayResources(int day, Section section) {
    for (int i = section.start(); i < section.end(); i++) {
      Optional<Bullet> bullet = Bullet.of(lines.bare(i));
      if (bullet.isPresent()) {
        resources.add(bullet.get().resource(day));
        resourceLines.add(i);
      }
    }
  }

  private void conflicts(Lines all) {
    int start = -1;
    int base = -1;
    int middle = -1;
    for (int i = 0; i < all.size(); i++) {
      String line = all.bare(i);
      if (line.startsWith("<<<<<<< ")) {
        start = i;
        base = -1;
        middle = -1;
      } else if (line.startsWith("||||||| ") && start >= 0 && base < 0 && middle < 0) {
        base = i;
      } else if (line.equals("=======") && start >= 0 && middle < 0) {
        middle = i;
      } else if (line.startsWith(">>>>>>> ") && middle >= 0) {
        marks.add(new Marks(start, base < 0 ? middle : base, middle, i));
        start = -1;
        middle = -1;
      }
    }
  }

  List<Journal.Conflict> conflicts() {
    return marks.stream()
        .map(
            m ->
                new Journal.Conflict(
                    m.start() + 1,
                    String.join("", lines.all().subList(m.start() + 1, m.ours())),
                    String.join("", lines.all().subList(m.middle() + 1, m.end()))))
        .toList();
  }
}
