package dev.cien.data;

import dev.cien.io.FileFormatException;
import dev.cien.io.IoReason;
import dev.cien.io.Pixels;
import dev.cien.tensor.Rng;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// 1,585 emoji: pictures of 64 x 64 pixels with their names and keywords in English and Spanish, in
/// ten groups. Fetched once: `cien data get emoji`.
///
/// ```java
/// Emoji emoji = Emoji.load();
/// emoji.signs().get(0).spanish().name();
/// Dataset small = emoji.pictures(32); // inputs [N, 3, 32, 32], targets: the group
/// ```
///
/// Pictures: Twemoji, copyright Twitter, Inc and other contributors, CC BY 4.0; who shows them says
/// so. Names: Unicode CLDR, Unicode License v3. List: emoji-datasource, MIT.
public final class Emoji {
  /// The pictures' height and width as published.
  public static final int SIDE = 64;

  /// The set's name in the catalog.
  public static final String NAME = "emoji";

  /// The catalog's name of the pictures that Google draws.
  public static final String GOOGLE = "emoji-google";

  private static final int BYTES = 4 * SIDE * SIDE;
  private static final int FIELDS = 7;
  private static final int MAX_TEXT = 16 << 20;
  private static final int MAX_PICTURES = 512 << 20;

  private final List<Sign> signs;
  private final byte[] pixels;
  private final List<String> groups;

  /// What an emoji is called in one language.
  ///
  /// @param name its short name, `grinning face`
  /// @param keywords what else it may be found by
  public record Words(String name, List<String> keywords) {}

  /// An emoji.
  ///
  /// @param code its code points in hexadecimal, `1F468-200D-1F33E`
  /// @param group one of ten, `Food & Drink`
  /// @param subgroup a finer one, `food-fruit`
  public record Sign(String code, String group, String subgroup, Words english, Words spanish) {
    /// The emoji as text.
    public String text() {
      return Emoji.text(code);
    }
  }

  /// The numbers of the emoji in three parts, each in random order.
  ///
  /// @param train to learn from
  /// @param validation to choose settings by
  /// @param test to say in the end how good the choice is
  public record Parts(int[] train, int[] validation, int[] test) {}

  private Emoji(List<Sign> signs, byte[] pixels) {
    this.signs = List.copyOf(signs);
    this.pixels = pixels;
    this.groups = signs.stream().map(Sign::group).distinct().sorted().toList();
  }

  /// Reads the emoji from the user's cache.
  ///
  /// @throws DataUnavailableException if they were not fetched; the message says how
  public static Emoji load() {
    return load(DataCache.standard());
  }

  /// Reads the emoji from a cache.
  public static Emoji load(DataCache cache) {
    return load(cache, NAME);
  }

  /// Reads the same emoji, in the same order, as Google draws them: Noto Emoji, Apache License 2.0.
  /// Fetched once: `cien data get emoji-google`.
  ///
  /// @throws DataUnavailableException if they were not fetched; the message says how
  public static Emoji google() {
    return load(DataCache.standard(), GOOGLE);
  }

  private static Emoji load(DataCache cache, String name) {
    Path folder = cache.require(DataCatalog.standard().entry(name));
    return read(folder.resolve("emoji.tsv"), folder.resolve("emoji.rgba"));
  }

  /// Reads texts and pictures: for each emoji a line of code, group, subgroup, English name and
  /// keywords, Spanish name and keywords, fields separated by tabs and keywords by bars; and `4 ·
  /// 64 · 64` bytes.
  static Emoji read(Path texts, Path pictures) {
    List<Sign> signs = new ArrayList<>();
    String text = new String(bytes(texts, MAX_TEXT), StandardCharsets.UTF_8);
    for (String line : text.lines().toList()) {
      signs.add(sign(line, texts, signs.size() + 1));
    }
    byte[] pixels = bytes(pictures, MAX_PICTURES);
    if (signs.isEmpty() || pixels.length != (long) signs.size() * BYTES) {
      throw new FileFormatException(
          pictures,
          "expected "
              + BYTES
              + " bytes for each of "
              + signs.size()
              + " emoji (at least one),"
              + " found "
              + pixels.length);
    }
    return new Emoji(signs, pixels);
  }

  private static Sign sign(String line, Path file, int number) {
    String[] fields = line.split("\t", -1);
    if (fields.length != FIELDS || !fields[0].matches("[0-9A-F]{1,6}(-[0-9A-F]{1,6}){0,15}")) {
      throw new FileFormatException(
          file,
          "line "
              + number
              + ": expected a code and "
              + FIELDS
              + " fields, found '"
              + line.substring(0, Math.min(40, line.length()))
              + "'");
    }
    try {
      text(fields[0]);
    } catch (IllegalArgumentException e) {
      throw new FileFormatException(file, "line " + number + ": " + e.getMessage(), e);
    }
    return new Sign(
        fields[0],
        fields[1],
        fields[2],
        new Words(fields[3], keywords(fields[4])),
        new Words(fields[5], keywords(fields[6])));
  }

  private static List<String> keywords(String field) {
    return field.isEmpty() ? List.of() : List.of(field.split("\\|"));
  }

  /// The text of code points in hexadecimal, joined by `-`.
  ///
  /// @throws IllegalArgumentException if one is no code point
  static String text(String code) {
    var text = new StringBuilder();
    for (String point : code.split("-")) {
      text.appendCodePoint(Integer.parseInt(point, 16));
    }
    return text.toString();
  }

  private static byte[] bytes(Path file, int limit) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(limit + 1);
      if (bytes.length > limit) {
        throw new FileFormatException(file, "more than " + limit + " bytes");
      }
      return bytes;
    } catch (FileFormatException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException("read " + file + ": " + IoReason.of(e), e);
    }
  }

  /// How many emoji.
  public int size() {
    return signs.size();
  }

  /// The emoji, in the order of their pictures.
  public List<Sign> signs() {
    return signs;
  }

  /// The names of the groups, sorted: the classes of [#pictures].
  public List<String> groups() {
    return groups;
  }

  /// One picture as published: red, green, blue and opacity, `[4, 64, 64]`.
  public Pixels picture(int index) {
    int from = Objects.checkIndex(index, signs.size()) * BYTES;
    return new Pixels(4, SIDE, SIDE, Arrays.copyOfRange(pixels, from, from + BYTES));
  }

  /// All pictures on a white ground, in another size: a set of inputs `[N, 3, side, side]` and
  /// targets int32 `[N]`, the number of the group. Sample `i` is the emoji `i`.
  ///
  /// @param side height and width, 1 to 64
  public ImageDataset pictures(int side) {
    if (side < 1 || side > SIDE) {
      throw Refusal.of(
          "emoji", "a side of 1 to " + SIDE + " pixels", side, "a count of pixels; fix: 32");
    }
    byte[] all = new byte[signs.size() * 3 * side * side];
    int[] labels = new int[signs.size()];
    for (int i = 0; i < labels.length; i++) {
      byte[] small = onWhite(i).resize(side, side).values();
      System.arraycopy(small, 0, all, i * small.length, small.length);
      labels[i] = groups.indexOf(signs.get(i).group());
    }
    return ImageDataset.of(all, labels, 3, side, side, groups);
  }

  /// One picture on a white ground, `[3, 64, 64]`.
  public Pixels onWhite(int index) {
    return picture(index).onWhite();
  }

  /// Cuts the shuffled emoji in three.
  ///
  /// @param train which share, rounded
  /// @param validation which share, rounded; the rest is the test
  /// @throws IllegalArgumentException if a part would be empty
  public Parts split(double train, double validation, long seed) {
    int first = (int) Math.round(train * size());
    int second = first + (int) Math.round(validation * size());
    if (!(train > 0 && validation > 0) || first < 1 || second <= first || second >= size()) {
      throw Refusal.of(
          "split",
          "two shares above 0, together below 1, of enough emoji for three parts",
          train + " and " + validation + " of " + size(),
          "percentages, or no share left for the test; fix: split(0.8, 0.1, seed)");
    }
    int[] order = Rng.of(seed).permutation(size());
    return new Parts(
        Arrays.copyOf(order, first),
        Arrays.copyOfRange(order, first, second),
        Arrays.copyOfRange(order, second, order.length));
  }
}
