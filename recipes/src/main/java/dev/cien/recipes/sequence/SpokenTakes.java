package dev.cien.recipes.sequence;

import dev.cien.data.Dataset;
import dev.cien.data.Espeak;
import dev.cien.data.SpeechVoice;
import dev.cien.data.SpokenWords;
import dev.cien.io.Sound;
import dev.cien.tensor.Rng;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// All words in many voices of the synthesiser; the last eighth of the voices is held out to watch
/// learning by.
///
/// @param training pictures before they are normalised, for random changes
/// @param validation normalised pictures of other voices
record SpokenTakes(Dataset training, Dataset validation) {
  private static final int HELD_OUT = 8;

  private static final List<String> THROATS =
      List.of(
          """
          m1 f1 m2 f2 m3 f3 m4 f4 m5 f5 m6 m7 m8 Alex Alicia Andrea Andy Annie Denis Diogo
          Gene Gene2 Henrique Hugo Jacky Lee Marco Mario Michael Mike Nguyen adam anika
          antonio aunty belinda benjamin boris caleb david ed edward edward2 grandma grandpa
          gustave iven iven2 iven3 iven4 john kaukovalta klatt klatt2 klatt3 klatt4 linda
          marcelo max michel miguel norbert pablo paul pedro quincy rob robert sandro shelby
          steph steph2 steph3 travis victor zac
          """
              .split("\\s+"));

  static SpokenTakes of(SpokenWords words, int voices, Espeak espeak) {
    return of(
        words,
        IntStream.range(0, voices)
            .parallel()
            .mapToObj(i -> espeak.speak(voice(words.language(), i), words.words()))
            .toList());
  }

  /// Takes of all words, voice by voice.
  static SpokenTakes of(SpokenWords words, List<Map<String, Sound>> spoken) {
    int voices = spoken.size();
    int held = Math.max(1, voices / HELD_OUT);
    return new SpokenTakes(
        dataset(words, spoken.subList(0, voices - held), false),
        dataset(words, spoken.subList(voices - held, voices), true));
  }

  /// The voice of a number: throats in turn, and speed and pitch that are drawn once for all runs,
  /// so that what was spoken can be used again.
  static SpeechVoice voice(String language, int number) {
    Rng rng = Rng.of(number);
    String dialect = language.equals("es") && number % 2 == 0 ? "es-419" : language;
    return new SpeechVoice(
        dialect,
        THROATS.get(number % THROATS.size()),
        110 + 10 * rng.nextInt(9),
        20 + 5 * rng.nextInt(13));
  }

  private static Dataset dataset(
      SpokenWords words, List<Map<String, Sound>> spoken, boolean normalised) {
    List<String> names = List.copyOf(words.words().keySet());
    List<float[]> pictures = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (Map<String, Sound> take : spoken) {
      for (int label = 0; label < names.size(); label++) {
        Sound sound = take.get(names.get(label));
        pictures.add(normalised ? WordListener.picture(sound) : WordListener.FORM.of(sound));
        labels.add(label);
      }
    }
    return WordListener.dataset(pictures, labels);
  }
}
