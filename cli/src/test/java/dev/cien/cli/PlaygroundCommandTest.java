package dev.cien.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PlaygroundCommandTest {
  private static final String LINK = "networkShape=1&seed=0.87931";

  @Test
  void tellsTheLossesOfEachEpochInFull() throws Exception {
    Typed typed = Typed.cien("playground", "--hash", LINK, "--epochs", "10", "--json");
    assertThat(typed.code()).isZero();
    List<JsonNode> lines = typed.out().lines().map(JsonMapper.shared()::readTree).toList();
    assertThat(lines).hasSize(11);
    assertThat(lines.getFirst().path("epoch").asInt()).isZero();
    assertThat(lines.getFirst().path("trainLoss").asDouble()).isCloseTo(0.499968, within(1e-6));
    assertThat(lines.getLast().path("testLoss").asDouble()).isCloseTo(0.491010, within(1e-6));
    assertThat(typed.out()).startsWith("{\"epoch\":0,\"trainLoss\":0.49996");
  }

  @Test
  void withoutASeedOneIsDrawnAndShown() throws Exception {
    Typed typed = Typed.cien("playground", "--epochs", "1");
    assertThat(typed.code()).isZero();
    assertThat(typed.out()).containsPattern("seed=0\\.\\d{5}&");
  }

  @Test
  void takesTheKeysThatGoFurther() throws Exception {
    Typed typed =
        Typed.cien(
            "playground",
            "--hash",
            "problem=multiclass&classes=4&optimizer=adam&learningRate=0.01&schedule=cosine"
                + "&dropout=0.1&batchNorm=true&seed=0.5",
            "--epochs",
            "20",
            "--json");
    assertThat(typed.code()).isZero();
    List<JsonNode> lines = typed.out().lines().map(JsonMapper.shared()::readTree).toList();
    assertThat(lines.getLast().path("epoch").asInt()).isEqualTo(20);
    assertThat(lines.getLast().path("testLoss").asDouble())
        .isLessThan(lines.getFirst().path("testLoss").asDouble() / 2);
  }

  @Test
  void aBadLinkIsOneSentence() throws Exception {
    Typed typed = Typed.cien("playground", "--hash", "networkShape=0");
    assertThat(typed.code()).isEqualTo(Exit.USAGE);
    assertThat(typed.out()).isEmpty();
    assertThat(typed.err()).contains("networkShape: expected at most 32 whole numbers");
  }
}
