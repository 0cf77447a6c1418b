package dev.cien.recipes.language;

import dev.cien.recipes.Gallery;
import dev.cien.recipes.Prediction;
import dev.cien.recipes.kit.Lines;
import dev.cien.text.Entity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Finds names in lines of text as people write it.
///
/// @param tags gives the tags of sentences
record NameLines(UnaryOperator<List<List<String>>> tags) {
  /// What is said of a line without names.
  static final String NONE = "—";

  // As the sentences of the set are cut: an ending after an apostrophe is a word, with it.
  private static final Pattern WORD =
      Pattern.compile(
          "(?<=[\\p{L}\\p{N}])['’][\\p{L}\\p{M}]+"
              + "|[\\p{L}\\p{M}\\p{N}]+"
              + "|[^\\p{IsWhite_Space}\\p{L}\\p{M}\\p{N}]");

  /// The words and signs of a text.
  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    for (Matcher word = WORD.matcher(text); word.find(); ) {
      words.add(word.group().replace('’', '\''));
    }
    return words;
  }

  /// The names in each line of a file with their types.
  List<Prediction> predict(Path file) {
    List<Lines.Line> lines = Lines.of(file);
    List<List<String>> sentences = lines.stream().map(line -> words(line.text())).toList();
    List<List<String>> found = tags.apply(sentences);
    List<Prediction> predictions = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      predictions.add(
          new Prediction(lines.get(i).text(), named(sentences.get(i), found.get(i)), Map.of()));
    }
    return predictions;
  }

  private static String named(List<String> words, List<String> tags) {
    List<Entity> entities = Entity.of(tags);
    return entities.isEmpty()
        ? NONE
        : entities.stream()
            .map(entity -> entity.in(words) + " [" + entity.type() + "]")
            .collect(Collectors.joining(" · "));
  }

  /// A sentence in stretches, its names with their types.
  static List<Gallery.Stretch> stretches(List<String> words, List<String> tags) {
    List<Gallery.Stretch> stretches = new ArrayList<>();
    int from = 0;
    for (Entity entity : Entity.of(tags)) {
      if (from < entity.from()) {
        stretches.add(Gallery.Stretch.plain(joined(words.subList(from, entity.from()))));
      }
      stretches.add(new Gallery.Stretch(entity.in(words), entity.type()));
      from = entity.to();
    }
    if (from < words.size()) {
      stretches.add(Gallery.Stretch.plain(joined(words.subList(from, words.size()))));
    }
    return stretches;
  }

  private static String joined(List<String> words) {
    return String.join(" ", words);
  }
}
