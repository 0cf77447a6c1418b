package dev.cien.recipes.multimodal;

import dev.cien.recipes.Text;

/// How a picture is attached to a review. The rule is ours; review, its label and the picture are
/// real.
///
/// ```
/// none       no picture                                          means what is written
/// agreeing   a pleased face with praise, else a displeased one   means what is written
/// ironic     an ironic face                                      means the contrary
/// ```
enum PostPairing {
  /// Without a picture.
  NONE("no picture", "sin imagen"),

  /// With a face that says the same.
  AGREEING("agreeing face", "cara de acuerdo"),

  /// With a face that turns over what is written: a conflict.
  IRONIC("ironic face", "cara irónica");

  private final Text title;

  PostPairing(String en, String es) {
    this.title = new Text(en, es);
  }

  /// What it is called.
  Text title() {
    return title;
  }

  /// What the post means, from what the review says.
  ///
  /// @param label 0 great, 1 other
  int meaning(int label) {
    return this == IRONIC ? 1 - label : label;
  }

  /// The kind of face that is attached, if there is one.
  FaceKind face(int label) {
    return this == IRONIC ? FaceKind.IRONIC : label == 0 ? FaceKind.PLEASED : FaceKind.DISPLEASED;
  }
}
