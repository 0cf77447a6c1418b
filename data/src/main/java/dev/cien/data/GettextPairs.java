package dev.cien.data;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/// Many `.mo` files as lines of text and translation, set apart by a tab: each pair once, in order,
/// white space made single spaces; without what is not translated or is the same in both languages.
final class GettextPairs {
  private GettextPairs() {}

  static List<String> lines(List<List<Path>> groups) {
    var lines = new TreeSet<String>();
    for (List<Path> files : groups) {
      for (Path file : files) {
        for (Gettext.Message message : Gettext.read(file)) {
          String text = line(message.text());
          String translation = line(message.translation());
          if (!text.isEmpty() && !translation.isEmpty() && !text.equals(translation)) {
            lines.add(text + "\t" + translation);
          }
        }
      }
    }
    return List.copyOf(lines);
  }

  private static String line(String text) {
    return text.replaceAll("[\\s\\p{Z}]+", " ").strip();
  }
}
