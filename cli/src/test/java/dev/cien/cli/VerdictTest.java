package dev.cien.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cien.data.DataUnavailableException;
import dev.cien.recipes.Card;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.catalog.Recipes;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class VerdictTest {
  private static final String PART =
      "# Cien\n\n<!-- measured: recipes -->\n%s<!-- end: recipes -->\n\nThe end.\n";

  @TempDir Path folder;

  /// A recipe whose data nobody has fetched.
  private record Absent(Card card) implements Recipe {
    @Override
    public List<Setting> settings() {
      return List.of(Setting.seed());
    }

    @Override
    public Map<String, String> quick() {
      return Map.of();
    }

    @Override
    public double quickFloor() {
      return 0.5;
    }

    @Override
    public Experiment prepare(Settings settings) {
      throw new DataUnavailableException("pictures are not here.\nFetch them: cien data get x");
    }
  }

  private static Card card() {
    return Recipes.find("xor").orElseThrow().card();
  }

  private static Terminal terminal(Language language) {
    return new Terminal(System.out, System.err, Messages.of(language), false, 100);
  }

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  private VerifyLine line(boolean watched) {
    PrintStream err = new PrintStream(written, true, StandardCharsets.UTF_8);
    return new VerifyLine(
        new Terminal(System.out, err, Messages.of(Language.EN), watched, 60), "iris");
  }

  private static Verdict verdict(Recipe recipe, VerifyLine line) {
    return new Verification(terminal(Language.EN), true, List.of(1L), Optional.empty(), () -> false)
        .of(recipe, line)
        .orElseThrow();
  }

  @Test
  void whoeverWatchesSeesHowFarItIs() {
    Recipe iris = Recipes.find("iris").orElseThrow();
    verdict(iris, line(false));
    assertThat(written.size()).isZero();
    verdict(iris, line(true));
    List<String> lines = List.of(written.toString(StandardCharsets.UTF_8).split("\r"));
    assertThat(lines).anyMatch(line -> line.startsWith("iris: Epoch ") && line.contains("█"));
    assertThat(lines).allMatch(line -> line.length() < 60);
    assertThat(lines.getLast()).isBlank();
  }

  private static Verdict measured(Double... values) {
    Map<String, Double> baselines = Map.of("worse", 0.5, "better", 0.75);
    return new Verdict(
        card(),
        1,
        Optional.of(new Verdict.Figures(List.of(values), baselines, 1234, 3.7)),
        Optional.empty());
  }

  @Test
  void theFloorHoldsForEverySeed() {
    assertThat(measured(1.5, 1.0, 2.0).value()).hasValue(1);
    assertThat(measured(1.5, 1.0, 2.0).missed()).isFalse();
    assertThat(measured(1.5, 0.9, 2.0).missed()).isTrue();
    assertThat(measured(1.5, Double.NaN, 2.0).missed()).isTrue();
    assertThat(measured(Double.NaN, 1.5).missed()).isTrue();
    Typed typed = Typed.cien("recipes", "verify", "gates", "--seeds", "5,6", "--json");
    JsonNode line = JsonMapper.shared().readTree(typed.out());
    assertThat(line.get("values")).hasSize(2);
    assertThat(line.get("value")).isEqualTo(line.get("values").get(0));
  }

  @Test
  void aRecipeWithoutItsDataIsSkippedWithTheReason() {
    Verdict verdict = verdict(new Absent(card()), line(false));
    assertThat(verdict.missed()).isFalse();
    JsonNode line = JsonMapper.shared().readTree(Json.line(verdict.fields(terminal(Language.EN))));
    assertThat(line.get("passed").isNull()).isTrue();
    assertThat(line.get("value").isNull()).isTrue();
    assertThat(line.get("baseline").isNull()).isTrue();
    assertThat(line.get("floor").asDouble()).isEqualTo(0.5);
    assertThat(line.get("skipped").asString())
        .isEqualTo("pictures are not here. Fetch them: cien data get x");
    assertThat(verdict.line(terminal(Language.ES)))
        .contains("omitida")
        .contains("cien data get x")
        .doesNotContain("\n");
  }

  @Test
  void whatRanHasNoReasonAndTheBestBaseline() {
    JsonNode line =
        JsonMapper.shared().readTree(Json.line(measured(0.75).fields(terminal(Language.EN))));
    assertThat(line.get("skipped").isNull()).isTrue();
    assertThat(line.get("passed").asBoolean()).isFalse();
    assertThat(line.get("baseline").asDouble()).isEqualTo(0.75);
    assertThat(measured(0.75).missed()).isTrue();
    assertThat(measured(1.0).missed()).isFalse();
  }

  /// A recipe with two trainings before its own, smaller than its quick version.
  private record Small(Recipe dbn) implements Recipe {
    @Override
    public Card card() {
      return dbn.card();
    }

    @Override
    public List<Setting> settings() {
      return dbn.settings();
    }

    @Override
    public Map<String, String> quick() {
      return Map.of("epochs", "3", "samples", "200", "labels", "50", "hidden", "16");
    }

    @Override
    public double quickFloor() {
      return 0;
    }

    @Override
    public Experiment prepare(Settings settings) {
      return dbn.prepare(settings);
    }
  }

  private static Optional<Verdict> verify(Path out, int steps) {
    AtomicInteger asked = new AtomicInteger();
    BooleanSupplier stop = () -> asked.incrementAndGet() > steps;
    return new Verification(
            terminal(Language.EN), true, List.of(3L), Optional.ofNullable(out), stop)
        .of(new Small(Recipes.find("dbn").orElseThrow()), quiet());
  }

  private static VerifyLine quiet() {
    return new VerifyLine(terminal(Language.EN), "dbn");
  }

  @Test
  void whatWasStoppedGoesOnInItsFolder() throws Exception {
    Verdict.Figures expected = verify(null, 1_000_000).orElseThrow().figures().orElseThrow();
    Path out = folder.resolve("out");
    int stops = 0;
    Optional<Verdict> found = verify(out, 8);
    while (found.isEmpty()) {
      stops++;
      found = verify(out, 8);
    }
    assertThat(stops).isGreaterThan(1);
    Verdict.Figures figures = found.get().figures().orElseThrow();
    assertThat(figures.values()).isEqualTo(expected.values());
    assertThat(figures.baselines()).isEqualTo(expected.baselines());
    assertThat(figures.seconds()).isPositive();

    Path notes = out.resolve("dbn-3-quick/verdict.json");
    String kept = Files.readString(notes);
    assertThat(verify(out, 8).orElseThrow().figures()).contains(figures);
    assertThat(Files.readString(notes)).isEqualTo(kept);
    Files.writeString(notes, "{");
    assertThatThrownBy(() -> verify(out, 8)).hasMessageContaining("verdict.json is damaged");
    Path config = out.resolve("dbn-3-quick/config.json");
    Files.writeString(config, Files.readString(config).replace("\"16\"", "\"17\""));
    assertThatThrownBy(() -> verify(out, 8)).hasMessageContaining("other settings");
  }

  @Test
  void theTableKeepsTheRowsOfWhatDidNotRun() {
    String old = "| `iris` | kept |\n| `gone` | a recipe that is no more |\n| `xor` | old |\n";
    String table = VerdictTable.filled(Messages.of(Language.EN), old, List.of(measured(1.0)));
    assertThat(table.lines().skip(2))
        .containsExactly(
            "| `xor` | H3 H4 | Exclusive or: why one neuron is not enough | accuracy | 1.0000 | 1 |"
                + " ≥ 1.000 | 0.7500 | 1,234 | 4 |",
            "| `iris` | kept |");
    Verdict skipped = verdict(new Absent(card()), line(false));
    assertThat(VerdictTable.filled(Messages.of(Language.EN), table, List.of(skipped)))
        .isEqualTo(table);
  }

  @Test
  void eachPageIsInItsLanguage() throws Exception {
    Path english = Files.writeString(folder.resolve("README.md"), PART.formatted(""));
    Path spanish = Files.writeString(folder.resolve("README.es.md"), PART.formatted("old\n"));
    for (Path page : List.of(english, spanish)) {
      new VerdictTable(page).put(terminal(Language.EN), List.of(measured(1.0)));
    }
    assertThat(Files.readString(english, StandardCharsets.UTF_8))
        .startsWith("# Cien\n\n<!-- measured: recipes -->\n\n| recipe | rows |")
        .endsWith("| 4 |\n\n<!-- end: recipes -->\n\nThe end.\n");
    assertThat(Files.readString(spanish, StandardCharsets.UTF_8))
        .contains("| O exclusivo: por qué una neurona no basta | exactitud | 1,0000 | 1 |")
        .doesNotContain("old");
  }

  @Test
  void aPageWithoutThePartIsRefusedBeforeAnythingRuns() throws Exception {
    Path page = Files.writeString(folder.resolve("page.md"), "# Nothing here\n");
    Typed typed = Typed.cien("recipes", "verify", "xor", "--table", page.toString());
    assertThat(typed.code()).isEqualTo(Exit.USAGE);
    assertThat(typed.out()).isEmpty();
    assertThat(typed.err()).contains("page.md", "<!-- measured: recipes -->");
    assertThat(Typed.cien("recipes", "verify", "xor", "--table", folder + "/no.md").code())
        .isNotZero();
  }

  @Test
  void theListIsSortedByFamily() {
    List<String> lines = Typed.cien("recipes", "list").lines();
    assertThat(lines).contains("History", "Tables", "Pictures");
    assertThat(lines.stream().filter(line -> !line.startsWith(" ")).distinct().count())
        .isEqualTo(Recipes.families().size());
  }
}
