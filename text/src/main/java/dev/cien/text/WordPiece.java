package dev.cien.text;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/// WordPiece, BERT's pieces of words, as read from a published model by [TokenizerJson].
///
/// The text is tidied (lower case, accents dropped: as the model was trained) and cut at white
/// space and signs. Each word becomes the longest token it begins with, then the longest that goes
/// on from there (written `##…`), and so on; if that fails, the whole word is the unknown token.
/// [#decode] cannot bring back what tidying dropped.
///
/// Y. Wu et al.: Google's Neural Machine Translation System, 2016, arXiv:1609.08144; J. Devlin,
/// M.-W. Chang, K. Lee, K. Toutanova: BERT, 2018, arXiv:1810.04805.
public final class WordPiece extends Tokens {
  /// How a text is read and written.
  ///
  /// @param text what is done to a text first
  /// @param prefix what marks a piece that goes on a word
  /// @param longest the code points of the longest word that is cut into pieces
  /// @param cleanup whether decoding takes back spaces before signs and English endings
  record Options(BertText text, String prefix, int longest, boolean cleanup) {}

  private static final Set<String> ATTACHED =
      Set.of(".", "?", "!", ",", "n't", "'m", "'s", "'ve", "'re");

  private final int unknown;
  private final Options options;
  private final Frame frame;
  private final int longestToken;

  WordPiece(
      List<String> tokens,
      Map<String, Integer> special,
      String unknown,
      Options options,
      Frame frame) {
    super(new Vocabulary(tokens), new SpecialTokens(special));
    this.options = options;
    this.frame = frame;
    this.unknown = id(unknown);
    this.longestToken = tokens.stream().mapToInt(String::length).max().orElse(0);
  }

  @Override
  public int[] encode(String text) {
    var ids = new IdList();
    special.split(text, stretch -> ids.addAll(encodePlain(stretch)), ids::add);
    return ids.toArray();
  }

  @Override
  public int[] encodePlain(String text) {
    var ids = new IdList();
    for (String word : BertText.split(options.text.normalize(text))) {
      ids.addAll(pieces(word));
    }
    return ids.toArray();
  }

  @Override
  public int[] encodeForModel(String text, int most) {
    return frame.around(encode(text), most);
  }

  private int[] pieces(String word) {
    if (word.codePointCount(0, word.length()) > options.longest) {
      return new int[] {unknown};
    }
    var ids = new IdList();
    for (int from = 0; from < word.length(); ) {
      String prefix = from == 0 ? "" : options.prefix;
      int to = Math.min(word.length(), from + longestToken);
      OptionalInt id = OptionalInt.empty();
      while (to > from) {
        id = vocabulary.find(prefix + word.substring(from, to));
        if (id.isPresent()) {
          break;
        }
        to = word.offsetByCodePoints(to, -1);
      }
      if (id.isEmpty()) {
        return new int[] {unknown};
      }
      ids.add(id.getAsInt());
      from = to;
    }
    return ids.toArray();
  }

  @Override
  public String decode(int... ids) {
    var text = new StringBuilder();
    for (int i = 0; i < ids.length; i++) {
      String token = vocabulary.token(ids[i]);
      if (i > 0 && token.startsWith(options.prefix)) {
        text.append(token, options.prefix.length(), token.length());
      } else {
        boolean attached = options.cleanup && ATTACHED.contains(token);
        text.append(i == 0 || attached ? "" : " ").append(token);
      }
    }
    return text.toString();
  }
}
