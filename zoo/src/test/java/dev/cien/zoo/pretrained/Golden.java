package dev.cien.zoo.pretrained;

import dev.cien.io.JsonPart;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// The folders and numbers that `folders.py` made with Hugging Face's `transformers`.
final class Golden {
  /// What a model gave for a text.
  ///
  /// @param ids the text's ids
  /// @param values what came out, one after the other
  record Answer(int[] ids, float[] values) {}

  private static final JsonPart NUMBERS = JsonPart.read(root().resolve("numbers.json"), 1 << 20);

  private Golden() {}

  private static Path root() {
    try {
      return Path.of(Objects.requireNonNull(Golden.class.getResource("/golden")).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static Path folder(String name) {
    return root().resolve("folders").resolve(name);
  }

  /// A copy of a folder, to be damaged.
  static Path copy(String name, Path into) throws IOException {
    Path copy = Files.createDirectories(into.resolve(name));
    try (Stream<Path> files = Files.list(folder(name))) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return copy;
  }

  static void edit(Path file, String from, String to) throws IOException {
    String text = Files.readString(file);
    if (!text.contains(from)) {
      throw new IllegalArgumentException(file + " has no " + from);
    }
    Files.writeString(file, text.replace(from, to));
  }

  static List<String> texts() {
    return NUMBERS.get("texts").list().stream().map(JsonPart::text).toList();
  }

  static List<Answer> answers(String name) {
    return NUMBERS.get(name).list().stream()
        .map(
            answer ->
                new Answer(
                    answer.get("ids").list().stream().mapToInt(JsonPart::integer).toArray(),
                    floats(answer.get("values").list())))
        .toList();
  }

  private static float[] floats(List<JsonPart> numbers) {
    float[] values = new float[numbers.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) numbers.get(i).number(Double.NaN);
    }
    return values;
  }
}
