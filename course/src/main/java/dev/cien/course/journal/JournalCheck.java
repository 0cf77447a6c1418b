package dev.cien.course.journal;

import dev.cien.recipes.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Looks through a journal for what a reader would trip over. Nothing is changed.
public final class JournalCheck {
  // Bounded, so that a line of millions of brackets is read in time, too.
  private static final Pattern DAY_LINK =
      Pattern.compile("\\[D[ií]a\\s{0,9}(\\d{1,4})]\\(#([^)]{0,200})\\)");
  private static final Pattern INNER_LINK =
      Pattern.compile("(?<!!)\\[[^\\]]{0,300}]\\(#([^)\\s]{0,200})\\)");
  private static final Pattern RESIDUE =
      Pattern.compile("【\\d{1,4}[:†][^】]{0,200}】|\\[\\d{1,4}\\s{0,9}†[^\\]]{0,200}]");
  private static final Pattern HEADING = Pattern.compile("#{1,6}+\\s*+(.+)");

  private JournalCheck() {}

  /// What kind of thing was found.
  public enum Kind {
    /// A mark of git where two versions were joined and nobody chose.
    CONFLICT(new Text("unresolved conflict", "conflicto sin resolver")),
    /// Text that was once read in the wrong encoding.
    ENCODING(new Text("damaged characters", "caracteres dañados")),
    /// A link to a heading that is not there, or to another day's.
    ANCHOR(new Text("link that leads elsewhere", "enlace que lleva a otro sitio")),
    /// A picture without a file, or without a description.
    IMAGE(new Text("picture without file or description", "imagen sin archivo o sin descripción")),
    /// A block of code that nobody closed.
    FENCE(new Text("block of code left open", "bloque de código sin cerrar")),
    /// A reference that an assistant left behind.
    RESIDUE(new Text("left by an assistant", "resto de un asistente"));

    private final Text name;

    Kind(Text name) {
      this.name = name;
    }

    /// The kind in words.
    public Text text() {
      return name;
    }
  }

  /// Something found.
  ///
  /// @param line where, from 1
  /// @param kind what
  /// @param found the piece of text
  public record Finding(int line, Kind kind, String found) {}

  /// Everything that was found, from the first line to the last.
  public static List<Finding> of(Journal journal) {
    Lines lines = Lines.of(journal.text());
    List<Finding> findings = new ArrayList<>();
    journal.conflicts().forEach(c -> findings.add(new Finding(c.line(), Kind.CONFLICT, "<<<<<<<")));
    Blocks blocks = journal.blocks();
    Set<String> anchors = anchors(lines, blocks);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.bare(i);
      if (line.contains("�") || !Mojibake.possible(line).isEmpty()) {
        findings.add(new Finding(i + 1, Kind.ENCODING, brief(line.strip())));
      }
      if (blocks.isCode(i)) {
        continue;
      }
      links(line, i + 1, anchors, findings);
      images(line, i + 1, findings);
      Matcher residue = RESIDUE.matcher(line);
      while (residue.find()) {
        findings.add(new Finding(i + 1, Kind.RESIDUE, brief(residue.group())));
      }
    }
    for (int open : blocks.open()) {
      findings.add(new Finding(open + 1, Kind.FENCE, brief(lines.bare(open).strip())));
    }
    findings.sort(Comparator.comparingInt(Finding::line));
    return List.copyOf(findings);
  }

  private static void links(String line, int number, Set<String> anchors, List<Finding> findings) {
    Matcher day = DAY_LINK.matcher(line);
    Set<String> told = new HashSet<>();
    while (day.find()) {
      if (!anchor("día" + day.group(1)).equals(anchor(day.group(2)))) {
        findings.add(new Finding(number, Kind.ANCHOR, brief(day.group())));
        told.add(day.group());
      }
    }
    Matcher inner = INNER_LINK.matcher(line);
    while (inner.find()) {
      if (!anchors.contains(anchor(inner.group(1))) && !told.contains(inner.group())) {
        findings.add(new Finding(number, Kind.ANCHOR, brief(inner.group())));
      }
    }
  }

  private static void images(String line, int number, List<Finding> findings) {
    for (Links.Link link : Links.of(line)) {
      if (link.picture() && (link.title().isBlank() || link.address().isBlank())) {
        findings.add(new Finding(number, Kind.IMAGE, brief(link.written())));
      }
    }
  }

  /// The anchors of all headings; a second heading of the same text gets -1, and so on.
  private static Set<String> anchors(Lines lines, Blocks blocks) {
    Set<String> anchors = new HashSet<>();
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.bare(i);
      Matcher heading = HEADING.matcher(line);
      if (!blocks.isCode(i) && heading.matches()) {
        String anchor = anchor(heading.group(1));
        int before = seen.merge(anchor, 1, Integer::sum) - 1;
        anchors.add(before == 0 ? anchor : anchor + "-" + before);
      }
    }
    return anchors;
  }

  /// A heading's text as GitHub makes it an anchor.
  private static String anchor(String heading) {
    return heading
        .strip()
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}\\p{M}_ -]", "")
        .replace(' ', '-');
  }

  private static String brief(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }
}
