package dev.cien.recipes.multimodal;

import dev.cien.data.Emoji;
import dev.cien.recipes.Text;
import dev.cien.recipes.kit.Lines;
import java.util.Optional;

/// A post that somebody typed: `Best coffee ever 🙄`. The emoji in it, wherever it stands, is the
/// picture attached.
///
/// @param line what was typed
/// @param text the words, without the emoji
/// @param face the number of the emoji, if there is one
record PostLine(String line, String text, Optional<Integer> face) {
  /// The mark that asks for an emoji in colour; typed or not, it is the same emoji.
  private static final String COLOURED = "\uFE0F";

  /// Reads a line.
  ///
  /// @throws dev.cien.recipes.InputException if it has no words, two emoji, or one that is no face
  ///   of the kinds that the network knows
  static PostLine of(Lines.Line line, Faces faces) {
    String words = line.text().replace(COLOURED, "");
    Optional<Integer> found = Optional.empty();
    // The longest first: some emoji begin as others do.
    for (int number : faces.longestFirst()) {
      String sign = faces.signs().get(number).text().replace(COLOURED, "");
      int at = isSign(sign) ? words.indexOf(sign) : -1;
      if (at >= 0) {
        if (found.isPresent() || words.indexOf(sign, at + 1) >= 0) {
          throw line.refused(
              new Text(
                  "expected at most one emoji, the picture of the post, found more",
                  "se esperaba un emoji como mucho, la imagen del mensaje, hay más"));
        }
        found = Optional.of(number);
        words = words.replace(sign, " ");
      }
    }
    Optional<Integer> face = found;
    face.filter(number -> faces.kind(number).isEmpty())
        .ifPresent(
            number -> {
              Emoji.Sign sign = faces.signs().get(number);
              throw line.refused(
                  new Text(
                      "expected the emoji of a pleased, displeased or ironic face, found "
                          + sign.english().name(),
                      "se esperaba el emoji de una cara contenta, descontenta o irónica, se"
                          + " encontró "
                          + sign.spanish().name()));
            });
    if (words.codePoints().noneMatch(Character::isLetter)) {
      throw line.refused(
          new Text(
              "expected words, and an emoji if you like, such as 'Best coffee ever 🙄'; found no"
                  + " words",
              "se esperaban palabras en inglés y, si se quiere, un emoji, como «Best coffee ever"
                  + " 🙄»; no hay palabras"));
    }
    return new PostLine(line.text(), words.strip(), face);
  }

  /// Digits and letters count as themselves, though some emoji are written with them.
  private static boolean isSign(String sign) {
    return sign.codePointAt(0) > 0xFF;
  }
}
