package dev.cien.recipes.multimodal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cien.nn.Linear;
import dev.cien.recipes.InputException;
import dev.cien.recipes.live.LiveState;
import dev.cien.tensor.DType;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import dev.cien.zoo.Fusion;
import dev.cien.zoo.PictureTower;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Pictures and words that are watched: what is drawn, what is asked, and that training learns and
/// goes on with the same bits.
class LiveMultimodalTest {
  private static LiveMultimodal trained(int steps, String... settings) {
    LiveMultimodal live = new LiveMultimodal(map(settings));
    for (int i = 0; i < steps; i++) {
      live.train();
    }
    return live;
  }

  private static Map<String, String> map(String... pairs) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }

  private static LiveMultimodal.Space space(LiveMultimodal live, String text) {
    return (LiveMultimodal.Space) live.ask(map("what", "space", "text", text, "picture", "5"));
  }

  private static LiveMultimodal.Scene scene(LiveMultimodal live, String... more) {
    Map<String, String> question = map(more);
    question.put("what", "scene");
    return (LiveMultimodal.Scene) live.ask(question);
  }

  @Test
  void aSceneHasTwoThingsInTwoColoursAndEachIsPaintedInItsHalf() {
    for (Subject subject : Subject.values()) {
      ColouredThings things = ColouredThings.of(subject);
      Subject.Pen pen = subject.pen(true);
      for (int i = 0; i < 50; i++) {
        ColouredThings.Scene scene = things.two(pen, Rng.of(3).fork(i));
        int left = scene.left();
        int right = scene.right();
        assertThat(ColouredThings.thing(left)).isNotEqualTo(ColouredThings.thing(right));
        assertThat(ColouredThings.colour(left)).isNotEqualTo(ColouredThings.colour(right));
        assertThat(shade(scene.values(), 0)).isEqualTo(ColouredThings.colour(left));
        assertThat(shade(scene.values(), 16)).isEqualTo(ColouredThings.colour(right));
      }
    }
  }

  /// The colour of a half of a picture, from the sums of its red, green and blue.
  private static int shade(float[] values, int from) {
    double[] sums = new double[3];
    for (int i = 0; i < values.length; i++) {
      sums[i / 1024] += i % 32 >= from && i % 32 < from + 16 ? values[i] : 0;
    }
    return sums[2] > 0 ? 2 : sums[0] > 0 && sums[1] > 0 ? 3 : sums[0] > 0 ? 0 : 1;
  }

  @Test
  void wordsAreReadInBothLanguagesWithAndWithoutAccents() {
    ColouredThings things = ColouredThings.of(Subject.SHAPES);
    assertThat(things.phrases()).hasSize(48).contains("triángulo amarillo", "yellow triangle");
    assertThat(things.tokens(" TRIANGULO Amarillo"))
        .isEqualTo(things.tokens("triángulo amarillo"))
        .isNotEqualTo(things.tokens("yellow triangle"));
    assertThat(things.tokens("azul")[1]).isEqualTo(ColouredThings.NOTHING);
    for (String text : new String[] {"", "un círculo rojo", "elefante", "círculo 🐘"}) {
      assertThatThrownBy(() -> things.tokens(text)).isInstanceOf(InputException.class);
    }
  }

  @Test
  void whatIsShownIsLearnt() {
    LiveMultimodal live = trained(50);
    LiveMultimodal.Frame frame = live.frame();
    assertThat(frame.cost()).isLessThan(0.9 * Math.log(20));
    double chance = 1.0 / 24;
    assertThat(frame.space()[0]).isGreaterThan(2 * chance);
    assertThat(frame.space()[1]).isGreaterThan(2 * chance);
    assertThat(frame.track().getFirst()).containsExactly(1, 25, 50);
  }

  /// What a relu that has died says is the same for every question, and so is the answer in the
  /// end.
  @Test
  void unitsOfTheThreeWaysLiveOnUntilTheTowerSeesSomething() {
    ColouredThings things = ColouredThings.of(Subject.SHAPES);
    PictureTower blind = PictureTower.of(8, 32, Rng.of(1));
    FusionRace race = new FusionRace(things, blind, 8, 32, 0.003, 1);
    for (int i = 0; i < 50; i++) {
      race.train(Rng.of(2).fork(i), 0.2);
    }
    List<String> texts = race.held().stream().map(FusionRace.Question::word).toList();
    Tensor words = things.tokens(texts);
    Tensor pictures =
        ColouredThings.pictures(race.held().stream().map(FusionRace.Question::scene).toList());
    for (Fusion way : race.models()) {
      Tensor alive = features(way).forward(pictures, words).max(0).gt(0);
      assertThat(alive.cast(DType.FLOAT32).mean().item()).isGreaterThan(0.75);
    }
  }

  /// The same network up to its features.
  private static Fusion features(Fusion way) {
    int width = way.out().in();
    return new Fusion(
        way.picture(),
        way.text(),
        way.patch(),
        way.places(),
        way.together(),
        way.hidden(),
        new Linear(Variable.of("weight", Tensor.eye(width)), Optional.empty()));
  }

  @Test
  void itGoesOnWithTheSameBitsAndSharesAddUp() {
    LiveMultimodal whole = trained(5, "missing", "0.2");
    LiveMultimodal taken = new LiveMultimodal(map("missing", "0.2"));
    taken.restore(LiveState.read(LiveState.text(whole.state())));
    for (int i = 0; i < 3; i++) {
      whole.train();
      taken.train();
    }
    LiveMultimodal.Space here = space(whole, "green circle");
    assertThat(space(taken, "green circle").foundCosines()).isEqualTo(here.foundCosines());
    assertThat(here.cosines()).hasDimensions(24, 24);
    for (int n = 0; n < here.named().length - 1; n++) {
      double ratio = here.namedShares()[n + 1] / here.namedShares()[n];
      double apart = here.namedCosines()[n + 1] - here.namedCosines()[n];
      assertThat(ratio).isCloseTo(Math.exp(here.scale() * apart), within(1e-6));
    }
    LiveMultimodal.Scene scene = scene(whole, "scene", "3");
    assertThat(scene.answers().chances())
        .isDeepEqualTo(scene(taken, "scene", "3").answers().chances())
        .hasDimensions(3, 6);
    assertThat(scene.answer()).isIn(scene.left() / 4, scene.right() / 4);
    for (float[] head : scene.answers().attention()) {
      double sum = 0;
      for (float weight : head) {
        sum += weight;
      }
      assertThat(head).hasSize(64);
      assertThat(sum).isCloseTo(1, within(1e-5));
    }
    LiveMultimodal.Scene unread = scene(whole, "scene", "3", "read", "false");
    assertThat(unread.answers().attention()).isEmpty();
    assertThat(unread.answers().chances()[0]).isNotEqualTo(scene.answers().chances()[0]);
    assertThatThrownBy(() -> whole.ask(map("what", "scene", "scene", "160")))
        .isInstanceOf(InputException.class);
    assertThatThrownBy(() -> whole.tune("data", "digits")).isInstanceOf(InputException.class);
  }
}
