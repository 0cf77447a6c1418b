package dev.cien.text.metric;

import dev.cien.text.Entity;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// How well entities are found, counted in whole entities: one is right if it has the first word,
/// the last word and the type of one that is there; half a name counts nothing.
///
/// ```text
/// P = right / found   R = right / there   F1 = 2 P R / (P + R) = 2 right / (found + there)
/// ```
///
/// Counts of many sentences are added up before they are divided (micro average), so that a
/// sentence full of names counts more. Words outside of all names count nothing, which is why
/// calling everything `O` has an F1 of 0 and not the accuracy of 0.9 that it has word by word.
///
/// E. F. Tjong Kim Sang, F. De Meulder: Introduction to the CoNLL-2003 shared task:
/// language-independent named entity recognition, 2003, arXiv:cs/0306050.
///
/// @param right entities that were found and are there
/// @param found entities that were found
/// @param there entities that are there
public record EntityScore(long right, long found, long there) {
  /// Nothing was looked at yet.
  public static final EntityScore NOTHING = new EntityScore(0, 0, 0);

  /// Checks the counts.
  public EntityScore {
    if (right < 0 || right > found || right > there) {
      throw new IllegalArgumentException(
          "entity score: expected 0 ≤ right ≤ found and there, found "
              + right
              + ", "
              + found
              + " and "
              + there);
    }
  }

  /// The counts of one sentence.
  ///
  /// @param found the entities that were found
  /// @param there the entities that are there
  public static EntityScore of(List<Entity> found, List<Entity> there) {
    Set<Entity> right = new HashSet<>(there);
    right.retainAll(new HashSet<>(found));
    return new EntityScore(right.size(), found.size(), there.size());
  }

  /// The counts of both together.
  public EntityScore plus(EntityScore that) {
    return new EntityScore(right + that.right, found + that.found, there + that.there);
  }

  /// Of those that were found, the part that is right; 0 if none was found.
  public double precision() {
    return ratio(right, found);
  }

  /// Of those that are there, the part that was found; 0 if none is there.
  public double recall() {
    return ratio(right, there);
  }

  /// The harmonic mean of precision and recall; 0 if none was found and none is there.
  public double f1() {
    return ratio(2 * right, found + there);
  }

  private static double ratio(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
