package dev.cien.recipes.language;

import dev.cien.data.TextParts;
import dev.cien.data.Verses;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The verses of the Bible in Spanish and English, by chapters, in three parts that have no verse
/// in common.
///
/// @param train chapters to learn from
/// @param validation chapters to look at while learning
/// @param test chapters to measure on
record Scripture(List<Chapter> train, List<Chapter> validation, List<Chapter> test) {
  /// A chapter.
  ///
  /// @param book the number of its book in the usual order, from 0
  record Chapter(int book, List<Verse> verses) {}

  /// A verse in both languages.
  record Verse(String english, String spanish) {}

  /// Reads the verses.
  ///
  /// @throws dev.cien.data.DataUnavailableException if they were not fetched
  static Scripture load() {
    Verses verses = Verses.load();
    List<String> books = verses.all().stream().map(Verses.Verse::book).distinct().toList();
    TextParts<Verses.Verse> parts = verses.parts();
    return new Scripture(
        chapters(parts.train(), books),
        chapters(parts.validation(), books),
        chapters(parts.test(), books));
  }

  private static List<Chapter> chapters(List<Verses.Verse> verses, List<String> books) {
    Map<String, List<Verse>> byChapter = new LinkedHashMap<>();
    Map<String, Integer> numbers = new LinkedHashMap<>();
    for (Verses.Verse verse : verses) {
      String name = verse.book() + " " + verse.chapter();
      byChapter
          .computeIfAbsent(name, key -> new ArrayList<>())
          .add(new Verse(verse.text().english(), verse.text().spanish()));
      numbers.putIfAbsent(name, books.indexOf(verse.book()));
    }
    List<Chapter> chapters = new ArrayList<>();
    byChapter.forEach((name, list) -> chapters.add(new Chapter(numbers.get(name), list)));
    return chapters;
  }

  /// The Spanish text of chapters, a verse a line.
  static String spanish(List<Chapter> chapters) {
    return chapters.stream()
        .flatMap(chapter -> chapter.verses().stream())
        .map(Verse::spanish)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /// So many of some chapters, spread evenly over them; all where there are no more.
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
