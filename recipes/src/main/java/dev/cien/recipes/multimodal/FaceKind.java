package dev.cien.recipes.multimodal;

import dev.cien.data.Emoji;
import dev.cien.recipes.Text;
import java.util.Optional;
import java.util.Set;

/// What a face says, by its subgroup in Unicode's list of emoji.
///
/// ```
/// pleased      face-smiling, face-affection, and the face savoring food
/// displeased   face-concerned, face-negative, face-unwell
/// ironic       face-tongue, face-neutral-skeptical, and the winking, the upside-down and the
///              horned smiling face
/// ```
///
/// Which faces mean irony is our choice: people do not agree on it.
enum FaceKind {
  /// Agrees with praise.
  PLEASED("pleased", "contenta", Set.of("face-smiling", "face-affection")),

  /// Agrees with a complaint.
  DISPLEASED("displeased", "descontenta", Set.of("face-concerned", "face-negative", "face-unwell")),

  /// Means the contrary of what is written.
  IRONIC("ironic", "irónica", Set.of("face-tongue", "face-neutral-skeptical"));

  private static final String SAVORING = "1F60B";
  private static final Set<String> TEASING = Set.of("1F609", "1F643", "1F608");

  private final Text title;
  private final Set<String> subgroups;

  FaceKind(String en, String es, Set<String> subgroups) {
    this.title = new Text(en, es);
    this.subgroups = subgroups;
  }

  /// What it is called.
  Text title() {
    return title;
  }

  /// The kind of an emoji; none for what is no face, or one that says something else.
  static Optional<FaceKind> of(Emoji.Sign sign) {
    if (sign.code().equals(SAVORING)) {
      return Optional.of(PLEASED);
    }
    if (TEASING.contains(sign.code())) {
      return Optional.of(IRONIC);
    }
    for (FaceKind kind : values()) {
      if (kind.subgroups.contains(sign.subgroup())) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
