package dev.cien.text;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// A token a code point: the smallest vocabulary, and the longest sequences.
///
/// Special tokens come first, then the code points of the text it was made from, in their order in
/// Unicode. `decode(encode(text))` is the text again if all its code points are known. A lone
/// surrogate, which is half a code point, counts as one.
///
/// A code point that is not known becomes [Tokenizer#UNKNOWN] if that is one of the special tokens,
/// and is refused otherwise.
public final class CharTokenizer extends Tokens {

  private CharTokenizer(List<String> tokens, SpecialTokens special) {
    super(new Vocabulary(tokens), special);
  }

  /// A tokenizer that knows the code points of a text.
  ///
  /// @param special the special tokens, which get the first ids
  public static CharTokenizer of(String text, String... special) {
    List<String> tokens = new ArrayList<>(List.of(special));
    text.codePoints().distinct().sorted().mapToObj(Character::toString).forEach(tokens::add);
    return new CharTokenizer(tokens, SpecialTokens.first(List.of(special)));
  }

  @Override
  public int[] encode(String text) {
    var ids = new IdList();
    special.split(text, stretch -> ids.addAll(encodePlain(stretch)), ids::add);
    return ids.toArray();
  }

  @Override
  public int[] encodePlain(String text) {
    Integer unknown = special.ids().get(UNKNOWN);
    return text.codePoints()
        .map(
            point -> {
              OptionalInt id = vocabulary.find(Character.toString(point));
              if (id.isEmpty() && unknown == null) {
                throw unknown(Character.toString(point), "U+%04X".formatted(point));
              }
              return id.orElseGet(() -> unknown);
            })
        .toArray();
  }

  /// The refusal of a part of a text that the vocabulary lacks.
  static IllegalArgumentException unknown(String part, String detail) {
    return new IllegalArgumentException(
        "encode: the vocabulary does not have '"
            + part
            + "' ("
            + detail
            + ") and no token "
            + UNKNOWN
            + ". Usual cause: text unlike the text the tokenizer was made from; name "
            + UNKNOWN
            + " among its special tokens, or use ByteLevelBpe, which knows every text");
  }

  @Override
  public String decode(int... ids) {
    var text = new StringBuilder();
    for (int id : ids) {
      text.append(vocabulary.token(id));
    }
    return text.toString();
  }
}
