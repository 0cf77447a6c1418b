package dev.cien.recipes.language;

import dev.cien.io.plot.HeatMap;
import dev.cien.recipes.Card;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Prediction;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.recipes.kit.Continuations;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.text.Tokenizer;
import dev.cien.zoo.Gpt;
import dev.cien.zoo.GptConfig;
import dev.cien.zoo.Sampling;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// A small GPT that learns Spanish from the Reina-Valera Bible.
public final class SpanishGpt implements Recipe {
  /// Of samples, where nothing else is asked for.
  static final double TEMPERATURE = 0.8;

  private static final int HEAD = 32;
  private static final int LOOKED_AT = 14;
  private static final String PROMPT = "Y dijo Dios";

  @Override
  public Card card() {
    return new Card(
        "gpt",
        new Text("A GPT that writes Spanish", "Un GPT que escribe en español"),
        new Text(
            "Asked only to guess what comes next, a decoder learns spelling, grammar and style; the"
                + " code is GPT-2's, only the sizes differ.",
            "Con solo adivinar lo que sigue, un decodificador aprende ortografía, gramática y"
                + " estilo; el código es el de GPT-2, solo cambian los tamaños."),
        List.of("H10", "H11", "T4", "T4.a", "A2.1", "A4.1"),
        "bits_per_char",
        false,
        2.6,
        60,
        "A. Radford et al.: Improving language understanding by generative pre-training, 2018;"
            + " Language models are unsupervised multitask learners, 2019.");
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.epochs(4),
        Setting.seed(),
        Setting.batch(16),
        Setting.rate(0.003),
        Setting.choice(
            "tokenizer",
            List.of("bpe", "char"),
            "tokens of byte pairs or of characters",
            "fichas de pares de bytes o de caracteres"),
        Setting.whole(
            "vocabulary", 1000, 257, "different tokens of byte pairs", "fichas distintas de bytes"),
        NextTokenExperiment.context(64),
        width(128),
        layers(2),
        NextTokenExperiment.windows(3200),
        NextTokenExperiment.chapters(),
        NextTokenExperiment.heldOut(20),
        Setting.number(
            "temperature",
            TEMPERATURE,
            0,
            10,
            "of the samples: 0 for the most likely token",
            "de las muestras: 0 para la ficha más probable"));
  }

  /// How texts are written that should make sense: without the unlikely tokens.
  static Sampling sensible(double temperature) {
    return Sampling.of(temperature).withTopP(0.9);
  }

  static Setting width(int standard) {
    return Setting.whole(
        "width",
        standard,
        HEAD,
        "numbers a position, rounded down to heads of " + HEAD,
        "números por posición, redondeados a cabezas de " + HEAD);
  }

  static Setting layers(int standard) {
    return Setting.whole("layers", standard, 1, "blocks", "bloques");
  }

  /// The sizes that the settings ask for.
  static GptConfig config(Settings settings, int vocabulary) {
    int heads = settings.whole("width") / HEAD;
    return GptConfig.of(
        vocabulary, settings.whole("context"), HEAD * heads, heads, settings.whole("layers"));
  }

  @Override
  public Map<String, String> quick() {
    return Map.of("epochs", "1", "windows", "1600", "chapters", "200", "held-out", "6");
  }

  @Override
  public double quickFloor() {
    return 2.9;
  }

  @Override
  public Experiment prepare(Settings settings) {
    boolean characters = settings.word("tokenizer").equals("char");
    Prose prose =
        Prose.of(
            characters ? 0 : settings.whole("vocabulary"),
            settings.whole("chapters"),
            settings.whole("held-out"));
    return new Writer(
        settings,
        Gpt.of(config(settings, prose.tokenizer().size()), Rng.of(settings.seed())),
        prose);
  }

  private static final class Writer extends NextTokenExperiment {
    private final Gpt gpt;

    Writer(Settings settings, Gpt gpt, Prose prose) {
      super(settings, gpt, prose);
      this.gpt = gpt;
    }

    @Override
    public void show(Gallery gallery) {
      Tokenizer tokenizer = prose().tokenizer();
      int[] prompt = tokenizer.encodePlain(PROMPT);
      double temperature = settings().number("temperature");
      Continuations continuations = prose().continuations(gpt, settings().seed());
      StringBuilder samples = new StringBuilder();
      List<Sampling> ways =
          List.of(
              Sampling.greedy(),
              Sampling.of(temperature).withTopK(40),
              sensible(temperature),
              Sampling.of(1.5));
      for (Sampling sampling : ways) {
        samples
            .append(
                sampling.temperature() == 0
                    ? gallery.in("most likely token", "ficha más probable")
                    : gallery.in("temperature ", "temperatura ") + sampling.temperature())
            .append(
                sampling.topK() < Integer.MAX_VALUE && sampling.temperature() > 0
                    ? ", top-k " + sampling.topK()
                    : "")
            .append(sampling.topP() < 1 ? ", top-p " + sampling.topP() : "")
            .append(":\n")
            .append(PROMPT)
            .append(continuations.after(sampling, prompt))
            .append("\n\n");
      }
      gallery.text(
          "samples",
          new Text(
              "What the model writes after \"" + PROMPT + "\", chosen in four ways.",
              "Lo que el modelo escribe después de «" + PROMPT + "», elegido de cuatro maneras."),
          samples.toString().strip());
      attention(gallery, tokenizer);
    }

    @Override
    public List<Prediction> predict(Path file) {
      return prose()
          .continuations(gpt, settings().seed())
          .of(file, sensible(settings().number("temperature")));
    }

    private void attention(Gallery gallery, Tokenizer tokenizer) {
      int[] tokens = prose().test().tokens();
      int shown = Math.min(LOOKED_AT, Math.min(length(), tokens.length));
      int[] text = Arrays.copyOf(tokens, shown);
      List<String> names =
          Arrays.stream(text).mapToObj(id -> tokenizer.decode(id).replace(' ', '·')).toList();
      List<Tensor> weights = gpt.attention(Tensor.of(text, 1, shown));
      int heads = weights.getFirst().shape().dim(1);
      for (int layer = 0; layer < weights.size(); layer++) {
        for (int head = 0; head < heads; head++) {
          gallery.heat(
              "attention-" + (layer + 1) + "-" + (head + 1),
              new Text(
                  "Block "
                      + (layer + 1)
                      + ", head "
                      + (head + 1)
                      + ": how much each token (row) looks at each earlier one (column).",
                  "Bloque "
                      + (layer + 1)
                      + ", cabeza "
                      + (head + 1)
                      + ": cuánto mira cada ficha (fila) a cada una anterior (columna)."),
              new HeatMap(
                  gallery.in("block ", "bloque ")
                      + (layer + 1)
                      + ", "
                      + gallery.in("head ", "cabeza ")
                      + (head + 1),
                  Maps.rows(weights.get(layer).at(0).at(head)),
                  names,
                  names));
        }
      }
    }
  }
}
