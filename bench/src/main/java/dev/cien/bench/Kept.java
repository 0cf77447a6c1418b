package dev.cien.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What processes of a comparison answered so far, a line of JSON each, so that one that was
/// stopped goes on where it was.
final class Kept {
  /// An answer.
  ///
  /// @param turn of which turn, from 0
  /// @param asked whom, and what exactly
  /// @param sample what was measured
  record Line(int turn, String asked, Sample sample) {}

  private final Optional<Path> file;
  private final Map<String, Sample> known = new HashMap<>();

  /// Reads the file, if there is one yet; without a path nothing is kept.
  ///
  /// @throws IOException if it cannot be read, or holds something else
  Kept(Optional<Path> file) throws IOException {
    this.file = file;
    if (file.isPresent() && Files.exists(file.get())) {
      for (String text : Files.readAllLines(file.get())) {
        Line line = parse(text);
        known.put(key(line.turn(), line.asked()), line.sample());
      }
    }
  }

  private Line parse(String text) throws IOException {
    try {
      return JsonMapper.shared().readValue(text, Line.class);
    } catch (JacksonException e) {
      throw new IOException(
          file.orElseThrow()
              + ": expected the answers of an earlier comparison, found another file or a broken"
              + " line. Remove that line, or name another file.",
          e);
    }
  }

  /// What an engine answered in a turn before.
  Optional<Sample> find(int turn, Engine engine, Question question) {
    return Optional.ofNullable(known.get(key(turn, asked(engine, question))));
  }

  /// Keeps an answer.
  void add(int turn, Engine engine, Question question, Sample sample) throws IOException {
    if (file.isPresent()) {
      Line line = new Line(turn, asked(engine, question), sample);
      Files.writeString(
          file.get(),
          JsonMapper.shared().writeValueAsString(line) + "\n",
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
  }

  private static String key(int turn, String asked) {
    return turn + " " + asked;
  }

  private static String asked(Engine engine, Question question) {
    return String.join(
        " ",
        engine.name(),
        question.name(),
        question.sizes(),
        "threads=" + question.threads(),
        "seconds=" + question.seconds(),
        "warmup=" + question.warmUp());
  }
}
