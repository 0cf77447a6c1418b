package dev.cien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.recipes.Recipe;
import dev.cien.recipes.catalog.Recipes;
import dev.cien.train.TrainEvent;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a person sees while a network trains, at several widths and in both languages.
class ProgressTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private Terminal terminal(Language language, boolean interactive, int columns) {
    return new Terminal(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        Messages.of(language),
        interactive,
        columns);
  }

  private static Map<String, Double> measures(double loss, double accuracy) {
    Map<String, Double> measures = new LinkedHashMap<>();
    measures.put("loss", loss);
    measures.put("accuracy", accuracy);
    return measures;
  }

  private static TrainEvent.Stepped step(int stepInEpoch) {
    return step(stepInEpoch, 3725);
  }

  private static TrainEvent.Stepped step(int stepInEpoch, double secondsLeft) {
    return new TrainEvent.Stepped(
        2, 422 + stepInEpoch, stepInEpoch, measures(0.28731, 0.90625), 1e-3, 1234.4, secondsLeft);
  }

  private static TrainEvent.Started started(int epochs, int steps) {
    return new TrainEvent.Started(epochs, steps, 5400, 1234, 0, Optional.empty());
  }

  /// A bar that has shown its first step.
  private static Bar bar(Terminal terminal, int epochs, int steps) {
    Bar bar = new Bar(terminal, started(epochs, steps));
    bar.at(step(1));
    return bar;
  }

  @Test
  void aWideTerminalShowsEverything() {
    Bar bar = bar(terminal(Language.EN, true, 120), 3, 422);
    assertThat(bar.at(step(211)))
        .isEqualTo(
            "Epoch 2/3 ████████░░░░░░░░░  211/422  loss 0.287  accuracy 90.6 %"
                + "  1,234 samples/s  1:02:05 left");
    assertThat(bar.at(step(422))).contains("█".repeat(17) + "  422/422");
    assertThat(bar.waiting(1)).isEqualTo("Epoch 1/3 " + "░".repeat(17) + "  compiling …");
  }

  @Test
  void eightyColumnsShowAllFiguresInFewerWords() {
    Bar bar = bar(terminal(Language.ES, true, 80), 3, 422);
    assertThat(bar.at(step(211, 42)))
        .isEqualTo(
            "Época 2/3 █████░░░░░░  211/422  pérdida 0,287  exactitud 90,6 %  1.234/s  0:42");
  }

  @ParameterizedTest
  @ValueSource(ints = {30, 40, 60, 79, 80, 81, 100, 120, 200})
  void noLineIsAsWideAsTheTerminal(int columns) {
    for (Language language : Language.values()) {
      Bar bar = bar(terminal(language, true, columns), 100, 4220);
      assertThat(bar.at(step(17)).length()).as(language.code()).isLessThan(columns);
      assertThat(bar.waiting(100).length()).as(language.code()).isLessThan(columns);
    }
  }

  @Test
  void theFirstStepSaysNothingOfSpeed() {
    assertThat(new Bar(terminal(Language.EN, true, 120), started(3, 422)).at(step(1)))
        .endsWith("  1/422  loss 0.287  accuracy 90.6 %");
  }

  @Test
  void timesReadLikeAClock() {
    assertThat(Bar.time(0.4)).isEqualTo("0:00");
    assertThat(Bar.time(42)).isEqualTo("0:42");
    assertThat(Bar.time(3599.6)).isEqualTo("1:00:00");
    assertThat(Bar.time(Double.POSITIVE_INFINITY)).isEmpty();
    assertThat(Bar.time(Double.NaN)).isEmpty();
  }

  private void train(Terminal terminal) {
    Recipe recipe = Recipes.find("iris").orElseThrow();
    try (Progress progress =
        new Progress(terminal, recipe.card().title(), recipe.settings(Map.of()))) {
      progress.accept(started(10, 422));
      progress.accept(step(17));
      progress.accept(
          new TrainEvent.EpochEnded(
              1, 422, measures(0.5, 0.75), Map.of("accuracy", 0.8, "loss", 0.4), true, 1.5));
      progress.accept(new TrainEvent.EpochEnded(10, 4220, measures(0.1, 1), Map.of(), true, 1234));
      progress.accept(new TrainEvent.Finished(4220, Map.of(), 1234));
    }
  }

  @Test
  void epochsAreRowsOfATable() {
    train(terminal(Language.EN, false, 80));
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(out.toString(StandardCharsets.UTF_8).lines().skip(3))
        .containsExactly(
            "                         training            validation",
            "                  loss   accuracy       loss   accuracy       time",
            " Epoch 1/10     0.5000    75.00 %     0.4000    80.00 %      1.5 s",
            "Epoch 10/10     0.1000   100.00 %   1234.0 s",
            "Training steps: 4,220, in 1234.0 s");
  }

  @Test
  void theBarIsGoneBeforeARowIsWritten() {
    train(terminal(Language.EN, true, 80));
    String drawn = err.toString(StandardCharsets.UTF_8);
    assertThat(drawn).startsWith("\rEpoch 1/10 ").containsPattern("\r {40,79}\r$");
    assertThat(drawn).doesNotContain("\n", "\u001b");
  }

  @Test
  void theTerminalsWidthIsTheSecondNumberOfItsAnswer() {
    assertThat(Main.columns("24 80\n")).isEqualTo(80);
    assertThat(Main.columns("Estado para dispositivo CON:\n----\n Líneas: 30\n Columnas: 120\n"))
        .isEqualTo(120);
    assertThat(Main.columns("0 0\n")).isEqualTo(Terminal.DEFAULT_COLUMNS);
    assertThat(Main.columns("no terminal")).isEqualTo(Terminal.DEFAULT_COLUMNS);
  }
}
