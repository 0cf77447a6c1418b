package dev.cien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.data.DataUnavailableException;
import dev.cien.io.FileFormatException;
import dev.cien.recipes.InputException;
import dev.cien.recipes.Text;
import dev.cien.tensor.TensorException;
import dev.cien.train.TrainEvent;
import dev.cien.train.TrainException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Errors in the learner's language: a sentence of ours before what the library says.
class ReasonsTest {
  @TempDir Path folder;

  private static String text(Language language, Throwable e) {
    return Reasons.of(new Terminal(System.out, System.err, Messages.of(language), false, 80), e);
  }

  @ParameterizedTest
  @EnumSource(TrainException.Reason.class)
  void everyReasonToStopTrainingHasASpanishSentence(TrainException.Reason reason) {
    var e = new TrainException(reason, "train: the library's words", null);
    assertThat(text(Language.EN, e)).isEqualTo("train: the library's words");
    assertThat(text(Language.ES, e))
        .endsWith(" Detalle: train: the library's words")
        .hasSizeGreaterThan(60);
  }

  @ParameterizedTest
  @EnumSource(TrainEvent.Warning.class)
  void everyWarningHasASpanishSentence(TrainEvent.Warning about) {
    var warned = new TrainEvent.Warned(about, "the library's\nwords");
    var spanish = new Terminal(System.out, System.err, Messages.of(Language.ES), false, 80);
    assertThat(Reasons.of(spanish, warned)).endsWith(" Detalle: the library's words");
  }

  @Test
  void exceptionsOfTheLibrariesHaveASpanishSentence() {
    for (Throwable e :
        List.of(
            new DataUnavailableException("words"),
            new FileFormatException("file", "words"),
            new TensorException("words"),
            new UncheckedIOException("words", new IOException("words")))) {
      assertThat(text(Language.EN, e)).as(e.getClass().getName()).contains("words");
      assertThat(text(Language.ES, e)).as(e.getClass().getName()).contains("Detalle: ");
    }
  }

  @Test
  void filesSayWhichAndWhy() {
    assertThat(text(Language.ES, new UncheckedIOException(new NoSuchFileException("a.png"))))
        .isEqualTo("no existe el archivo: a.png");
    assertThat(text(Language.ES, new AccessDeniedException("a.png")))
        .isEqualTo("sin permiso para a.png");
    assertThat(text(Language.EN, new FileSystemException("a.png", null, "No space left")))
        .isEqualTo("cannot read or write a.png: No space left");
  }

  @Test
  void aLackOfMemoryIsFoundWhereverItIsWrapped() {
    assertThat(text(Language.ES, new IllegalStateException(new OutOfMemoryError("heap"))))
        .startsWith("sin memoria: el montón está limitado a");
  }

  @Test
  void whatAPersonChoseIsExplainedInBothLanguages() {
    var e = new InputException(new Text("wrong", "mal"));
    assertThat(text(Language.EN, e)).isEqualTo("wrong");
    assertThat(text(Language.ES, e)).isEqualTo("mal");
  }

  @Test
  void aFaultOfTheProgramShowsItsClass() {
    assertThat(text(Language.ES, new NullPointerException("x")))
        .contains("NullPointerException", "un fallo del programa");
  }

  /// Whatever the bytes of a damaged file do to a terminal, they do not do it through a message.
  @Test
  void controlCharactersAreNotPrinted() throws IOException {
    Path run = folder.resolve("run");
    assertThat(Typed.cien("train", "iris", "--epochs", "1", "--out", run.toString()).code())
        .isZero();
    Path csv =
        Files.writeString(
            folder.resolve("nul.csv"),
            "sepal_length,sepal_width,petal_length,petal_width\n5.1,3\u0000\u001b[2J,1.4,0.2\n");
    Typed typed = Typed.cien(Map.of("CIEN_LANG", "es"), "predict", run.toString(), csv.toString());
    assertThat(typed.code()).isEqualTo(Exit.FAILED);
    assertThat(typed.err())
        .contains("se esperaba un número en la columna sepal_width")
        .doesNotContain("\u0000", "\u001b");
  }
}
