package dev.cien.course.days;

import java.util.ArrayList;
import java.util.List;

/// A day's text in one language.
///
/// In its file, `# ` begins the topic and `## ` a section; the rest is Markdown. A block fenced as
/// `math` is a [Formula].
///
/// @param topic the first line
/// @param intro what stands before the first section, in Markdown
/// @param sections the sections
public record Lesson(String topic, String intro, List<Section> sections) {
  /// Copies the list.
  public Lesson {
    sections = List.copyOf(sections);
  }

  /// A section.
  ///
  /// @param title its heading
  /// @param body Markdown
  public record Section(String title, String body) {}

  /// Reads a day's file.
  static Lesson parse(String text) {
    String topic = "";
    String title = "";
    StringBuilder body = new StringBuilder();
    List<Section> parts = new ArrayList<>();
    for (String line : text.lines().toList()) {
      if (line.startsWith("# ")) {
        topic = line.substring(2).strip();
      } else if (line.startsWith("## ")) {
        parts.add(new Section(title, body.toString().strip()));
        title = line.substring(3).strip();
        body.setLength(0);
      } else {
        body.append(line).append('\n');
      }
    }
    parts.add(new Section(title, body.toString().strip()));
    return new Lesson(topic, parts.getFirst().body(), parts.subList(1, parts.size()));
  }
}
