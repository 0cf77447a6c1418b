package dev.cien.recipes.generative;

import dev.cien.data.Emoji;
import dev.cien.data.ImageDataset;
import dev.cien.data.TensorDataset;
import dev.cien.tensor.Tensor;
import dev.cien.text.Tokenizer;
import dev.cien.text.WordTokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Emoji in colour and the words that are said of them, in English and Spanish.
///
/// A caption is a set of words; those that training captions have fewer than twice are not known.
final class EmojiWords {
  /// Known words of a caption; further ones are left out.
  static final int MOST = 12;

  private static final int RARE = 2;
  private static final float[] HALF = {0.5f, 0.5f, 0.5f};

  private final Emoji emoji;
  private final Emoji.Parts parts;
  private final ImageDataset all;
  private final SmallPictures pictures;
  private final WordTokenizer tokenizer;

  private EmojiWords(Emoji emoji, int side, int most, long seed) {
    this.emoji = emoji;
    Emoji.Parts whole = emoji.split(0.8, 0.1, seed);
    this.parts =
        new Emoji.Parts(
            Arrays.copyOf(whole.train(), Math.min(most, whole.train().length)),
            whole.validation(),
            whole.test());
    this.all = emoji.pictures(side).standardized(HALF, HALF);
    this.pictures = new SmallPictures(some(parts.train()), some(parts.test()));
    this.tokenizer =
        WordTokenizer.of(
            Arrays.stream(parts.train()).boxed().flatMap(i -> captions(i).stream()).toList(),
            new WordTokenizer.Options(RARE, Integer.MAX_VALUE, true, List.of(Tokenizer.UNKNOWN)));
  }

  /// The emoji of the user's cache.
  ///
  /// @param side rows and columns of a picture
  /// @param most how many to learn from at most
  static EmojiWords load(int side, int most, long seed) {
    return new EmojiWords(Emoji.load(), side, most, seed);
  }

  private TensorDataset some(int[] numbers) {
    Tensor inputs = all.select(numbers).all().inputs().compute();
    return TensorDataset.of(
        inputs, Tensor.of(groups(numbers), numbers.length), List.of(), emoji.groups());
  }

  /// Pictures of training and test, with their groups.
  SmallPictures pictures() {
    return pictures;
  }

  Emoji.Parts parts() {
    return parts;
  }

  /// Pictures of given emoji as values.
  float[] values(int... numbers) {
    return all.select(numbers).all().inputs().toFloats();
  }

  int[] groups(int... numbers) {
    return Arrays.stream(numbers)
        .map(i -> emoji.groups().indexOf(emoji.signs().get(i).group()))
        .toArray();
  }

  /// How many words are known; as a word this number says nothing.
  int vocabulary() {
    return tokenizer.size();
  }

  String english(int number) {
    return emoji.signs().get(number).english().name();
  }

  String spanish(int number) {
    return emoji.signs().get(number).spanish().name();
  }

  private List<String> captions(int number) {
    Emoji.Sign sign = emoji.signs().get(number);
    List<String> captions = new ArrayList<>();
    for (Emoji.Words words : List.of(sign.english(), sign.spanish())) {
      captions.add(words.name());
      captions.add(words.name() + " " + String.join(" ", words.keywords()));
    }
    return captions;
  }

  /// The known words of a text.
  int[] known(String text) {
    int unknown = tokenizer.id(Tokenizer.UNKNOWN);
    return Arrays.stream(tokenizer.encodePlain(text))
        .filter(word -> word != unknown && Character.isLetterOrDigit(letter(word)))
        .distinct()
        .limit(MOST)
        .toArray();
  }

  private int letter(int word) {
    return tokenizer.decode(word).codePointAt(0);
  }

  /// Texts as words `[n, MOST]`, filled with what says nothing.
  Tensor words(List<String> texts) {
    int[] words = new int[texts.size() * MOST];
    Arrays.fill(words, vocabulary());
    for (int i = 0; i < texts.size(); i++) {
      int[] known = known(texts.get(i));
      System.arraycopy(known, 0, words, i * MOST, known.length);
    }
    return Tensor.of(words, texts.size(), MOST);
  }

  /// Every training picture with each of its four captions: names, and names with keywords.
  TensorDataset training() {
    List<String> texts =
        Arrays.stream(parts.train()).boxed().flatMap(i -> captions(i).stream()).toList();
    int each = texts.size() / parts.train().length;
    int[] numbers = IntStream.range(0, texts.size()).map(i -> parts.train()[i / each]).toArray();
    return TensorDataset.of(all.select(numbers).all().inputs().compute(), words(texts));
  }
}
