package dev.cien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a person reads who typed something wrong: one line, what to do, exit code 2.
class WrongInputTest {
  private static final Map<String, String> SPANISH = Map.of("CIEN_LANG", "es");

  @TempDir Path folder;

  private static void usage(Typed typed, String... parts) {
    assertThat(typed.code()).isEqualTo(Exit.USAGE);
    assertThat(typed.out()).isEmpty();
    assertThat(typed.err().lines()).hasSize(1);
    assertThat(typed.err()).startsWith("cien: ").contains(parts);
  }

  @Test
  void aRecipeThatDoesNotExistSuggestsTheNearest() {
    usage(
        Typed.cien("train", "digit"),
        "no recipe called digit",
        "Did you mean digits?",
        "breast-cancer");
    usage(Typed.cien("summary", "qqqqqqqqqqqq"), "Recipes: gates, perceptron, xor");
  }

  @Test
  void anUnknownSettingListsTheValidOnesWithTheirDefaults() {
    usage(
        Typed.cien("train", "iris", "--set", "lr=1"),
        "setting lr does not exist",
        "rate=0.1",
        "hidden=10",
        "epochs=100");
  }

  @Test
  void aValueOfTheWrongKindSaysWhatIsExpected() {
    usage(
        Typed.cien("train", "iris", "--set", "hidden=many"),
        "hidden",
        "expected a whole number from 1 to 1000000000",
        "found many");
    usage(Typed.cien("train", "iris", "--epochs", "0"), "epochs", "from 1", "found 0");
    usage(
        Typed.cien("train", "iris", "--epochs", "ten"),
        "--epochs: expected a whole number, found ten");
    usage(Typed.cien("train", "iris", "--set", "rate"), "--set: expected KEY=VALUE, found rate");
    usage(Typed.cien("train", "iris", "--seed", "1", "--seed", "2"), "--seed", "more than once");
    usage(Typed.cien("doctor", "--lang", "fr"), "--lang: expected en, es, found fr");
    usage(
        Typed.cien(SPANISH, "train", "iris", "--set", "rate=0,1"),
        "se esperaba un número de 0 a 100 con punto decimal, como 0.5, se encontró 0,1");
    usage(Typed.cien("train", "iris", "--threads", "0"), "--threads", "found 0");
  }

  /// Two ways to say one thing: which of them counts is not guessed.
  @Test
  void whatIsSaidTwiceIsRefused() {
    usage(
        Typed.cien("train", "iris", "--set", "epochs=3", "--epochs", "4"),
        "--epochs and --set epochs=… say the same thing: leave one of them out");
    usage(
        Typed.cien(SPANISH, "train", "iris", "--set", "seed=3", "--seed", "4"),
        "--seed y --set seed=… dicen lo mismo: quite uno de los dos");
    for (String command : List.of("train", "summary", "profile")) {
      usage(
          Typed.cien(command, "iris", "--set", "hidden=3", "--set", "hidden=4"),
          "--set hidden is given more than once");
    }
  }

  @Test
  void aFileWhereTheRunFolderShouldBeIsSaid() throws Exception {
    Path file = Files.writeString(folder.resolve("taken"), "");
    for (String recipe : List.of("iris", "dbn")) {
      usage(
          Typed.cien("train", recipe, "--out", file.toString()),
          "--out " + file + ": there is a file of that name; choose another folder");
    }
    usage(
        Typed.cien(SPANISH, "train", "iris", "--out", file.toString()),
        "ya existe un archivo con ese nombre; elija otra carpeta");
  }

  @Test
  void anUnknownOptionOrWordSuggestsTheNearest() {
    usage(
        Typed.cien("train", "iris", "--epoch", "3"),
        "unknown option --epoch",
        "Did you mean --epochs?",
        "cien train --help");
    usage(Typed.cien("trian", "iris"), "unknown word trian. Did you mean train?");
    usage(Typed.cien("train"), "missing: RECIPE");
    usage(Typed.cien(), "A command is missing");
  }

  @Test
  void aFolderWithoutARunIsNoRun() {
    usage(Typed.cien("evaluate", folder.toString()), "is not a run folder");
    usage(Typed.cien("train", "iris", "--resume", folder.toString()), "is not a run folder");
    usage(
        Typed.cien("evaluate", folder.resolve("none").toString()),
        "no such folder",
        "cien train named");
    usage(
        Typed.cien("train", "iris", "--resume", folder.toString(), "--epochs", "3"),
        "leave out --epochs");
  }

  @Test
  void verboseAddsTheStackTrace() {
    Typed typed = Typed.cien("train", "digit", "--verbose");
    assertThat(typed.err()).contains("no recipe called digit", "\tat ");
  }

  @Test
  void errorsSpeakTheLanguageAskedFor() {
    Typed typed = Typed.cien(SPANISH, "train", "digit");
    assertThat(typed.err()).contains("no hay ninguna receta llamada digit", "¿Quiso decir digits?");
    assertThat(Typed.cien("train", "digit", "--lang", "es").err()).contains("¿Quiso decir digits?");
  }

  @Test
  void filesThatDoNotFitAreExplained() throws Exception {
    Path run = folder.resolve("run");
    assertThat(Typed.cien("train", "iris", "--epochs", "1", "--out", run.toString()).code())
        .isZero();
    usage(
        Typed.cien("predict", run.toString(), folder.resolve("absent.csv").toString()),
        "no such file");
    Path csv = Files.writeString(folder.resolve("rows.csv"), "a,b\n1,2\n");
    Typed wrong = Typed.cien("predict", run.toString(), csv.toString());
    assertThat(wrong.code()).isEqualTo(Exit.FAILED);
    assertThat(wrong.err()).contains("expected a CSV file with the columns", "sepal_length");
    Typed again = Typed.cien("train", "iris", "--epochs", "1", "--out", run.toString());
    assertThat(again.code()).isEqualTo(Exit.FAILED);
    assertThat(again.err()).contains("holds a run already");
    usage(Typed.cien("train", "xor", "--resume", run.toString()), "is a run of iris, not of xor");
  }

  private Typed spanishPredict(Path run, String name, String content) throws Exception {
    Path file = Files.writeString(folder.resolve(name), content);
    return Typed.cien(SPANISH, "predict", run.toString(), file.toString());
  }

  private static void failed(Typed typed, String... parts) {
    assertThat(typed.code()).isEqualTo(Exit.FAILED);
    assertThat(typed.out()).isEmpty();
    assertThat(typed.err().lines()).hasSize(1);
    assertThat(typed.err()).startsWith("cien: ").contains(parts);
  }

  @Test
  void rowsThatCannotBeUsedAreOneSentence() throws Exception {
    Path run = folder.resolve("run");
    assertThat(Typed.cien("train", "iris", "--epochs", "1", "--out", run.toString()).code())
        .isZero();
    String names = "sepal_length,sepal_width,petal_length,petal_width\n";
    failed(spanishPredict(run, "a.csv", names), "al menos una fila", "no hay ninguna");
    failed(
        spanishPredict(run, "b.csv", names + "1,2,,4\n"),
        "b.csv:1: se esperaba un número en la columna petal_length, no se encontró nada");
    failed(
        spanishPredict(run, "c.csv", names + "1,2,3\n"),
        "dañado",
        "line 2: expected 4 fields (sepal_length | sepal_width | petal_length | petal_width)",
        "found 3 fields (1 | 2 | 3)");
  }

  @Test
  void aPictureForARecipeOfRowsIsOneSentence() throws Exception {
    Path run = folder.resolve("run");
    assertThat(Typed.cien("train", "iris", "--epochs", "1", "--out", run.toString()).code())
        .isZero();
    Path picture = folder.resolve("flower.png");
    ImageIO.write(new BufferedImage(9, 9, BufferedImage.TYPE_INT_RGB), "png", picture.toFile());
    Typed english = Typed.cien("predict", run.toString(), picture.toString());
    failed(english, "flower.png: expected a CSV file with the columns", "a picture", "in UTF-8");
    assertThat(english.err()).doesNotContain("charset");
    failed(
        Typed.cien(SPANISH, "predict", run.toString(), picture.toString()),
        "flower.png: se esperaba un archivo CSV con las columnas",
        "una imagen");
  }

  @Test
  void aDamagedRunFolderIsOneSentence() throws Exception {
    Path run = folder.resolve("run");
    assertThat(Typed.cien("train", "xor", "--epochs", "1", "--out", run.toString()).code())
        .isZero();
    Path config = run.resolve("config.json");
    Files.writeString(config, "{\n");
    failed(
        Typed.cien("evaluate", run.toString()), "is damaged: it is no JSON from line 2, column 1");
    failed(
        Typed.cien(SPANISH, "train", "xor", "--resume", run.toString()),
        "está dañado: no es JSON a partir de la línea 2, columna 1");
    Files.writeString(config, "{\"recipe\":\"xor\",\"settings\":[1]}");
    failed(Typed.cien("evaluate", run.toString()), "has no list of settings");
    Files.writeString(config, "x".repeat(1 << 21));
    failed(Typed.cien(SPANISH, "evaluate", run.toString()), "es demasiado grande");
    Files.write(config, new byte[] {(byte) 0xff, 0, (byte) 0x80, 0x1b});
    failed(Typed.cien("evaluate", run.toString()), "is no JSON from line 1");
  }
}
