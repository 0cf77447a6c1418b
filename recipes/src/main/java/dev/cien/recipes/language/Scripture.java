package dev.cien.recipes.language;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The verses of the Bible in Spanish and English, by chapters, in three parts: of every sixteen
/// chapters one is kept to look at while learning and one to measure the result on.
///
/// @param train chapters to learn from
/// @param validation chapters to look at while learning
/// @param test chapters to measure on
record Scripture(List<Chapter> train, List<Chapter> validation, List<Chapter> test) {
  private static final int EVERY = 16;
  private static final int VALIDATION = 13;
  private static final int TEST = 5;

  /// A chapter.
  ///
  /// @param book the number of its book, from 0
  record Chapter(int book, List<Verse> verses) {}

  record Verse(String english, String spanish) {}

  static Scripture load() {
    List<Chapter> chapters = new ArrayList<>();
    try {
      var lines = java.nio.file.Files.readAllLines(java.nio.file.Path.of("/tmp/xf/verses.tsv"));
      for (int i = 0; i < lines.size(); i += 26) {
        chapters.add(
            new Chapter(
                i / 480,
                lines.subList(i, Math.min(lines.size(), i + 26)).stream()
                    .map(l -> l.split("\t"))
                    .map(l -> new Verse(l[0], l[1]))
                    .toList()));
      }
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return of(chapters);
  }

  private static Scripture of(List<Chapter> chapters) {
    Scripture parts = new Scripture(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < chapters.size(); i++) {
      List<Chapter> part =
          switch (i % EVERY) {
            case VALIDATION -> parts.validation;
            case TEST -> parts.test;
            default -> parts.train;
          };
      part.add(chapters.get(i));
    }
    return parts;
  }

  /// The Spanish text of chapters, a verse a line.
  static String spanish(List<Chapter> chapters) {
    return chapters.stream()
        .flatMap(chapter -> chapter.verses().stream())
        .map(Verse::spanish)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /// The first so many of some chapters, spread evenly over them.
  static List<Chapter> some(List<Chapter> chapters, int count) {
    if (count >= chapters.size()) {
      return chapters;
    }
    List<Chapter> chosen = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      chosen.add(chapters.get((int) ((long) i * chapters.size() / count)));
    }
    return chosen;
  }
}
