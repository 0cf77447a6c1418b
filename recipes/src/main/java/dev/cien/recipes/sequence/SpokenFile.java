package dev.cien.recipes.sequence;

import dev.cien.data.SpeechPicture;
import dev.cien.io.Gsm;
import dev.cien.io.Sound;
import dev.cien.io.Wav;
import dev.cien.recipes.InputException;
import dev.cien.recipes.Text;
import java.nio.file.Path;
import java.util.Locale;

/// A file in which somebody says one word.
final class SpokenFile {
  private static final double MOST_SECONDS = 60;
  private static final int SOFTEST = 100;

  private SpokenFile() {}

  /// Reads a WAV file, or a GSM file by its ending.
  ///
  /// @throws InputException if it holds no sound, silence, or more than fits into a picture
  static Sound read(Path file, SpeechPicture form) {
    boolean coded = file.toString().toLowerCase(Locale.ROOT).endsWith(".gsm");
    Sound sound = coded ? Gsm.read(file) : Wav.read(file);
    if (sound.seconds() > MOST_SECONDS) {
      throw tooLong(file, sound.seconds(), MOST_SECONDS);
    }
    int loudest = 0;
    for (short sample : sound.samples()) {
      loudest = Math.max(loudest, Math.abs(sample));
    }
    if (loudest < SOFTEST) {
      throw new InputException(
          new Text(
              file + ": nothing is heard. Usual cause: a microphone that was off",
              file + ": no se oye nada. Causa habitual: un micrófono apagado"));
    }
    double most = (double) form.frames() * form.sound().hop() / form.sound().rate();
    double heard = form.heardSeconds(sound);
    if (heard > 1.5 * most) {
      throw tooLong(file, heard, most);
    }
    return sound;
  }

  private static InputException tooLong(Path file, double seconds, double most) {
    String found = String.format(Locale.ROOT, "%.1f", seconds);
    String limit = String.format(Locale.ROOT, "%.1f", most);
    return new InputException(
        new Text(
            file
                + ": expected one word, "
                + limit
                + " seconds of sound at most, found "
                + found
                + ". Usual cause: a sentence, or noise around the word; fix: cut the word out",
            file
                + ": se esperaba una palabra, "
                + limit
                + " segundos de sonido como mucho, se encontraron "
                + found
                + ". Causa habitual: una frase, o ruido alrededor de la palabra; remedio: recorte"
                + " la palabra"));
  }
}
