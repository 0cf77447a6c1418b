package dev.cien.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// Byte-pair encoding over characters as SentencePiece does it, LLaMA's: spaces are a character `▁`
/// of their own, and what the vocabulary lacks is written in bytes.
///
/// A text is one part: `▁` is put in front, each space becomes `▁`, each character that the
/// vocabulary has becomes its token and any other its bytes in UTF-8 (`<0x00>` to `<0xFF>`); then
/// neighbours are joined as in [ByteLevelBpe]. `decode(encode(text))` is the text, except that a
/// lone surrogate becomes U+FFFD and `▁` itself a space; where published files say that no second
/// space is put before a first one, such a text loses it.
///
/// T. Kudo, J. Richardson: SentencePiece, 2018, arXiv:1808.06226; with bytes as in H. Touvron et
/// al.: LLaMA, 2023, arXiv:2302.13971.
public final class SentencePieceBpe extends Tokens {
  /// How a space is written.
  static final String SPACE = "▁";

  private static final int BYTE_LENGTH = "<0x00>".length();

  /// Which stretches of a text get a [#SPACE] in front; special tokens divide it into stretches.
  enum Lead {
    /// All of them.
    EACH,
    /// Those that do not begin with a space.
    EACH_WITHOUT,
    /// The one with which the text begins, if it does not begin with a space.
    FIRST_WITHOUT,
    /// None.
    NONE
  }

  private final Merges rules;
  private final Lead lead;
  private final boolean strips;
  private final Frame frame;
  private final int[] byteIds = new int[256];

  SentencePieceBpe(
      List<String> tokens,
      List<ByteLevelBpe.Merge> merges,
      Map<String, Integer> special,
      Lead lead,
      boolean strips,
      Frame frame) {
    super(new Vocabulary(tokens), new SpecialTokens(special));
    this.lead = lead;
    this.strips = strips;
    this.frame = frame;
    for (int b = 0; b < byteIds.length; b++) {
      byteIds[b] = known(byteToken(b), "the byte " + b);
    }
    this.rules = new Merges(merges, this::known);
  }

  private static String byteToken(int b) {
    return String.format("<0x%02X>", b);
  }

  private int known(String token, String why) {
    return vocabulary
        .find(token)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "SentencePiece BPE: "
                        + why
                        + " needs the token '"
                        + token
                        + "', which the vocabulary lacks. Usual cause: a vocabulary without"
                        + " byte_fallback"));
  }

  @Override
  public int[] encode(String text) {
    var ids = new IdList();
    special.split(text, stretch -> encode(stretch, ids), ids::add);
    return ids.toArray();
  }

  @Override
  public int[] encodePlain(String text) {
    var ids = new IdList();
    encode(text, ids);
    return ids.toArray();
  }

  @Override
  public int[] encodeForModel(String text, int most) {
    return frame.around(encode(text), most);
  }

  private void encode(String stretch, IdList ids) {
    String spaced = stretch.replace(" ", SPACE);
    boolean led =
        switch (lead) {
          case EACH -> !spaced.isEmpty();
          case EACH_WITHOUT -> !spaced.isEmpty() && !spaced.startsWith(SPACE);
          case FIRST_WITHOUT -> !spaced.isEmpty() && !spaced.startsWith(SPACE) && ids.isEmpty();
          case NONE -> false;
        };
    ids.addAll(rules.join(characters(led ? SPACE + spaced : spaced)));
  }

  private int[] characters(String text) {
    var ids = new IdList();
    text.codePoints()
        .forEach(
            point -> {
              String character = Character.toString(point);
              vocabulary
                  .find(character)
                  .ifPresentOrElse(
                      ids::add,
                      () -> {
                        for (byte b : Words.utf8(character)) {
                          ids.add(byteIds[b & 0xff]);
                        }
                      });
            });
    return ids.toArray();
  }

  /// The text of ids, without a space in front where [#encode] puts one. Bytes that are no UTF-8,
  /// as a model may put together, become U+FFFD.
  @Override
  public String decode(int... ids) {
    String text = new String(bytes(ids), StandardCharsets.UTF_8);
    return strips && text.startsWith(" ") ? text.substring(1) : text;
  }

  private byte[] bytes(int... ids) {
    var bytes = new ByteArrayOutputStream();
    for (int id : ids) {
      String token = vocabulary.token(id);
      if (isByte(token)) {
        bytes.write(HexFormat.fromHexDigits(token, 3, 5));
      } else {
        bytes.writeBytes(Words.utf8(token.replace(SPACE, " ")));
      }
    }
    return bytes.toByteArray();
  }

  private static boolean isByte(String token) {
    return token.length() == BYTE_LENGTH && token.matches("<0x[0-9A-F]{2}>");
  }
}
