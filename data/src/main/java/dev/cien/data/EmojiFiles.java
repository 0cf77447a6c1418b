package dev.cien.data;

import dev.cien.io.FileFormatException;
import dev.cien.io.Images;
import dev.cien.io.Pixels;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Makes the two files of [Emoji] from what npm has: the list and the pictures of one package, the
/// names of another.
///
/// Kept are the emoji that have a picture of their own and a name in both languages; variants by
/// skin colour are not listed apart. Both files have them in the list's order.
final class EmojiFiles {
  private static final String LIST = "package/emoji.json";
  private static final String ENGLISH = "package/annotations/en/annotations.json";
  private static final String SPANISH = "package/annotations/es/annotations.json";
  private static final long MAX_JSON = 32 << 20;
  private static final long MAX_PNG = 1 << 20;
  private static final int MAX_EMOJI = 20_000;
  private static final Pattern CODE = Pattern.compile("[0-9A-F]{1,6}(-[0-9A-F]{1,6}){0,15}");
  private static final Pattern PICTURE = Pattern.compile("[0-9a-f-]{1,100}\\.png");

  private EmojiFiles() {}

  /// An emoji and the file name of its picture.
  record Entry(Emoji.Sign sign, String picture) {}

  static boolean isText(String name) {
    return name.equals(LIST) || name.equals(ENGLISH) || name.equals(SPANISH);
  }

  /// The emoji, from the three texts.
  ///
  /// @throws FileFormatException if one is not as expected
  static List<Entry> list(Map<String, Path> taken) throws IOException {
    JsonNode english = names(ENGLISH, taken);
    JsonNode spanish = names(SPANISH, taken);
    try {
      List<Entry> entries = new ArrayList<>();
      for (JsonNode node : json(LIST, taken)) {
        String code = matching(CODE, node.required("unified").stringValue());
        // Unicode names an emoji without the mark that asks for colour.
        String key = text(code).replace("\uFE0F", "");
        if (node.required("has_img_twitter").booleanValue()
            && english.has(key)
            && spanish.has(key)) {
          entries.add(
              new Entry(
                  new Emoji.Sign(
                      code,
                      field(node.required("category")),
                      field(node.required("subcategory")),
                      words(english.required(key)),
                      words(spanish.required(key))),
                  matching(PICTURE, node.required("image").stringValue())));
        }
        if (entries.size() > MAX_EMOJI) {
          throw new FileFormatException(LIST, "more than " + MAX_EMOJI + " emoji");
        }
      }
      return entries;
    } catch (JacksonException e) {
      throw new FileFormatException(LIST, "not the expected list: " + e.getOriginalMessage(), e);
    }
  }

  private static String text(String code) {
    try {
      return Emoji.text(code);
    } catch (IllegalArgumentException e) {
      throw new FileFormatException(LIST, "no code point: " + code, e);
    }
  }

  private static JsonNode names(String member, Map<String, Path> taken) throws IOException {
    return json(member, taken).path("annotations").path("annotations");
  }

  private static JsonNode json(String member, Map<String, Path> taken) throws IOException {
    Path file = Conversions.taken(member, taken);
    if (Files.size(file) > MAX_JSON) {
      throw new FileFormatException(member, "more than " + MAX_JSON + " bytes");
    }
    try {
      return new JsonMapper().readTree(file);
    } catch (JacksonException e) {
      throw new FileFormatException(member, "no JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static Emoji.Words words(JsonNode node) {
    List<String> keywords = new ArrayList<>();
    for (JsonNode keyword : node.path("default")) {
      keywords.add(field(keyword));
    }
    return new Emoji.Words(field(node.required("tts").path(0)), List.copyOf(keywords));
  }

  /// A text that fits into a line of the file.
  private static String field(JsonNode node) {
    String text = node.stringValue();
    if (text.isBlank() || text.codePoints().anyMatch(c -> c == '|' || Character.isISOControl(c))) {
      throw new FileFormatException(LIST, "an empty name, or one with a bar or control character");
    }
    return text;
  }

  private static String matching(Pattern pattern, String text) {
    if (!pattern.matcher(text).matches()) {
      throw new FileFormatException(LIST, "expected " + pattern + ", found '" + text + "'");
    }
    return text;
  }

  /// Writes a line an emoji; see [Emoji#read].
  static void writeNames(List<Entry> entries, Path to) throws IOException {
    Files.writeString(
        to, entries.stream().map(Entry::sign).map(EmojiFiles::line).collect(Collectors.joining()));
  }

  private static String line(Emoji.Sign sign) {
    return String.join(
            "\t",
            sign.code(),
            sign.group(),
            sign.subgroup(),
            sign.english().name(),
            String.join("|", sign.english().keywords()),
            sign.spanish().name(),
            String.join("|", sign.spanish().keywords()))
        + "\n";
  }

  /// Writes the pictures, each as four planes: red, green, blue, opacity.
  static void writePictures(List<Entry> entries, String folder, Map<String, Path> taken, Path to)
      throws IOException {
    try (OutputStream out = Files.newOutputStream(to)) {
      for (Entry entry : entries) {
        String member = folder + entry.picture();
        Path file = Conversions.taken(member, taken);
        if (Files.size(file) > MAX_PNG) {
          throw new FileFormatException(member, "more than " + MAX_PNG + " bytes");
        }
        Pixels picture =
            Images.decode(
                Files.readAllBytes(file),
                member,
                Images.Channels.RGBA,
                (long) Emoji.SIDE * Emoji.SIDE);
        if (picture.height() != Emoji.SIDE || picture.width() != Emoji.SIDE) {
          throw new FileFormatException(
              member,
              "expected "
                  + Emoji.SIDE
                  + " x "
                  + Emoji.SIDE
                  + " pixels, found "
                  + picture.width()
                  + " x "
                  + picture.height());
        }
        out.write(picture.values());
      }
    }
  }
}
