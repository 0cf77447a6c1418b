package dev.cien.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A name that a sentence mentions: some words in a row, and what kind of thing they name.
///
/// Taggers say it word by word: `B-PERSON` begins a name, `I-PERSON` goes on with it, `O` is
/// outside of all (BIO; L. Ramshaw, M. Marcus: Text chunking using transformation-based learning,
/// 1995, arXiv:cmp-lg/9505040).
///
/// @param type what it names, such as `PERSON`
/// @param from its first word, counted from 0
/// @param to the word after its last
public record Entity(String type, int from, int to) {
  /// The tag of words outside of all names.
  public static final String OUTSIDE = "O";

  private static final String BEGINS = "B-";
  private static final String GOES_ON = "I-";

  /// Checks the places.
  public Entity {
    if (from < 0 || to <= from) {
      throw new IllegalArgumentException(
          "entity: expected places with 0 ≤ from < to, found "
              + from
              + " and "
              + to
              + ". Usual cause: the last word in the place of the one after it");
    }
  }

  /// The entities that tags mark, in order. As CoNLL's own program reads them, an `I-` that goes on
  /// with nothing of its type begins a name: any tags that a model gives have a meaning.
  ///
  /// @throws IllegalArgumentException if a tag is neither `O` nor begins with `B-` or `I-`
  public static List<Entity> of(List<String> tags) {
    List<Entity> entities = new ArrayList<>();
    String open = "";
    int from = 0;
    for (int i = 0; i <= tags.size(); i++) {
      String tag = i == tags.size() ? OUTSIDE : tags.get(i);
      String type = type(tag);
      if (!open.isEmpty() && !(tag.startsWith(GOES_ON) && type.equals(open))) {
        entities.add(new Entity(open, from, i));
        open = "";
      }
      if (open.isEmpty()) {
        open = type;
        from = i;
      }
    }
    return entities;
  }

  /// A tag for each of so many words.
  ///
  /// @throws IllegalArgumentException if entities overlap or reach beyond the words
  public static List<String> tags(int words, List<Entity> entities) {
    List<String> tags = new ArrayList<>(Collections.nCopies(words, OUTSIDE));
    for (Entity entity : entities) {
      for (int i = entity.from; i < entity.to; i++) {
        if (i >= words || !tags.get(i).equals(OUTSIDE)) {
          throw new IllegalArgumentException(
              "entity: expected names that do not overlap within "
                  + words
                  + " words, found "
                  + entity);
        }
        tags.set(i, (i == entity.from ? BEGINS : GOES_ON) + entity.type);
      }
    }
    return List.copyOf(tags);
  }

  /// What a tag is about: `PERSON` of `B-PERSON` and `I-PERSON`, and nothing of `O`.
  ///
  /// @throws IllegalArgumentException if it is no such tag
  public static String type(String tag) {
    if (tag.equals(OUTSIDE)) {
      return "";
    }
    if (tag.length() <= 2 || !tag.startsWith(BEGINS) && !tag.startsWith(GOES_ON)) {
      throw new IllegalArgumentException(
          "entity: expected the tag O, B-… or I-…, found '"
              + tag
              + "'. Usual cause: a type without its B- or I-, or another scheme, such as BIOES");
    }
    return tag.substring(2);
  }

  /// Its words, one space between two.
  public String in(List<String> words) {
    return String.join(" ", words.subList(from, to));
  }
}
