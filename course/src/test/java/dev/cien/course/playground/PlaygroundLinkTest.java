package dev.cien.course.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaygroundLinkTest {
  private static PlaygroundLink parse(String link) {
    return PlaygroundLink.parse(link, "0.12345");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "#", "https://playground.tensorflow.org/", "&&=&"})
  void withoutKeysAllIsAsUsual(String link) {
    PlaygroundLink usual = parse(link);
    assertThat(usual.activation()).isEqualTo(Activation.TANH);
    assertThat(usual.regularization()).isEqualTo(Regularization.NONE);
    assertThat(usual.batchSize()).isEqualTo(10);
    assertThat(usual.data()).isEqualTo(PlaneData.CIRCLE);
    assertThat(usual.networkShape()).containsExactly(4, 2);
    assertThat(usual.features()).containsExactly(Feature.X, Feature.Y);
    assertThat(usual.learningRate()).isEqualTo(0.03);
    assertThat(usual.percTrainData()).isEqualTo(50);
    assertThat(usual.seed()).isEqualTo("0.12345");
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    PlaygroundLink link =
        parse(
            "activation=relu&regularization=L2&batchSize=7&dataset=spiral&regDataset=reg-gauss"
                + "&learningRate=0.1&regularizationRate=0.001&noise=25&networkShape=8,8,1"
                + "&seed=0.5&percTrainData=80&x=false&sinX=true&problem=regression&initZero=true"
                + "&showTestData=true&cosX=true&tutorial=one&step_hide=true&new=1");
    assertThat(link.networkShape()).isEqualTo(List.of(8, 8, 1));
    assertThat(link.data()).isEqualTo(PlaneData.REG_GAUSS);
    assertThat(link.features()).isEqualTo(Set.of(Feature.Y, Feature.SIN_X));
    assertThat(link.hidden()).isEqualTo(Set.of("step"));
    assertThat(link.others())
        .containsEntry("showTestData", "true")
        .containsEntry("cosX", "true")
        .containsEntry("tutorial", "one")
        .containsEntry("new", "1");
    assertThat(parse(link.text())).isEqualTo(link);
  }

  @Test
  void valuesThatAreNoChoiceKeepTheUsualOne() {
    PlaygroundLink link =
        parse("activation=swish&dataset=reg-plane&regularization=none&problem=other&x=nonsense");
    assertThat(link.activation()).isEqualTo(Activation.TANH);
    assertThat(link.dataset()).isEqualTo(PlaneData.CIRCLE);
    assertThat(link.regularization()).isEqualTo(Regularization.NONE);
    assertThat(link.regression()).isFalse();
    assertThat(link.features()).contains(Feature.X);
  }

  @ParameterizedTest
  @CsvSource({"80, 80", "81, 50", "-3, 0", "50, 50", "65, 65"})
  void noiseIsHeldWithinBounds(String asked, double noise) {
    assertThat(parse("noise=" + asked).noise()).isEqualTo(noise);
  }

  @Test
  void anEmptyShapeIsNoHiddenLayer() {
    assertThat(parse("networkShape=").networkShape()).isEmpty();
    assertThat(parse("networkShape=4%2C2%2c1").networkShape()).containsExactly(4, 2, 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "networkShape=0",
        "networkShape=4,",
        "networkShape=9999999999",
        "networkShape=-1",
        "networkShape=1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1",
        "batchSize=0",
        "batchSize=2.5",
        "batchSize=1e99",
        "learningRate=fast",
        "noise=NaN",
        "percTrainData=101"
      })
  void whatCannotBeUsedIsOneSentence(String link) {
    assertThatThrownBy(() -> parse(link))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("playground: " + link.substring(0, link.indexOf('=')))
        .hasMessageContaining("expected")
        .hasMessageContaining("found");
  }

  @Test
  void aLinkHasABound() {
    assertThatThrownBy(() -> parse("x=" + "1".repeat(10_000)))
        .hasMessageContaining("at most 8192 characters");
  }
}
