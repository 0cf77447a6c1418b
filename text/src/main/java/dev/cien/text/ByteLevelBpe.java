package dev.cien.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Byte-level byte-pair encoding, GPT-2's: every text has ids, common words have one.
///
/// A text is cut by GPT-2's published regular expression into words with the space before them,
/// numbers, signs and white space. Each part becomes its bytes in UTF-8, a token each; then the
/// neighbours whose joining was learnt earliest are joined, again and again, until no neighbours
/// have a rule. `decode(encode(text))` is the text, except that a lone surrogate, which is no
/// character, becomes U+FFFD, and that a space stands in front if the tokenizer adds one.
///
/// [BpeTrainer] learns the rules from a text; [TokenizerJson] reads those of published models.
///
/// R. Sennrich, B. Haddow, A. Birch: Neural Machine Translation of Rare Words with Subword Units,
/// 2016, arXiv:1508.07909. On bytes: A. Radford et al.: Language Models are Unsupervised Multitask
/// Learners, 2019.
public final class ByteLevelBpe extends Tokens {
  private static final int CACHED_WORDS = 1 << 16;
  private static final int CACHED_LENGTH = 64;

  /// A rule: these two tokens, side by side, become one that is written as both.
  public record Merge(String left, String right) {}

  private final List<Merge> merges;
  private final boolean prefixSpace;
  private final Frame frame;

  private final int[] byteIds = new int[256];
  private final Merges rules;
  private final Map<String, int[]> cache = new ConcurrentHashMap<>();

  ByteLevelBpe(
      List<String> tokens,
      List<Merge> merges,
      Map<String, Integer> special,
      boolean prefixSpace,
      Frame frame) {
    super(new Vocabulary(tokens), new SpecialTokens(special));
    this.merges = List.copyOf(merges);
    this.prefixSpace = prefixSpace;
    this.frame = frame;
    for (int b = 0; b < 256; b++) {
      byteIds[b] = ordinary(String.valueOf(ByteAlphabet.toChar((byte) b)), "the byte " + b);
    }
    rules = new Merges(merges, this::ordinary);
    for (int id = 0; id < tokens.size(); id++) {
      if (!special.containsKey(tokens.get(id))) {
        check(tokens.get(id), id);
      }
    }
  }

  private int ordinary(String token, String why) {
    OptionalInt id = vocabulary.find(token);
    if (id.isEmpty() || special.ids().containsKey(token)) {
      throw new IllegalArgumentException(
          "byte-level BPE: "
              + why
              + " needs the token '"
              + token
              + "', which the vocabulary lacks. Usual cause: a vocabulary that is not byte-level, "
              + "or was trained without the 256 bytes as its first tokens");
    }
    return id.getAsInt();
  }

  private static void check(String token, int id) {
    if (token.chars().anyMatch(c -> ByteAlphabet.toByte((char) c) < 0)) {
      throw new IllegalArgumentException(
          "byte-level BPE: token "
              + id
              + " ('"
              + token
              + "') is not written in GPT-2's alphabet of bytes. Usual cause: a vocabulary that is "
              + "not byte-level, or a special token that was not named as one");
    }
  }

  /// A tokenizer from its parts.
  ///
  /// @param tokens all tokens in the order of their ids, in GPT-2's alphabet of bytes except for
  ///   special ones; the 256 single bytes must be among them
  /// @param merges the rules, in the order in which they were learnt
  /// @param special which of the tokens are special
  public static ByteLevelBpe of(List<String> tokens, List<Merge> merges, List<String> special) {
    Map<String, Integer> ids = new LinkedHashMap<>();
    Set<String> names = Set.copyOf(special);
    for (int id = 0; id < tokens.size(); id++) {
      if (names.contains(tokens.get(id))) {
        ids.put(tokens.get(id), id);
      }
    }
    for (String name : special) {
      if (!ids.containsKey(name)) {
        throw new IllegalArgumentException(
            "byte-level BPE: the special token '" + name + "' is not among the tokens");
      }
    }
    return new ByteLevelBpe(tokens, merges, ids, false, Frame.NONE);
  }

  /// The same tokenizer, which puts a space before a text that does not begin with white space, so
  /// that its first word is written like any other; or does not.
  public ByteLevelBpe withPrefixSpace(boolean prefixSpace) {
    return new ByteLevelBpe(vocabulary.tokens(), merges, special.ids(), prefixSpace, frame);
  }

  @Override
  public int[] encode(String text) {
    var ids = new IdList();
    special.split(text, stretch -> encodePlain(stretch, ids), ids::add);
    return ids.toArray();
  }

  @Override
  public int[] encodePlain(String text) {
    var ids = new IdList();
    encodePlain(text, ids);
    return ids.toArray();
  }

  @Override
  public int[] encodeForModel(String text, int most) {
    return frame.around(encode(text), most);
  }

  private void encodePlain(String text, IdList ids) {
    boolean added = prefixSpace && !text.isEmpty() && !text.startsWith(" ");
    Words.split(added ? " " + text : text, part -> ids.addAll(pieces(part)));
  }

  private int[] pieces(String part) {
    if (part.length() > CACHED_LENGTH) {
      return join(part);
    }
    int[] known = cache.get(part);
    if (known == null) {
      known = join(part);
      if (cache.size() < CACHED_WORDS) {
        cache.put(part, known);
      }
    }
    return known;
  }

  private int[] join(String part) {
    byte[] bytes = Words.utf8(part);
    int[] ids = new int[bytes.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = byteIds[bytes[i] & 0xff];
    }
    return rules.join(ids);
  }

  /// The text of ids. Bytes that are no UTF-8, as a model may put together, become U+FFFD.
  @Override
  public String decode(int... ids) {
    return new String(bytes(ids), StandardCharsets.UTF_8);
  }

  /// The bytes of ids: a character may end in a later token, so that who prints a text as it is
  /// generated collects bytes.
  public byte[] bytes(int... ids) {
    var bytes = new ByteArrayOutputStream();
    for (int id : ids) {
      String token = vocabulary.token(id);
      if (special.ids().containsKey(token)) {
        bytes.writeBytes(Words.utf8(token));
      } else {
        token.chars().forEach(c -> bytes.write(ByteAlphabet.toByte((char) c)));
      }
    }
    return bytes.toByteArray();
  }

  /// All tokens in the order of their ids.
  public List<String> tokens() {
    return vocabulary.tokens();
  }

  /// The rules, in the order in which they were learnt.
  public List<Merge> merges() {
    return merges;
  }

  /// Whether a space is put before a text.
  public boolean prefixSpace() {
    return prefixSpace;
  }

  Frame frame() {
    return frame;
  }

  /// How each token of a text reads, for showing where it was cut; bytes that are a part of a
  /// character only appear as U+FFFD.
  public List<String> pieces(int... ids) {
    List<String> pieces = new ArrayList<>();
    for (int id : ids) {
      pieces.add(decode(id));
    }
    return pieces;
  }

  @Override
  public String toString() {
    return "ByteLevelBpe[" + size() + " tokens, " + merges.size() + " rules]";
  }
}
