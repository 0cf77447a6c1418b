package dev.cien.data;

import dev.cien.io.IoReason;
import dev.cien.io.Sound;
import dev.cien.io.Wav;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Words spoken by the user's own `espeak-ng`, a synthesiser with formants: it shapes a buzz and
/// noise as throats do, and no human was recorded for it.
///
/// What was spoken once stays in the data cache, a folder for each voice with a WAV file for each
/// word, and is read from there.
public final class Espeak {
  private static final String PROGRAM = "espeak-ng";
  private static final String FOLDER = "spoken-by-espeak-ng";
  private static final int MAX_LETTERS = 60;
  private static final int MAX_SECONDS = 20;

  private final DataCache cache;
  private final int rate;
  private final Programs programs;

  /// @param cache where the words are kept
  /// @param rate samples a second of what is kept
  Espeak(DataCache cache, int rate, Programs programs) {
    this.cache = cache;
    this.rate = rate;
    this.programs = programs;
  }

  /// With the user's cache and program.
  ///
  /// @param rate samples a second of what is kept
  public static Espeak standard(int rate) {
    return new Espeak(DataCache.standard(), rate, Programs.standard());
  }

  /// Words in a voice.
  ///
  /// @param words name of the file → what is said
  /// @throws DataUnavailableException if the words are not kept yet and the program is not
  ///   installed, or fails; the message says what to install
  public Map<String, Sound> speak(SpeechVoice voice, Map<String, String> words) {
    Path folder = cache.root().resolve(FOLDER).resolve(voice.name() + "-" + rate);
    Map<String, Sound> spoken = new TreeMap<>();
    for (var word : words.entrySet()) {
      Path file = folder.resolve(checked(word.getKey()) + ".wav");
      if (!Files.isRegularFile(file)) {
        keep(voice, word.getValue(), file);
      }
      spoken.put(word.getKey(), Wav.read(file));
    }
    return spoken;
  }

  private static String checked(String name) {
    if (!name.matches("[a-z0-9-]{1,40}")) {
      throw Refusal.of("espeak-ng", "small letters and digits", "'" + name + "'", "a path");
    }
    return name;
  }

  private void keep(SpeechVoice voice, String text, Path file) {
    if (text.length() > MAX_LETTERS || text.isBlank() || text.startsWith("-")) {
      throw Refusal.of(
          "espeak-ng", "1 to " + MAX_LETTERS + " letters", "'" + text + "'", "a whole text");
    }
    if (programs.find(PROGRAM).isEmpty()) {
      throw new DataUnavailableException(
          "data: the program espeak-ng, which speaks the words to learn from, is not installed."
              + " Install it: apt-get install espeak-ng, brew install espeak-ng, or"
              + " winget install eSpeak-NG.eSpeak-NG");
    }
    try {
      Files.createDirectories(file.getParent());
      Path work = Files.createTempDirectory(file.getParent(), ".speaking");
      try {
        Path raw = work.resolve("word.wav");
        List<String> command = new ArrayList<>(List.of(PROGRAM, "-w", raw.toString()));
        command.addAll(List.of("-v", voice.language() + "+" + voice.variant()));
        command.addAll(List.of("-s", "" + voice.speed(), "-p", "" + voice.pitch(), text));
        programs.run(work.resolve("client.log"), work, command.toArray(String[]::new));
        Sound said = Wav.read(raw);
        if (said.samples().length == 0 || said.seconds() > MAX_SECONDS) {
          throw new IOException("espeak-ng: nothing, or too much, was spoken for '" + text + "'");
        }
        Path made = work.resolve("made.wav");
        Wav.write(made, said.resample(rate));
        Files.move(made, file, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        DataCache.delete(work);
      }
    } catch (IOException e) {
      throw new DataUnavailableException("data: '" + text + "': " + IoReason.of(e));
    }
  }
}
