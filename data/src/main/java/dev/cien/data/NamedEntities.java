package dev.cien.data;

import dev.cien.io.FileFormatException;
import dev.cien.tensor.Rng;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// 27,555 Turkish sentences of newspapers of the late 1990s, in which 37,213 names of persons,
/// places and organizations are marked. Fetched once: `cien data get ner-turkish`.
///
/// The sentences are cut into words already: signs stand alone, and the ending of a name is a word
/// of its own with its apostrophe, `Ankara 'da`. Some lines are lists of hundreds of words.
///
/// From Starlang Software's package of named entity recognition, ISC. It does not say where the
/// sentences come from; their number, their types and their years are about those of G. Tür, D.
/// Hakkani-Tür, K. Oflazer: A statistical information extraction system for Turkish, 2003.
///
/// @param sentences in the order of the file, in which articles are one after the other
public record NamedEntities(List<Sentence> sentences) {
  /// The set's name in the catalog.
  public static final String NAME = "ner-turkish";

  /// What names name.
  public static final List<String> TYPES = List.of("PERSON", "LOCATION", "ORGANIZATION");

  /// The tags of words: outside of names, at the beginning of one, inside of one.
  public static final List<String> TAGS =
      Stream.concat(
              Stream.of("O"), TYPES.stream().flatMap(type -> Stream.of("B-" + type, "I-" + type)))
          .toList();

  private static final int MAX_SENTENCES = 1_000_000;
  private static final int MAX_CHARACTERS = 100_000;
  private static final int BLOCK = 50;
  private static final Pattern MARK = Pattern.compile("<b_enamex TYPE=\"([^\"<>]*)\">|<e_enamex>");
  private static final Pattern BROKEN = Pattern.compile("<[be]_enamex.{0,20}");
  private static final Pattern SPACE = Pattern.compile("\\p{IsWhite_Space}+");

  /// A sentence.
  ///
  /// @param words its words and signs
  /// @param tags a tag for each, of [#TAGS]
  public record Sentence(List<String> words, List<String> tags) {
    /// Checks and copies.
    public Sentence {
      words = List.copyOf(words);
      tags = List.copyOf(tags);
      if (words.size() != tags.size()) {
        throw Refusal.of(
            "sentence",
            "a tag for each word",
            words.size() + " words and " + tags.size() + " tags",
            "words that were cut otherwise after they were tagged");
      }
    }
  }

  /// Copies.
  public NamedEntities {
    sentences = List.copyOf(sentences);
  }

  /// Reads the sentences from the user's cache.
  ///
  /// @throws DataUnavailableException if they were not fetched; the message says how
  public static NamedEntities load() {
    return load(DataCache.standard());
  }

  /// Reads the sentences from a cache.
  public static NamedEntities load(DataCache cache) {
    return read(cache.require(DataCatalog.standard().entry(NAME)).resolve("nerdata.txt"));
  }

  /// Reads a sentence a line, with names between `<b_enamex TYPE="PERSON">` and `<e_enamex>`; lines
  /// without words are skipped.
  static NamedEntities read(Path file) {
    List<String> lines = TextFiles.lines(file);
    List<Sentence> sentences = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Sentence sentence = new Line(file, i + 1, lines.get(i)).sentence();
      if (!sentence.words().isEmpty()) {
        sentences.add(sentence);
      }
    }
    if (sentences.isEmpty() || sentences.size() > MAX_SENTENCES) {
      throw new FileFormatException(
          file, "expected 1 to " + MAX_SENTENCES + " sentences, found " + sentences.size());
    }
    return new NamedEntities(sentences);
  }

  /// Training, validation and test, 90, 5 and 5 of a hundred; no sentence of one part is in
  /// another, whatever is marked in it.
  ///
  /// Fifty sentences in a row stay together, in an order that is drawn: an article says the same
  /// names again and again, and sentences of one article in two parts would make new names look
  /// easier than they are.
  public TextParts<Sentence> parts(long seed) {
    int blocks = Math.ceilDiv(sentences.size(), BLOCK);
    List<List<Sentence>> groups = new ArrayList<>();
    for (int block : Rng.of(seed).permutation(blocks)) {
      int from = block * BLOCK;
      groups.add(sentences.subList(from, Math.min(from + BLOCK, sentences.size())));
    }
    return TextParts.of(groups, sentence -> List.of(String.join(" ", sentence.words())));
  }

  /// A line of a file, while it is read.
  private record Line(Path file, int number, String text) {
    Sentence sentence() {
      if (text.length() > MAX_CHARACTERS) {
        throw refused("at most " + MAX_CHARACTERS + " characters", text.length());
      }
      List<String> words = new ArrayList<>();
      List<String> tags = new ArrayList<>();
      String open = "";
      int from = 0;
      Matcher mark = MARK.matcher(text);
      while (mark.find()) {
        int before = words.size();
        add(text.substring(from, mark.start()), open, words, tags);
        from = mark.end();
        boolean ends = mark.group(1) == null;
        if (ends && open.isEmpty()) {
          throw refused("<b_enamex TYPE=…> before <e_enamex>", "none");
        } else if (ends && words.size() == before) {
          throw refused("words between the marks of a name", "none");
        } else if (!ends && !open.isEmpty()) {
          throw refused("<e_enamex> before another name begins", mark.group());
        } else if (!ends && !TYPES.contains(mark.group(1))) {
          throw refused("a name of one of the types " + TYPES, "'" + mark.group(1) + "'");
        }
        open = ends ? "" : mark.group(1);
      }
      if (!open.isEmpty()) {
        throw refused("<e_enamex> after the name of a " + open, "the end of the line");
      }
      add(text.substring(from), open, words, tags);
      return new Sentence(words, tags);
    }

    private void add(String stretch, String type, List<String> words, List<String> tags) {
      Matcher broken = BROKEN.matcher(stretch);
      if (broken.find()) {
        throw refused("the mark <b_enamex TYPE=\"…\"> or <e_enamex>", broken.group());
      }
      boolean first = true;
      for (String word : SPACE.split(stretch)) {
        if (!word.isEmpty()) {
          words.add(word);
          tags.add(type.isEmpty() ? "O" : (first ? "B-" : "I-") + type);
          first = false;
        }
      }
    }

    private FileFormatException refused(String expected, Object found) {
      return new FileFormatException(
          file, "line " + number + ": expected " + expected + ", found " + found);
    }
  }
}
