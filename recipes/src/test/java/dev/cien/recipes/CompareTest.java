package dev.cien.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cien.recipes.catalog.Recipes;
import dev.cien.recipes.compare.Claim;
import dev.cien.recipes.compare.Claims;
import dev.cien.recipes.compare.Comparison;
import dev.cien.recipes.compare.ComparisonReport;
import dev.cien.recipes.compare.Side;
import dev.cien.recipes.compare.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareTest {
  private static final Text TEXT = new Text("en", "es");
  private static final List<Long> SEEDS = List.of(1L, 2L, 3L);

  @TempDir Path folder;
  private final AtomicInteger measured = new AtomicInteger();

  private Side side(String name, double... values) {
    return new Side(
        new Text(name, name),
        (seed, _) -> {
          measured.incrementAndGet();
          return new Side.Measured(values[(int) seed - 1], 10, 0.5);
        });
  }

  private static Claim claim(boolean higher, Side... sides) {
    return new Claim("C9s", TEXT, TEXT, TEXT, TEXT, higher, List.of(sides));
  }

  private Verdict verdict(Claim claim) {
    return new Comparison(folder, SEEDS, false).measure(claim, p -> {}, () -> false);
  }

  @Test
  void aClaimHoldsOnlyIfItsLeadIsMoreThanTheSpread() {
    assertThat(verdict(claim(true, side("a", 0.9, 0.91, 0.92), side("b", 0.5, 0.6, 0.4))).outcome())
        .isEqualTo(Verdict.Outcome.HOLDS);
    assertThat(verdict(claim(true, side("c", 0.9, 0.5, 0.7), side("d", 0.8, 0.4, 0.6))).outcome())
        .isEqualTo(Verdict.Outcome.UNCLEAR);
    assertThat(verdict(claim(false, side("e", 2, 2, 2), side("f", 1, 1, 1))).outcome())
        .isEqualTo(Verdict.Outcome.FAILS);
    assertThat(verdict(claim(true, side("g", 1, 1, 1), side("h", 1, 1, 1))).outcome())
        .isEqualTo(Verdict.Outcome.FAILS);
  }

  @Test
  void theSpreadIsThatOfASample() {
    Verdict.Result result =
        verdict(claim(true, side("a", 1, 2, 4), side("b", 0, 0, 0))).results().getFirst();
    assertThat(result.mean()).isCloseTo(7 / 3.0, within(1e-12));
    assertThat(result.deviation()).isCloseTo(Math.sqrt(7 / 3.0), within(1e-12));
  }

  @Test
  void whatWasMeasuredIsNotMeasuredAgain() throws IOException {
    Claim claim = claim(true, side("a", 1, 1, 1), side("b", 0, 0, 0));
    Verdict stopped =
        new Comparison(folder, SEEDS, false).measure(claim, p -> {}, () -> measured.get() == 2);
    assertThat(stopped.results().getFirst().measured()).hasSize(2);
    Path figures = folder.resolve("figures.jsonl");
    // A line that a kill cut off.
    Files.writeString(figures, Files.readString(figures) + "{\"claim\":\"C9s\",\"si");
    assertThat(verdict(claim).results()).allMatch(result -> result.measured().size() == 3);
    assertThat(measured).hasValue(6);
    verdict(claim);
    assertThat(measured).hasValue(6);
  }

  @Test
  void theTableIsInTheReadersLanguage() throws IOException {
    Claim claim =
        new Claim(
            "C1s",
            new Text("network", "red"),
            new Text("It wins.", "Gana."),
            new Text("data", "datos"),
            new Text("accuracy", "exactitud"),
            true,
            List.of(side("a", 81_250, 81_250, 81_250), side("b", 0.9, 0.9, 0.9)));
    Path page =
        ComparisonReport.write(folder, List.of(verdict(claim)), Locale.forLanguageTag("es"));
    assertThat(Files.readString(folder.resolve("comparison.md")))
        .contains(
            "| fila | técnica | afirmación | resultado |",
            "| C1s | red | Gana. | se cumple |",
            "## C1s. Gana. → se cumple.",
            "| quién | exactitud, media ± desviación | parámetros | segundos |",
            "| a | 81.250 ± 0 | 10 |",
            "| b | 0,9 ± 0 | 10 |");
    assertThat(Files.readString(page)).contains("gallery/C1s.svg", "C1s. Gana. → se cumple.");
  }

  @Test
  void oneSideIsNoComparison() {
    assertThatThrownBy(() -> claim(true, side("a", 1, 1, 1)))
        .hasMessage("claim C9s: expected two sides or more, found 1.");
  }

  @Test
  void aRecipesFigureIsMeasuredWithTheSeed() {
    Side side = Side.recipe(TEXT, "xor", "accuracy", Map.of("epochs", "60"));
    assertThat(side.measure().of(1, true).value()).isBetween(0.5, 1.0);
    assertThat(side.measure().of(1, true).parameters()).isEqualTo(42);
  }

  /// The judge of painted pictures learns before anything is judged, a baseline too.
  @Test
  void aBaselineIsMeasuredAfterWhatIsTrainedBefore() {
    Map<String, String> set = Map.of("samples", "200");
    Side side = Side.baseline(TEXT, "dcgan", "pixels", set);
    var recipe = Recipes.find("dcgan").orElseThrow();
    Map<String, String> values = new HashMap<>(recipe.quick());
    values.putAll(set);
    values.put("seed", "3");
    Experiment experiment = recipe.prepare(recipe.settings(values));
    experiment.before().forEach(Phase::run);
    double taught = experiment.baselines().getFirst().measure().getAsDouble();
    assertThat(side.measure().of(3, true).value()).isEqualTo(taught);
  }

  @Test
  void aTrainingIsSharedByItsFigures() {
    List<Side> sides =
        Side.figures(
            "xor",
            Map.of("epochs", "60"),
            List.of(new Side.Figure(TEXT, "loss"), new Side.Figure(TEXT, "accuracy")));
    Side.Measured loss = sides.getFirst().measure().of(1, true);
    Side.Measured accuracy = sides.getLast().measure().of(1, true);
    assertThat(accuracy.seconds()).isEqualTo(loss.seconds());
    assertThat(accuracy.value()).isNotEqualTo(loss.value());
  }

  @Test
  void everyClaimNamesARowOfItsOwn() {
    assertThat(Claims.all().stream().map(Claim::id))
        .doesNotHaveDuplicates()
        .hasSize(12)
        .allMatch(id -> id.matches("C[1-6][sl]"));
    assertThat(Claims.find("C1s")).isPresent();
    assertThat(Claims.find("C7s")).isEmpty();
  }
}
