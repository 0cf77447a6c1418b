package dev.cien.data;

import dev.cien.io.FileFormatException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The Bible verse by verse in English (King James, 1769) and Spanish (Reina-Valera, 1909): 31,000
/// pairs for translation, and 3.8 million characters of Spanish. Fetched once: `cien data get
/// reina-valera`.
///
/// Both texts are in the public domain (the English one except in the United Kingdom), as prepared by
/// eBible.org for SWORD. Their language is of their time.
///
/// @param all all verses that both have, in the books' order
public record Verses(List<Verse> all) {
  /// The set's name in the catalog.
  public static final String NAME = "reina-valera";

  /// A verse.
  ///
  /// @param book the book's name in OSIS, such as `Gen`
  /// @param chapter from 1
  /// @param number from 1
  public record Verse(String book, int chapter, int number, TextPair text) {
    @Override
    public String toString() {
      return book + " " + chapter + ":" + number;
    }
  }

  /// Copies.
  public Verses {
    all = List.copyOf(all);
  }

  /// Reads the verses from the user's cache.
  ///
  /// @throws DataUnavailableException if they were not fetched; the message says how
  public static Verses load() {
    return load(DataCache.standard());
  }

  /// Reads the verses from a cache.
  public static Verses load(DataCache cache) {
    return read(cache.require(DataCatalog.standard().entry(NAME)).resolve("verses.tsv"));
  }

  /// Reads a file of lines of reference, English and Spanish, set apart by tabs.
  static Verses read(Path file) {
    List<Verse> verses = new ArrayList<>();
    for (String[] fields : TextFiles.fields(file, 3)) {
      if (!fields[0].matches("[A-Za-z0-9]+\\.\\d{1,3}\\.\\d{1,3}")) {
        throw new FileFormatException(
            file,
            "line "
                + (verses.size() + 1)
                + ": expected a verse such as Gen.1.1, found '"
                + fields[0]
                + "'");
      }
      String[] place = fields[0].split("\\.");
      verses.add(
          new Verse(
              place[0],
              Integer.parseInt(place[1]),
              Integer.parseInt(place[2]),
              new TextPair(fields[1], fields[2])));
    }
    return new Verses(verses);
  }

  /// The verses of each chapter, in order.
  public List<List<Verse>> chapters() {
    List<List<Verse>> chapters = new ArrayList<>();
    for (Verse verse : all) {
      boolean goesOn =
          !chapters.isEmpty()
              && chapters.getLast().getFirst().chapter == verse.chapter
              && chapters.getLast().getFirst().book.equals(verse.book);
      if (!goesOn) {
        chapters.add(new ArrayList<>());
      }
      chapters.getLast().add(verse);
    }
    return chapters;
  }

  /// Training, validation and test: whole chapters, so that neighbours stay together, and no verse
  /// of one part is in another, in English or in Spanish.
  public TextParts<Verse> parts() {
    return TextParts.of(
        chapters(), verse -> List.of("en " + verse.text.english(), "es " + verse.text.spanish()));
  }

  /// The Spanish text of verses, a line each.
  public static String spanish(List<Verse> verses) {
    return String.join("\n", verses.stream().map(verse -> verse.text.spanish()).toList());
  }
}
