package dev.cien.recipes.language;

import dev.cien.nn.Params;
import dev.cien.nn.loss.CrossEntropy;
import dev.cien.nn.loss.Losses;
import dev.cien.recipes.InputException;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.recipes.live.LiveNetwork;
import dev.cien.recipes.live.SteppedTraining;
import dev.cien.recipes.live.Track;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.Generator;
import dev.cien.zoo.Gpt;
import dev.cien.zoo.GptCache;
import dev.cien.zoo.GptConfig;
import dev.cien.zoo.Sampling;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// A small [Gpt] to be watched while it learns to go on with a pattern of letters, and to be looked
/// into, number by number.
///
/// Which letters are used says nothing about what follows: only looking back does, so attention has
/// to be learnt.
public final class LiveAttention extends SteppedTraining {
  private static final int BATCH = 32;
  private static final int WIDTH = 32;
  private static final int HEADS = 2;
  private static final int LAYERS = 2;
  private static final int EVERY = 25;
  private static final int TESTED = 200;
  private static final int MOST = 3000;
  private static final int WRITTEN = 16;
  private static final double RATE = 0.003;
  private static final CrossEntropy LOSS = Losses.crossEntropy().withIgnored(Pairs.IGNORED);

  private final LetterTask task;
  private final Gpt model;
  private final LiveNetwork network;
  private final Step update;
  private final Rng seed;
  private final LetterTask.Texts held;
  private final Track track = new Track(3);
  private double cost = Double.NaN;
  private double accuracy;

  /// Before the first step.
  ///
  /// @throws InputException if a setting does not fit
  public LiveAttention(Map<String, String> chosen) {
    super(
        List.of(
            Setting.choice(
                "task", LetterTask.words(), "what is to be learnt", "lo que hay que aprender"),
            Setting.seed()),
        chosen,
        MOST);
    this.task = LetterTask.of(settings().word("task"));
    this.seed = Rng.of(settings().seed());
    this.model =
        Gpt.of(
            GptConfig.of(LetterTask.SIGNS.length(), LetterTask.LENGTH, WIDTH, HEADS, LAYERS),
            Rng.of(settings().seed()));
    this.network = new LiveNetwork("gpt", model, NextTokenExperiment.optimizer(model, RATE, MOST));
    this.update =
        Step.training(
            in -> {
              Tensor found =
                  LOSS.cost(
                      model.forward(in[0]).reshape(-1, model.vocabulary()), in[1].reshape(-1));
              network.optimizer().step(found.gradients(network.optimizer().parameters()));
              return new Tensor[] {found};
            });
    this.held = task.texts(TESTED, seed.fork(-1));
  }

  @Override
  protected void advance(long before) {
    LetterTask.Texts texts = task.texts(BATCH, seed.fork(1000 + before));
    cost = update.run(texts.inputs(), texts.targets())[0].item();
  }

  @Override
  protected void measure(long steps) {
    if (steps == 1 || steps % EVERY == 0) {
      accuracy = measured();
      track.add(steps, cost, accuracy);
    }
  }

  /// The share of right letters in texts that were not trained on, where they can be known.
  private double measured() {
    int[] found = model.forward(held.inputs()).argMax(2).toInts();
    int[] right = held.targets().toInts();
    int counted = 0;
    int hits = 0;
    for (int i = 0; i < right.length; i++) {
      if (right[i] != Pairs.IGNORED) {
        counted++;
        hits += found[i] == right[i] ? 1 : 0;
      }
    }
    return (double) hits / counted;
  }

  /// What does not change.
  ///
  /// @param signs the letters that it knows
  /// @param length letters that it sees at once
  /// @param layers blocks
  /// @param heads heads of each block
  /// @param width numbers a position
  /// @param parameters of the whole model
  /// @param chance the share that a guess gets right
  /// @param most steps of a whole training
  /// @param example a text as it is trained on
  public record Still(
      String signs,
      int length,
      int layers,
      int heads,
      int width,
      long parameters,
      double chance,
      int most,
      String example) {}

  /// What there is to see after a step.
  ///
  /// @param cost of the last batch
  /// @param accuracy share of right letters in unseen texts
  /// @param track step, cost and accuracy of earlier steps
  public record Frame(double cost, double accuracy, List<float[]> track) {}

  @Override
  public Still still() {
    return new Still(
        LetterTask.SIGNS,
        LetterTask.LENGTH,
        LAYERS,
        HEADS,
        WIDTH,
        Params.of(model).trainableCount(),
        1.0 / LetterTask.LETTERS,
        MOST,
        LetterTask.text(Arrays.copyOf(held.inputs().toInts(), LetterTask.LENGTH)));
  }

  @Override
  public Frame frame() {
    return new Frame(cost, accuracy, track.columns());
  }

  /// What was written.
  record Written(String text) {}

  /// Asked with a `text`, and `what`: `look` for an [AttentionLook] of a `layer` and a `head`, from
  /// 0, or `write` for what the model writes after it. The next letter is drawn with a
  /// `temperature`, `topK` and `topP`.
  @Override
  public Object ask(Map<String, String> question) {
    Settings asked =
        Settings.of(
            List.of(
                Setting.choice(
                    "what", List.of("look", "write"), "what is asked", "lo que se pregunta"),
                new Setting("text", "", new Setting.Words(), new Text("a text", "un texto")),
                whole("layer", LAYERS - 1),
                whole("head", HEADS - 1),
                whole("position", LetterTask.LENGTH - 1),
                Setting.number("temperature", 1, 0, 10, "temperature", "temperatura"),
                new Setting(
                    "topK",
                    Integer.toString(LetterTask.SIGNS.length()),
                    new Setting.Whole(1, LetterTask.SIGNS.length()),
                    new Text("letters that may be drawn", "letras que pueden salir")),
                Setting.number(
                    "topP", 1, 0.01, 1, "their share of probability", "su parte de probabilidad"),
                Setting.seed()),
            question);
    int[] tokens = LetterTask.tokens(asked.word("text"));
    Sampling sampling =
        new Sampling(asked.number("temperature"), asked.whole("topK"), asked.number("topP"));
    if (asked.word("what").equals("write")) {
      int[] written =
          new Generator(new GptCache(model), sampling, Rng.of(asked.seed()))
              .write(tokens, Math.min(WRITTEN, LetterTask.LENGTH - tokens.length));
      return new Written(LetterTask.text(written));
    }
    return AttentionLook.of(
        model,
        tokens,
        asked.whole("layer"),
        asked.whole("head"),
        Math.min(asked.whole("position"), tokens.length - 1),
        sampling);
  }

  private static Setting whole(String key, int most) {
    return new Setting(key, "0", new Setting.Whole(0, most), new Text(key, key));
  }

  @Override
  protected void save(Map<String, Tensor> state) {
    network.save(state);
    state.put("track", track.state());
    state.put("measured", Tensor.of(new float[] {(float) cost, (float) accuracy}, 2));
  }

  @Override
  protected void load(Map<String, Tensor> state) {
    network.load(state);
    track.restore(state.get("track"));
    float[] measured = state.get("measured").toFloats();
    cost = measured[0];
    accuracy = measured[1];
  }
}
