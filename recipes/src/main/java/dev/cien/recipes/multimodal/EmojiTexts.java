package dev.cien.recipes.multimodal;

import dev.cien.data.Emoji;
import dev.cien.data.ImageDataset;
import dev.cien.recipes.kit.Lines;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.text.BpeTrainer;
import dev.cien.text.ByteLevelBpe;
import dev.cien.text.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Emoji as pictures with captions in two languages: names, and lists of keywords.
///
/// Pictures of validation and test are never seen in training, nor are their captions; the alphabet
/// of tokens is made from training captions alone. Of a fifth of the training pictures the Spanish
/// name is held back, too: captions that nobody has read of pictures that the model knows.
final class EmojiTexts {
  /// Tokens of a caption; what is longer is cut off.
  static final int LENGTH = 16;

  private static final int VOCABULARY = 1500;
  private static final int HELD_BACK = 5;

  /// From 0 … 1 to −1 … 1, without a look at any picture.
  private static final float[] HALF = {0.5f, 0.5f, 0.5f};

  private final Emoji emoji;
  private final Emoji.Parts parts;
  private final ImageDataset pictures;
  private final ByteLevelBpe tokenizer;
  private final Set<Integer> heldBack = new HashSet<>();

  /// A caption of a picture.
  ///
  /// @param picture which picture
  /// @param text what is said of it
  record Caption(int picture, String text) {}

  private EmojiTexts(Emoji emoji, int side, int most, long seed) {
    this.emoji = emoji;
    Emoji.Parts all = emoji.split(0.8, 0.1, seed);
    int count = Math.min(most, all.train().length);
    this.parts = new Emoji.Parts(Arrays.copyOf(all.train(), count), all.validation(), all.test());
    int[] order = Rng.of(seed).fork(1).permutation(count);
    for (int i = 0; i < count / HELD_BACK; i++) {
      heldBack.add(parts.train()[order[i]]);
    }
    this.pictures = emoji.pictures(side).standardized(HALF, HALF);
    this.tokenizer =
        BpeTrainer.of(VOCABULARY, Tokenizer.PADDING)
            .train(trainingCaptions().stream().map(Caption::text).toList());
  }

  /// The emoji of the user's cache.
  ///
  /// @param side pixels of a picture's side
  /// @param most how many training pictures to use at most
  static EmojiTexts load(int side, int most, long seed) {
    return new EmojiTexts(Emoji.load(), side, most, seed);
  }

  Emoji emoji() {
    return emoji;
  }

  Emoji.Parts parts() {
    return parts;
  }

  ImageDataset pictures() {
    return pictures;
  }

  int vocabulary() {
    return tokenizer.size();
  }

  int padding() {
    return tokenizer.id(Tokenizer.PADDING);
  }

  String spanish(int picture) {
    return emoji.signs().get(picture).spanish().name();
  }

  /// All captions of the training pictures but those held back.
  List<Caption> trainingCaptions() {
    List<Caption> captions = new ArrayList<>();
    for (int picture : parts.train()) {
      for (Caption caption : captions(picture)) {
        if (!(heldBack.contains(picture) && caption.text().equals(spanish(picture)))) {
          captions.add(caption);
        }
      }
    }
    return captions;
  }

  /// The Spanish names that were held back.
  List<Caption> heldBackCaptions() {
    return heldBack.stream().sorted().map(p -> new Caption(p, spanish(p))).toList();
  }

  /// The four captions of a picture.
  List<Caption> captions(int picture) {
    Emoji.Sign sign = emoji.signs().get(picture);
    return List.of(
        new Caption(picture, sign.english().name()),
        new Caption(picture, sign.spanish().name()),
        new Caption(picture, String.join(" ", sign.english().keywords())),
        new Caption(picture, String.join(" ", sign.spanish().keywords())));
  }

  /// The tokens of a text, padded to [#LENGTH].
  int[] tokens(String text) {
    int[] encoded = tokenizer.encodePlain(text);
    int[] ids = Arrays.copyOf(encoded, LENGTH);
    Arrays.fill(ids, Math.min(LENGTH, encoded.length), LENGTH, padding());
    return ids;
  }

  /// The tokens of lines, `[N, LENGTH]`.
  ///
  /// @throws dev.cien.recipes.InputException if one has more
  Tensor tokens(List<Lines.Line> lines) {
    lines.forEach(line -> line.atMost(LENGTH, tokenizer.encodePlain(line.text())));
    int[] ids = lines.stream().flatMapToInt(line -> IntStream.of(tokens(line.text()))).toArray();
    return Tensor.of(ids, lines.size(), LENGTH);
  }

  /// An emoji with its names.
  String title(int picture) {
    Emoji.Sign sign = emoji.signs().get(picture);
    return sign.text() + " " + sign.english().name() + " / " + sign.spanish().name();
  }

  /// The tokens as text pieces, without padding.
  List<String> pieces(String text) {
    int[] ids = tokenizer.encodePlain(text);
    return tokenizer.pieces(Arrays.copyOf(ids, Math.min(LENGTH, ids.length)));
  }

  /// The number of a picture's group.
  int group(int picture) {
    return pictures.label(picture);
  }

  /// Captions as a data set whose class is the picture's group.
  CaptionedPictures dataset(List<Caption> captions) {
    return new CaptionedPictures(
        pictures,
        captions.stream().mapToInt(Caption::picture).toArray(),
        captions.stream().map(c -> tokens(c.text())).toArray(int[][]::new),
        captions.stream().mapToInt(c -> group(c.picture())).toArray());
  }
}
