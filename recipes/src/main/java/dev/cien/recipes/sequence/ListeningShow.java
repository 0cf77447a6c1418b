package dev.cien.recipes.sequence;

import dev.cien.data.SpeechPicture;
import dev.cien.data.SpokenWords;
import dev.cien.io.Pixels;
import dev.cien.io.plot.Chart;
import dev.cien.io.plot.HeatMap;
import dev.cien.io.plot.Sheet;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// What there is to see and hear of words that people said: their spectrograms, what the network
/// thought while it listened, and what it mistook.
final class ListeningShow {
  private static final int SHOWN = 12;
  private static final int ROWS = 5;
  private static final int SIDE = 240;
  private static final int LINES = 4;
  private static final int STATES = 32;
  private static final int FULL = 255;

  private final WordListener listener;
  private final Gallery gallery;
  private final SpeechPicture form = WordListener.FORM;
  private final double[][] sure;

  ListeningShow(WordListener listener, Gallery gallery) {
    this.listener = listener;
    this.gallery = gallery;
    this.sure = listener.sureness();
  }

  void all() {
    pictures();
    listening();
    states();
    mistakes();
    mixed();
  }

  private SpokenWords.Clip clip(int i) {
    return listener.clips().get(i);
  }

  /// Clips come speaker by speaker, each in the order of the words.
  private String word(int i) {
    return listener.words().get(i % listener.words().size());
  }

  private String heard(int i) {
    return listener.words().get(best(sure[i]));
  }

  private boolean isRight(int i) {
    return word(i).equals(heard(i));
  }

  private static int best(double... values) {
    return IntStream.range(0, values.length)
        .reduce((a, b) -> values[b] > values[a] ? b : a)
        .orElseThrow();
  }

  private void pictures() {
    int words = listener.words().size();
    int speakers = sure.length / words;
    List<Sheet.Cell> cells = new ArrayList<>();
    for (int word = 0; word < words && cells.size() < SHOWN; word += Math.max(1, words / ROWS)) {
      cells.add(new Sheet.Cell(picture(listener.synthesised(word)), word(word) + " · espeak-ng"));
      for (int speaker = 0; speaker < speakers; speaker++) {
        int i = speaker * words + word;
        cells.add(
            new Sheet.Cell(picture(form.of(clip(i).sound())), word(i) + " · " + clip(i).speaker()));
      }
    }
    gallery.sheet(
        "spectrograms",
        new Text(
            "Words as the network gets them, from the synthesiser and from people: 1.6 seconds from"
                + " left to right, low pitches below, brighter where louder. Vowels are stripes, an"
                + " s is a cloud above.",
            "Las palabras como las recibe la red, del sintetizador y de personas: 1,6 segundos de"
                + " izquierda a derecha, lo grave abajo, más claro cuanto más fuerte. Las vocales"
                + " son franjas; una s, una nube arriba."),
        new Sheet(cells, 1 + speakers, SIDE));
  }

  private Pixels picture(float[] values) {
    int bands = form.sound().bands();
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      int row = bands - 1 - i % bands;
      double level = 1 - values[i] / form.silence();
      bytes[row * form.frames() + i / bands] = (byte) Math.round(FULL * Math.clamp(level, 0, 1));
    }
    return new Pixels(1, bands, form.frames(), bytes);
  }

  /// One clip that was understood with a long word, and the surest mistake.
  private List<Integer> chosen() {
    Comparator<Integer> long1 = Comparator.comparingInt(i -> word(i).length());
    List<Integer> chosen = new ArrayList<>();
    indices(true).stream().max(long1).ifPresent(chosen::add);
    indices(false).stream().findFirst().ifPresent(chosen::add);
    return chosen;
  }

  /// The clips that were understood, or not, the surest first.
  private List<Integer> indices(boolean right) {
    return IntStream.range(0, sure.length)
        .filter(i -> isRight(i) == right)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -sure[i][best(sure[i])]))
        .toList();
  }

  private void listening() {
    int number = 0;
    for (int i : chosen()) {
      double[][] sure = listener.overTime(WordListener.picture(clip(i).sound()));
      double seconds = (double) form.frames() * form.sound().hop() / form.sound().rate();
      double[] time =
          IntStream.range(0, sure.length).mapToDouble(t -> t * seconds / sure.length).toArray();
      Chart chart =
          Chart.of(
              word(i) + " · " + clip(i).speaker(),
              gallery.in("seconds", "segundos"),
              gallery.in("probability", "probabilidad"));
      double[] most = new double[sure[0].length];
      for (double[] moment : sure) {
        for (int c = 0; c < most.length; c++) {
          most[c] = Math.max(most[c], moment[c]);
        }
      }
      List<Integer> lines =
          IntStream.range(0, most.length)
              .boxed()
              .sorted(Comparator.comparingDouble(c -> -most[c]))
              .limit(LINES)
              .toList();
      for (int c : lines) {
        chart =
            chart.line(
                listener.words().get(c),
                time,
                Arrays.stream(sure).mapToDouble(moment -> moment[c]).toArray());
      }
      gallery.chart(
          "listening-" + ++number,
          isRight(i)
              ? new Text(
                  "What the network thinks after each moment of a word that it understands: words"
                      + " that begin alike are told apart where they part.",
                  "Lo que piensa la red tras cada instante de una palabra que entiende: las que"
                      + " empiezan igual se distinguen donde se separan.")
              : new Text(
                  "The same for the mistake of which it is surest.",
                  "Lo mismo con el error del que está más segura."),
          chart);
    }
  }

  private void states() {
    int i = chosen().getFirst();
    double[][] all = listener.states(WordListener.picture(clip(i).sound()));
    gallery.heat(
        "states",
        new Text(
            "The state of the recurrent network while it hears this word, moment by moment from"
                + " left to right: each row is one number of the state.",
            "El estado de la red recurrente mientras oye esta palabra, instante a instante de"
                + " izquierda a derecha: cada fila es un número del estado."),
        new HeatMap(
            word(i) + " · " + clip(i).speaker(),
            Arrays.copyOf(all, Math.min(STATES, all.length)),
            List.of(),
            List.of()));
  }

  private void mistakes() {
    List<Integer> worst = indices(false).stream().limit(SHOWN).toList();
    if (worst.isEmpty()) {
      return;
    }
    gallery.sounds(
        "mistakes",
        new Text(
            "The mistakes of which the network is surest, to listen to.",
            "Los errores de los que la red está más segura, para escucharlos."),
        worst.stream()
            .map(
                i ->
                    new Gallery.Heard(
                        word(i)
                            + " · "
                            + clip(i).speaker()
                            + gallery.in(": taken for ", ": tomada por ")
                            + heard(i)
                            + String.format(Locale.ROOT, " (%.0f %%)", 100 * sureness(i)),
                        clip(i).sound()))
            .toList());
  }

  private double sureness(int i) {
    return sure[i][best(sure[i])];
  }

  /// The words that were mixed up, against each other.
  private void mixed() {
    List<Integer> wrong = indices(false);
    List<String> words =
        listener.words().stream()
            .filter(
                word -> wrong.stream().anyMatch(i -> word(i).equals(word) || heard(i).equals(word)))
            .toList();
    if (words.isEmpty()) {
      return;
    }
    double[][] counts = new double[words.size()][words.size()];
    for (int i = 0; i < sure.length; i++) {
      int from = words.indexOf(word(i));
      int to = words.indexOf(heard(i));
      if (from >= 0 && to >= 0) {
        counts[from][to]++;
      }
    }
    gallery.heat(
        "confusion",
        new Text(
            "The words that were mixed up: a row is what was said, a column what was understood."
                + " All other words were understood from every speaker.",
            "Las palabras que se confundieron: cada fila es lo que se dijo; cada columna, lo que se"
                + " entendió. Todas las demás se entendieron a todos los hablantes."),
        new HeatMap(gallery.in("mixed up", "confundidas"), counts, words, words));
  }
}
