package dev.cien.studio.store;

import java.text.Normalizer;
import java.util.Locale;

/// Somebody whose things are kept apart from everybody else's.
///
/// @param id never shown and never changed; parts of file names may be made of it
/// @param name as it was written
/// @param role what else the person may do
public record Person(String id, String name, Role role) {
  /// Whoever sits at the machine: the one person of a studio without accounts.
  public static final Person LOCAL = new Person("local", "", Role.LEARNER);

  /// What somebody may do.
  public enum Role {
    /// Has own things.
    LEARNER,
    /// Also invites learners and sees how far they are.
    TEACHER
  }

  /// How names are compared: capitals, spaces around and between words, and the ways to write an
  /// accent make no difference.
  public static String spelt(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC)
        .strip()
        .replaceAll("\\s+", " ")
        .toLowerCase(Locale.ROOT);
  }
}
