package dev.cien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.recipes.Prediction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Questions in a text file, a line each.
class PredictTextTest {
  private static final Map<String, String> SPANISH = Map.of("CIEN_LANG", "es");

  @TempDir Path folder;

  private String trained() {
    Path run = folder.resolve("run");
    Typed trained =
        Typed.cien(
            "train",
            "seq2seq",
            "--epochs",
            "1",
            "--set",
            "steps=1",
            "--set",
            "hidden=4",
            "--out",
            run.toString());
    assertThat(trained.code()).as(trained.err()).isZero();
    return run.toString();
  }

  private static void failed(Typed typed, int code, String... parts) {
    assertThat(typed.code()).isEqualTo(code);
    assertThat(typed.out()).isEmpty();
    assertThat(typed.err().lines()).hasSize(1);
    assertThat(typed.err()).startsWith("cien: ").contains(parts);
  }

  @Test
  void everyLineHasAnAnswerAndWrongOnesAreExplained() throws Exception {
    String run = trained();
    String date = "primero de enero de dos mil";
    Path file = Files.writeString(folder.resolve("dates.txt"), date + "\n\n" + date + "\n");
    Typed said = Typed.cien("predict", run, file.toString());
    assertThat(said.lines()).hasSize(2).allMatch(line -> line.startsWith(date + ": "));
    JsonNode json =
        JsonMapper.shared()
            .readTree(Typed.cien("predict", run, file.toString(), "--json").lines().getFirst());
    assertThat(json.get("of").asString()).isEqualTo(date);
    assertThat(said.lines().getFirst()).endsWith(": " + json.get("answer").asString());
    assertThat(json.get("probabilities").isEmpty()).isTrue();

    Path wrong = Files.writeString(folder.resolve("wrong.txt"), "\nel 3 de mayo\n");
    failed(
        Typed.cien("predict", run, wrong.toString()),
        Exit.FAILED,
        "wrong.txt:2: expected Spanish words of a date",
        "found el, 3");
    Path binary = Files.write(folder.resolve("a.png"), new byte[] {(byte) 0x89, 'P', 0x1b});
    failed(
        Typed.cien(SPANISH, "predict", run, binary.toString()),
        Exit.FAILED,
        "se esperaba un archivo de texto con una pregunta por línea");
    failed(
        Typed.cien(SPANISH, "predict", run, folder.toString()),
        Exit.USAGE,
        "se esperaba un archivo, pero es una carpeta");
  }

  @Test
  void textsOfSeveralLinesAreIndentedAndHaveNoControlCharacters() {
    var terminal = new Terminal(System.out, System.err, Messages.of(Language.ES), false, 100);
    assertThat(
            PredictCommand.shown(
                terminal, new Prediction("Y dijo", " Dios\nY fue\u001b[2J", Map.of())))
        .isEqualTo("Y dijo:  Dios\n  Y fue\uFFFD[2J");
    Map<String, Double> groups = new LinkedHashMap<>();
    groups.put("Food & Drink", 0.75);
    groups.put("pan", 0.25);
    assertThat(PredictCommand.shown(terminal, new Prediction("pan", "Food & Drink", groups)))
        .isEqualTo("pan: comida y bebida  (comida y bebida 75,0 % · pan 25,0 %)");
  }
}
