package dev.cien.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cien.io.FileFormatException;
import dev.cien.io.Images;
import dev.cien.tensor.Tensor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Emoji from packages written by hand: three in the list, of which one has no Spanish name.
class EmojiTest {
  private static final String LIST = "package/emoji.json";
  private static final String ENGLISH = "package/annotations/en/annotations.json";
  private static final String SPANISH = "package/annotations/es/annotations.json";
  private static final String FOLDER = "package/img/";

  @TempDir Path folder;
  private final Map<String, Path> taken = new HashMap<>();

  @BeforeEach
  void packages() throws IOException {
    member(
        LIST,
        "["
            + entry("2600-FE0F", "Travel & Places", "sky & weather", true)
            + ","
            + entry("1F34E", "Food & Drink", "food-fruit", true)
            + ","
            + entry("1F34F", "Food & Drink", "food-fruit", true)
            + ","
            + entry("1F600", "Smileys & Emotion", "face", false)
            + "]");
    member(
        ENGLISH,
        names("☀", "sun", "\"bright\", \"rays\"")
            + names("🍎", "red apple", "\"fruit\"")
            + names("🍏", "green apple", "\"fruit\"")
            + names("😀", "grinning face", "\"face\""));
    member(
        SPANISH,
        names("☀", "sol", "\"rayos\"")
            + names("🍎", "manzana roja", "\"fruta\", \"piñata\"")
            + names("😀", "cara", "\"cara\""));
    // Half of the picture red, half of it without any opacity.
    float[] values = new float[4 * 64 * 64];
    Arrays.fill(values, 0, 64 * 64, 1);
    Arrays.fill(values, 3 * 64 * 64, 3 * 64 * 64 + 32 * 64, 1);
    picture("2600-fe0f.png", Tensor.of(values, 4, 64, 64));
    picture("1f34e.png", Tensor.zeros(3, 64, 64));
  }

  private void member(String name, String text) throws IOException {
    Path file = folder.resolve(Integer.toString(taken.size()));
    String whole = text;
    if (!name.equals(LIST)) {
      whole = "{\"annotations\":{\"annotations\":{" + text.substring(0, text.length() - 1) + "}}}";
    }
    taken.put(name, Files.writeString(file, whole));
  }

  private void picture(String name, Tensor picture) throws IOException {
    Path file = folder.resolve(Integer.toString(taken.size()));
    taken.put(FOLDER + name, Files.write(file, Images.encodePng(picture)));
  }

  private static String entry(String code, String group, String subgroup, boolean hasPicture) {
    return "{\"unified\":\"%s\",\"image\":\"%s.png\",\"category\":\"%s\",\"subcategory\":\"%s\",\"has_img_twitter\":%b}"
        .formatted(code, code.toLowerCase(Locale.ROOT), group, subgroup, hasPicture);
  }

  private static String names(String text, String name, String keywords) {
    return "\"%s\":{\"default\":[%s],\"tts\":[\"%s\"]},".formatted(text, keywords, name);
  }

  private Emoji emoji() throws IOException {
    Path names = folder.resolve("emoji.tsv");
    Path pictures = folder.resolve("emoji.rgba");
    Conversions.convert(LIST, DataSource.Conversion.EMOJI_NAMES, taken, names, 1 << 20);
    Conversions.convert(FOLDER, DataSource.Conversion.EMOJI_PICTURES, taken, pictures, 1 << 20);
    return Emoji.read(names, pictures);
  }

  @Test
  void whatHasAPictureAndBothNamesIsKept() throws IOException {
    Emoji emoji = emoji();
    assertThat(emoji.size()).isEqualTo(2);
    assertThat(emoji.signs())
        .containsExactly(
            new Emoji.Sign(
                "2600-FE0F",
                "Travel & Places",
                "sky & weather",
                new Emoji.Words("sun", List.of("bright", "rays")),
                new Emoji.Words("sol", List.of("rayos"))),
            new Emoji.Sign(
                "1F34E",
                "Food & Drink",
                "food-fruit",
                new Emoji.Words("red apple", List.of("fruit")),
                new Emoji.Words("manzana roja", List.of("fruta", "piñata"))));
    assertThat(emoji.signs().get(0).text()).isEqualTo("☀️");
    assertThat(emoji.groups()).containsExactly("Food & Drink", "Travel & Places");
  }

  @Test
  void picturesLieOnWhite() throws IOException {
    Emoji emoji = emoji();
    assertThat(emoji.picture(0).values()[3 * 64 * 64]).isEqualTo((byte) 255);
    assertThat(emoji.picture(0).values()[4 * 64 * 64 - 1]).isZero();
    Batch batch = emoji.pictures(16).batch(0, 1);
    assertThat(batch.inputs().shape().dims()).containsExactly(2, 3, 16, 16);
    assertThat(batch.targets().toInts()).containsExactly(1, 0);
    float[] values = batch.inputs().toFloats();
    assertThat(new float[] {values[0], values[256], values[512]})
        .as("red")
        .containsExactly(1, 0, 0);
    assertThat(new float[] {values[255], values[511], values[767]})
        .as("where nothing is, white")
        .containsExactly(1, 1, 1);
    assertThat(values[768]).as("black").isZero();
    assertThatThrownBy(() -> emoji.pictures(65)).hasMessageContaining("a side of 1 to 64");
  }

  @Test
  void splitsCoverAllOnceAndFollowTheSeed() throws IOException {
    packages();
    Path names = folder.resolve("many.tsv");
    Files.writeString(
        names,
        IntStream.range(0, 20)
            .mapToObj(i -> "%X\tg\ts\tname%d\ta|b\tnombre%d\t\n".formatted(0x1F600 + i, i, i))
            .reduce("", String::concat));
    Path pictures = Files.write(folder.resolve("many.rgba"), new byte[20 * 4 * 64 * 64]);
    Emoji emoji = Emoji.read(names, pictures);
    assertThat(emoji.signs().get(3).spanish().keywords()).isEmpty();
    Emoji.Parts parts = emoji.split(0.5, 0.25, 7);
    assertThat(parts.train()).hasSize(10);
    assertThat(parts.validation()).hasSize(5);
    assertThat(
            Stream.of(parts.train(), parts.validation(), parts.test())
                .flatMapToInt(IntStream::of)
                .sorted())
        .containsExactlyElementsOf(IntStream.range(0, 20).boxed().toList());
    assertThat(emoji.split(0.5, 0.25, 7).test()).containsExactly(parts.test());
    assertThat(emoji.split(0.5, 0.25, 8).train()).isNotEqualTo(parts.train());
    assertThatThrownBy(() -> emoji.split(80, 10, 7)).hasMessageContaining("fix: split(0.8");
  }

  @Test
  void hostilePackagesAreRefused() throws IOException {
    emoji();
    picture("1f34e.png", Tensor.zeros(3, 32, 64));
    refused("expected 64 x 64 pixels, found 64 x 32");
    picture("1f34e.png", Tensor.zeros(3, 640, 640));
    refused("at most 4096 pixels");
    taken.remove(FOLDER + "1f34e.png");
    assertThatThrownBy(this::emoji)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no member");
    member(LIST, "[" + entry("../../X", "g", "s", true) + "]");
    refused("found '../../X'");
    member(LIST, "[" + entry("FFFFFF", "g", "s", true) + "]");
    refused("no code point");
    member(LIST, "[" + entry("1F34E", "g|h", "s", true) + "]");
    refused("with a bar");
    member(LIST, "[{}]");
    refused("not the expected list");
    member(LIST, "[[[");
    refused("no JSON");
  }

  private void refused(String reason) {
    assertThatThrownBy(this::emoji)
        .isInstanceOf(FileFormatException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void hostileFilesAreRefused() throws IOException {
    String good = "1F600\tg\ts\tname\t\tnombre\t\n";
    for (String text :
        List.of("", "1F600\tg\n", "110000" + good.substring(5), "x" + good, good + good)) {
      Path names = Files.writeString(folder.resolve("bad.tsv"), text);
      Path pictures = Files.write(folder.resolve("bad.rgba"), new byte[4 * 64 * 64]);
      assertThatThrownBy(() -> Emoji.read(names, pictures))
          .as(text)
          .isInstanceOf(FileFormatException.class);
    }
  }

  @Test
  void aSourceMayBeTwoPackages() {
    String catalog =
        """
        [{"name": "x", "title": "t", "licence": "l", "home": "h",
          "files": [{"path": "a", "bytes": 1, "sha256": "%s"}],
          "sources": [{"kind": "together",
            "parts": [{"kind": "apt", "name": "one"}, {"kind": "apt", "name": "two"}],
            "members": {"m": {"file": "a"}}}]}]
        """
            .formatted("0".repeat(64));
    DataSource source =
        DataCatalog.read(
                new ByteArrayInputStream(catalog.getBytes(StandardCharsets.UTF_8)), "catalog")
            .entry("x")
            .sources()
            .getFirst();
    assertThat(source.text()).isEqualTo("apt-get download one, apt-get download two");
    assertThat(source.members()).containsOnlyKeys("m");
  }
}
