package dev.cien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.io.Images;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Answers that are pictures.
class PredictPictureTest {
  @TempDir Path folder;

  @Test
  void aPictureIsWrittenWhereTheCommandSays() throws Exception {
    Path run = folder.resolve("run");
    Typed trained =
        Typed.cien(
            "train",
            "superres",
            "--epochs",
            "1",
            "--set",
            "data=digits",
            "--set",
            "samples=100",
            "--set",
            "tested=10",
            "--set",
            "width=1",
            "--out",
            run.toString());
    assertThat(trained.code()).as(trained.err()).isZero();
    Path picture = folder.resolve("mi foto; ñandú.png");
    Images.writePng(picture, Tensor.rand(Rng.of(1), 1, 5, 7));

    Typed said = Typed.cien("predict", run.toString(), picture.toString());
    assertThat(said.code()).as(said.err()).isZero();
    Path made = run.resolve("predictions").resolve("mi-foto-ñandú.png");
    assertThat(said.lines()).containsExactly(picture + ": 14 × 10 → " + made);
    assertThat(Images.read(made).shape().dims()).containsExactly(3, 10, 14);

    Path elsewhere = folder.resolve("a/b");
    JsonNode json =
        JsonMapper.shared()
            .readTree(
                Typed.cien(
                        "predict",
                        run.toString(),
                        picture.toString(),
                        "--json",
                        "--out",
                        elsewhere.toString())
                    .lines()
                    .getFirst());
    assertThat(json.get("answer").asString()).isEqualTo("14 × 10");
    assertThat(json.get("picture").asString())
        .isEqualTo(elsewhere.resolve("mi-foto-ñandú.png").toString());
    assertThat(elsewhere.resolve("mi-foto-ñandú.png")).hasSameBinaryContentAs(made);
  }

  @Test
  void severalFilesMayBeTakenTogether() throws Exception {
    Path run = folder.resolve("run");
    Typed trained =
        Typed.cien(
            "train",
            "assistant",
            "--epochs",
            "1",
            "--set",
            "shown=digits",
            "--set",
            "sentences=100",
            "--set",
            "digits=100",
            "--set",
            "tested=10",
            "--out",
            run.toString());
    assertThat(trained.code()).as(trained.err()).isZero();
    Path picture = folder.resolve("one.png");
    Images.writePng(picture, Tensor.zeros(1, 28, 28).add(Tensor.eye(28)));
    Path asked = Files.writeString(folder.resolve("asked.txt"), "Which number is this?\n");
    Typed said = Typed.cien("predict", run.toString(), picture.toString(), asked.toString());
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.lines()).hasSize(1).first().asString().startsWith("Which number is this?: ");
    Typed alone = Typed.cien("predict", run.toString(), picture.toString(), "--lang", "es");
    assertThat(alone.code()).isNotZero();
    assertThat(alone.err()).contains("solo hay imágenes");
  }
}
