package dev.cien.recipes.generative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cien.data.Digits;
import dev.cien.data.TensorDataset;
import dev.cien.recipes.Evaluation;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Settings;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PicturesTest {
  /// Two classes that anybody can tell apart: light above or light below, with some noise.
  private static TensorDataset halves(int count, long seed) {
    Rng rng = Rng.of(seed);
    float[] values = new float[count * 784];
    for (int i = 0; i < values.length; i++) {
      boolean above = i % 784 < 392;
      boolean first = i / 784 % 2 == 0;
      values[i] = (float) ((above == first ? 0.7 : -0.7) + 0.1 * rng.nextGaussian());
    }
    return TensorDataset.of(
        Tensor.of(values, count, 1, 28, 28),
        Tensor.of(SmallPictures.inTurn(count, 2), count),
        List.of(),
        List.of("above", "below"));
  }

  private final SmallPictures pictures = new SmallPictures(halves(400, 1), halves(200, 2));

  @Test
  void theJudgeLikesRealPicturesAndSeesWhatTheyAreAndAnotherSaysTheSame() {
    Judge judge = Judge.of(pictures);
    judge.phase().run();
    Judge.Score real = judge.real(400);
    assertThat(real.agreement()).isEqualTo(1);
    int[] wrong = new int[400];
    for (int i = 0; i < wrong.length; i++) {
      wrong[i] = (i + 1) % 2;
    }
    Judge.Score exchanged = judge.score(pictures.train().inputs().toFloats(), wrong);
    assertThat(exchanged.agreement()).isZero();
    assertThat(exchanged.frechet()).isCloseTo(real.frechet(), within(1e-9));
    assertThat(judge.pixels(400, Rng.of(3))).isGreaterThan(10 * real.frechet());
    Judge another = Judge.of(pictures);
    another.phase().run();
    assertThat(another.real(400).frechet()).isEqualTo(real.frechet());
  }

  private static Evaluation run(Experiment experiment) {
    experiment.learn();
    return experiment.evaluate();
  }

  /// What `verify --quick` does not run: the gradient of a gradient, and labels that the networks
  /// are not told.
  @Test
  void aPainterThatIsNotToldLabelsRunsToTheEnd() {
    Settings hidden =
        new GanPictures()
            .settings(
                Map.of(
                    "data", "mnist", "epochs", "1", "width", "4", "labels", "hidden", "variant",
                    "wgan-gp"));
    assertThat(run(new GanPicturesExperiment(hidden, pictures)).metrics())
        .containsOnlyKeys("frechet", "frechet_real");
  }

  @Test
  void picturesAreThoseOfTheSetBetweenMinusOneAndOne() {
    Settings settings = new GanPictures().settings(Map.of("data", "mnist", "samples", "200"));
    SmallPictures digits = SmallPictures.of(settings);
    byte[] ink = Digits.load().train().picture(7).values();
    float[] found = digits.train().inputs().toFloats();
    for (int p = 0; p < ink.length; p++) {
      assertThat((double) found[7 * ink.length + p])
          .isCloseTo(Byte.toUnsignedInt(ink[p]) / 127.5 - 1, within(1e-6));
    }
    assertThat(digits.test().size()).isEqualTo(2000);
  }

  /// Pictures in colour, another size, and words in the place of classes.
  @Test
  void wordsAreAskedForOnlyWithGuidance() {
    TensorDataset colours =
        TensorDataset.of(
            Tensor.randn(Rng.of(1), 40, 3, 12, 12).clamp(-1, 1).compute(),
            Tensor.of(SmallPictures.inTurn(40, 2), 40),
            List.of(),
            List.of("one", "other"));
    SmallPictures some = new SmallPictures(colours, colours);
    Settings settings =
        new EmojiDiffusion().settings(Map.of("width", "4", "steps", "25", "jumps", "2"));
    DiffusionPainter painter = DiffusionPainter.of(settings, some, 6);
    // A network that has learnt nothing finds nothing.
    painter.network().out().weight().assign(Tensor.randn(Rng.of(2), 3, 4, 3, 3));
    float[] first = painted(painter, 1, 4, 6);
    assertThat(first).hasSize(3 * 12 * 12);
    assertThat(painted(painter, 1, 5, 6)).isNotEqualTo(first);
    assertThat(painted(painter, 0, 4, 6)).isEqualTo(painted(painter, 0, 5, 0));
    assertThat(painted(painter, 1, 6, 6)).isEqualTo(painted(painter, 0, 4, 6));
    assertThat(some.picture(first, 0).channels()).isEqualTo(3);

    Judge judge = Judge.of(some, 1);
    judge.phase().run();
    assertThat(judge.score(some.train().inputs().toFloats(), SmallPictures.inTurn(40, 2)))
        .satisfies(score -> assertThat(score.agreement()).isBetween(0.0, 1.0))
        .satisfies(score -> assertThat(score.frechet()).isCloseTo(0, within(1e-3)));
  }

  private static float[] painted(DiffusionPainter painter, double guidance, int... words) {
    return painter.paint(Tensor.of(words, 1, words.length), painter.sampler(), guidance);
  }
}
