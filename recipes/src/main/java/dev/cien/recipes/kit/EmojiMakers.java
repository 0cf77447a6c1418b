package dev.cien.recipes.kit;

import dev.cien.data.Augmentation;
import dev.cien.data.DataCache;
import dev.cien.data.DataCatalog;
import dev.cien.data.DataUnavailableException;
import dev.cien.data.Emoji;
import dev.cien.data.ImageDataset;
import dev.cien.tensor.Rng;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Emoji as two makers draw them, cut in three parts with all variants of one pattern in one part.
///
/// @param signs the emoji
/// @param pictures all drawings in colour: number `2i` is emoji `i` by Twitter, `2i + 1` by Google
/// @param parts emoji to learn from, to find a threshold with, and that are asked about
public record EmojiMakers(List<Emoji.Sign> signs, ImageDataset pictures, Emoji.Parts parts) {
  /// How many makers there are.
  public static final int MAKERS = 2;

  /// Height and width of the pictures.
  public static final int SIDE = 32;

  private static final double HALF = 0.5;
  private static final double TRAIN = 0.65;
  private static final double VALIDATION = 0.1;

  /// What tells woman, man and person apart, and which way they face.
  private static final Pattern VARIANT =
      Pattern.compile("(-200D-(2640|2642|27A1))?(-FE0F)?(-200D-27A1)?(-FE0F)?$");

  private static final Pattern PERSON = Pattern.compile("^(1F468|1F469|1F9D1)(?=-200D)");

  /// Reads both makers' pictures.
  ///
  /// @param samples how many training emoji there are at most
  /// @param seed what the parts are drawn from
  /// @param further names of other sets that the recipe needs, so that all are asked for at once
  /// @throws DataUnavailableException if a set is not there
  public static EmojiMakers load(int samples, long seed, String... further) {
    List<String> missing =
        Stream.concat(Stream.of(Emoji.NAME, Emoji.GOOGLE), Stream.of(further))
            .filter(name -> !DataCache.standard().has(DataCatalog.standard().entry(name)))
            .toList();
    if (!missing.isEmpty()) {
      throw new DataUnavailableException(
          "data: "
              + String.join(", ", missing)
              + " not here. Fetch with: "
              + missing.stream()
                  .map(name -> "cien data get " + name)
                  .collect(Collectors.joining(" && ")));
    }
    return of(Emoji.load(), Emoji.google(), samples, seed);
  }

  /// The emoji of two makers.
  ///
  /// @param samples as in [#load]
  public static EmojiMakers of(Emoji twitter, Emoji google, int samples, long seed) {
    return new EmojiMakers(
        twitter.signs(),
        together(twitter.pictures(SIDE), google.pictures(SIDE)),
        parts(twitter.signs(), samples, seed));
  }

  /// What an emoji is drawn after: its code without the signs that make variants of it.
  public static String pattern(String code) {
    return PERSON.matcher(VARIANT.matcher(code).replaceFirst("")).replaceFirst("P");
  }

  /// Cuts emoji in three parts.
  public static Emoji.Parts parts(List<Emoji.Sign> signs, int samples, long seed) {
    Map<String, List<Integer>> patterns = new LinkedHashMap<>();
    for (int i = 0; i < signs.size(); i++) {
      patterns.computeIfAbsent(pattern(signs.get(i).code()), _ -> new ArrayList<>()).add(i);
    }
    List<List<Integer>> groups = List.copyOf(patterns.values());
    List<List<Integer>> parts = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    int given = 0;
    for (int g : Rng.of(seed).permutation(groups.size())) {
      double share = (double) given / signs.size();
      parts.get(share < TRAIN ? 0 : share < TRAIN + VALIDATION ? 1 : 2).addAll(groups.get(g));
      given += groups.get(g).size();
    }
    return new Emoji.Parts(
        numbers(parts.get(0).stream().limit(samples)),
        numbers(parts.get(1).stream()),
        numbers(parts.get(2).stream()));
  }

  private static int[] numbers(Stream<Integer> list) {
    return list.mapToInt(Integer::intValue).toArray();
  }

  private static ImageDataset together(ImageDataset first, ImageDataset second) {
    int length = first.picture(0).values().length;
    byte[] pixels = new byte[MAKERS * first.size() * length];
    int[] labels = new int[MAKERS * first.size()];
    for (int i = 0; i < first.size(); i++) {
      int at = MAKERS * i;
      System.arraycopy(first.picture(i).values(), 0, pixels, at * length, length);
      System.arraycopy(second.picture(i).values(), 0, pixels, (at + 1) * length, length);
      labels[at] = first.label(i);
      labels[at + 1] = first.label(i);
    }
    return ImageDataset.of(pixels, labels, 3, SIDE, SIDE, first.classNames());
  }

  /// Both drawings of some emoji, changed anew in every epoch of learning.
  ///
  /// @param share the probability that a picture is changed more than a little
  public Drawings drawings(double share, int... emoji) {
    Augmentation little = Augmentation.shift(2).then(Augmentation.flip());
    return new Drawings(pictures.augment(little.then(changes().sometimes(share))), MAKERS, emoji);
  }

  /// Changes that leave a picture what it was, each half of the time: it is moved, turned, lit
  /// otherwise, noisy, partly covered, without colours.
  private static Augmentation changes() {
    return Augmentation.shift(2)
        .then(Augmentation.rotate(15).sometimes(HALF))
        .then(Augmentation.light(0.5).sometimes(HALF))
        .then(Augmentation.noise(0.1).sometimes(HALF))
        .then(Augmentation.cutout(10).sometimes(HALF))
        .then(Augmentation.grey().sometimes(HALF));
  }

  /// Whether two emoji are of one subgroup, such as two fruits.
  public boolean alike(int a, int b) {
    return signs.get(a).subgroup().equals(signs.get(b).subgroup());
  }

  /// All emoji.
  public int[] all() {
    return IntStream.range(0, signs.size()).toArray();
  }
}
