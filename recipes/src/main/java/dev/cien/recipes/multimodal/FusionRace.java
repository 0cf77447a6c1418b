package dev.cien.recipes.multimodal;

import dev.cien.nn.Params;
import dev.cien.nn.loss.Losses;
import dev.cien.optim.AdamW;
import dev.cien.optim.Clipping;
import dev.cien.optim.Optimizer;
import dev.cien.optim.Schedule;
import dev.cien.recipes.live.LiveNetwork;
import dev.cien.recipes.live.MatrixRows;
import dev.cien.tensor.DType;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.Fusion;
import dev.cien.zoo.PictureTower;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// The three ways of [Fusion] side by side on the same questions: a picture shows two things, a
/// word names the colour of one of them, and the answer is which thing that is.
///
/// Neither is enough: whoever sees the picture alone can choose between its two things, and whoever
/// reads the word alone knows nothing. All three look through one tower of pictures that is trained
/// elsewhere, and learn everything else themselves. A picture that is missing is black; a word that
/// is missing is padding.
final class FusionRace {
  private static final int BATCH = 32;
  private static final int TESTED = 160;
  private static final double DECAY = 0.05;
  private static final double LARGEST = 1;

  /// While the tower still sees nothing in particular, costs push the features of all questions the
  /// same way. Full steps would kill every relu of [Fusion#hidden] by then, and a dead one never
  /// learns again.
  private static final int WARM_UP = 300;

  /// A way in training.
  ///
  /// @param model the whole network
  /// @param network what it learns, without the tower of pictures
  private record Runner(Fusion model, LiveNetwork network) {}

  /// A picture and the word that asks about it.
  ///
  /// @param scene the picture
  /// @param colour the colour asked for
  /// @param language 0 Spanish, 1 English
  record Question(ColouredThings.Scene scene, int colour, int language) {
    String word() {
      return SceneCaptions.COLOURS[language][colour];
    }

    /// The thing of that colour; the one on the right if neither has it.
    int answer() {
      boolean isLeft = ColouredThings.colour(scene.left()) == colour;
      return ColouredThings.thing(isLeft ? scene.left() : scene.right());
    }
  }

  /// Questions as numbers.
  ///
  /// @param pictures `[N, 3, 32, 32]`
  /// @param words `[N, 2]`
  /// @param answers `[N]`
  private record Asked(Tensor pictures, Tensor words, Tensor answers) {}

  private final ColouredThings things;
  private final Subject.Pen pen;
  private final List<Runner> runners;
  private final List<Question> held;
  private final Asked test;
  private final Step update;
  private final Step rightOnes;

  /// Before the first step.
  ///
  /// @param tower looks at the pictures for all of them
  /// @param channels maps of the tower's first convolution
  FusionRace(
      ColouredThings things, PictureTower tower, int channels, int width, double rate, long seed) {
    this.things = things;
    this.pen = things.subject().pen(false);
    this.runners =
        Arrays.stream(Fusion.Way.values())
            .map(way -> runner(way, tower, channels, width, rate, seed))
            .toList();
    Subject.Pen others = things.subject().pen(true);
    // The same questions for every seed.
    Rng same = Rng.of(0).fork(TESTED);
    this.held = IntStream.range(0, TESTED).mapToObj(i -> question(others, same.fork(i))).toList();
    this.test = asked(held, _ -> Part.BOTH);
    this.update = Step.training(this::learn);
    this.rightOnes =
        Step.inference(
            in ->
                runners.stream()
                    .map(
                        runner ->
                            runner
                                .model()
                                .forward(in[0], in[1])
                                .argMax(1)
                                .eq(in[2])
                                .cast(DType.FLOAT32)
                                .mean())
                    .toArray(Tensor[]::new));
  }

  private Runner runner(
      Fusion.Way way, PictureTower tower, int channels, int width, double rate, long seed) {
    Fusion own =
        Fusion.of(
            way,
            DigitScenes.SIDE,
            channels,
            things.vocabulary(),
            ColouredThings.NOTHING,
            ColouredThings.LENGTH,
            width,
            things.subject().count(),
            Rng.of(seed));
    Fusion model =
        new Fusion(
            tower, own.text(), own.patch(), own.places(), own.together(), own.hidden(), own.out());
    List<Object> learnt =
        way == Fusion.Way.LATE
            ? List.of(own.text(), own.hidden(), own.out())
            : List.of(
                own.text(), own.patch(), own.places(), own.together(), own.hidden(), own.out());
    return new Runner(
        model,
        new LiveNetwork(
            way.name().toLowerCase(Locale.ROOT),
            learnt,
            // Without it, the words of cross-attention soon say the same of every picture.
            Optimizer.of(Params.of(learnt).trainable(), AdamW.of(rate).withWeightDecay(DECAY))
                .schedule(Schedule.constant().warmUp(WARM_UP))
                .clip(Clipping.byGlobalNorm(LARGEST))));
  }

  private Tensor[] learn(Tensor... in) {
    Tensor[] costs = new Tensor[runners.size()];
    for (int i = 0; i < costs.length; i++) {
      Optimizer optimizer = runners.get(i).network().optimizer();
      costs[i] = Losses.crossEntropy().cost(runners.get(i).model().forward(in[0], in[1]), in[2]);
      optimizer.step(costs[i].gradients(optimizer.parameters()));
    }
    return costs;
  }

  List<LiveNetwork> networks() {
    return runners.stream().map(Runner::network).toList();
  }

  List<Fusion> models() {
    return runners.stream().map(Runner::model).toList();
  }

  List<Question> held() {
    return held;
  }

  /// What is there of a question.
  private enum Part {
    BOTH,
    WORD,
    PICTURE
  }

  private interface Missing {
    Part of(int i);
  }

  private Question question(Subject.Pen with, Rng rng) {
    ColouredThings.Scene scene = things.two(with, rng);
    int asked = rng.nextInt(2) == 0 ? scene.left() : scene.right();
    return new Question(scene, ColouredThings.colour(asked), rng.nextInt(2));
  }

  private Asked asked(List<Question> questions, Missing missing) {
    List<ColouredThings.Scene> scenes = new ArrayList<>();
    int[] words = new int[ColouredThings.LENGTH * questions.size()];
    int[] answers = new int[questions.size()];
    for (int i = 0; i < answers.length; i++) {
      Question question = questions.get(i);
      Part part = missing.of(i);
      ColouredThings.Scene scene = question.scene();
      scenes.add(
          part == Part.WORD
              ? new ColouredThings.Scene(
                  new float[scene.values().length], scene.left(), scene.right())
              : scene);
      if (part != Part.PICTURE) {
        words[ColouredThings.LENGTH * i] = things.tokens(question.word())[0];
      }
      answers[i] = question.answer();
    }
    return new Asked(
        ColouredThings.pictures(scenes),
        Tensor.of(words, answers.length, ColouredThings.LENGTH),
        Tensor.of(answers, answers.length));
  }

  /// Lets all three learn from the same new questions.
  ///
  /// @param missing the share of them whose picture is missing, and of those whose word is
  void train(Rng rng, double missing) {
    List<Question> questions =
        IntStream.range(0, BATCH).mapToObj(i -> question(pen, rng.fork(i))).toList();
    Rng luck = rng.fork(BATCH);
    Asked batch =
        asked(
            questions,
            _ -> {
              double draw = luck.nextDouble();
              return draw < missing ? Part.WORD : draw > 1 - missing ? Part.PICTURE : Part.BOTH;
            });
    update.run(rng.fork(BATCH + 1), batch.pictures(), batch.words(), batch.answers());
  }

  /// The share of right answers by way, to questions that were not trained on: with both, without
  /// the picture, without the word.
  double[][] measured() {
    Tensor black = test.pictures().mul(0).compute();
    Tensor nothing = test.words().mul(0).compute();
    double[][] shares = new double[runners.size()][3];
    Tensor[][] inputs = {
      {test.pictures(), test.words()}, {black, test.words()}, {test.pictures(), nothing}
    };
    for (int k = 0; k < inputs.length; k++) {
      Tensor[] right = rightOnes.run(inputs[k][0], inputs[k][1], test.answers());
      for (int i = 0; i < right.length; i++) {
        shares[i][k] = right[i].item();
      }
    }
    return shares;
  }

  /// What the three ways say to a question.
  ///
  /// @param chances by way, the probability of each thing
  /// @param attention by head, where the word looks in cross-attention: `[heads][64]`, row by row;
  ///   empty where there is no word
  record Answers(float[][] chances, float[][] attention) {}

  /// Asks all three.
  Answers answers(Question question, boolean withPicture, boolean withWord) {
    Asked one = asked(List.of(question), _ -> Part.BOTH);
    Tensor picture = withPicture ? one.pictures() : one.pictures().mul(0);
    Tensor word = withWord ? one.words() : one.words().mul(0);
    float[][] chances = new float[runners.size()][];
    float[][] attention = {};
    for (int i = 0; i < chances.length; i++) {
      Fusion model = runners.get(i).model();
      chances[i] = model.forward(picture, word).softmax(1).toFloats();
      if (withWord && model.together() instanceof Fusion.Together.Cross) {
        Tensor looks = model.attention(picture, word).at(0).select(1, 0);
        attention = MatrixRows.of(looks);
      }
    }
    return new Answers(chances, attention);
  }
}
