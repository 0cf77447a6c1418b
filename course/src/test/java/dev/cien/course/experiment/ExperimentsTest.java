package dev.cien.course.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cien.recipes.Baseline;
import dev.cien.recipes.FigureNames;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Text;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExperimentsTest {
  private static final Experiments BUNDLED = Experiments.bundled();

  /// What has been measured: several tests look at the same experiment.
  private static final Map<String, Measured> MEASURED = new HashMap<>();

  @TempDir Path folder;

  private static Measured measured(CourseExperiment experiment) {
    return MEASURED.computeIfAbsent(experiment.id(), _ -> experiment.measure());
  }

  private static Map<String, Double> figures(String id) {
    return measured(BUNDLED.find(id).orElseThrow()).figures();
  }

  static Stream<CourseExperiment> bundled() {
    return BUNDLED.all().values().stream();
  }

  @ParameterizedTest
  @MethodSource("bundled")
  void everyExperimentRunsAndHasOneSensibleAnswer(CourseExperiment experiment) {
    Measured measured = measured(experiment);
    assertThat(measured.figures()).containsKeys(experiment.show().keySet().toArray(String[]::new));
    Map<String, String> best = new HashMap<>();
    for (Question question : experiment.questions()) {
      List<String> answers = question.answers(measured.figures());
      assertThat(answers).as(experiment.id() + " " + question.id()).hasSize(1);
      best.put(question.id(), answers.getFirst());
    }
    Check check = Check.of(experiment, best, measured.figures());
    assertThat(check.right()).isEqualTo(experiment.questions().size());
  }

  @ParameterizedTest
  @MethodSource("bundled")
  void everyTextIsThereTwice(CourseExperiment experiment) {
    Stream<Text> texts =
        Stream.of(
                Stream.of(experiment.title(), experiment.setup(), experiment.after()),
                experiment.hints().stream(),
                experiment.questions().stream().map(Question::ask))
            .flatMap(each -> each);
    assertThat(texts).allSatisfy(text -> assertThat(text.es()).isNotEqualTo(text.en()));
    assertThat(experiment.hints()).hasSize(3);
  }

  @Test
  void theWrittenDaysHaveTwoToFour() {
    for (int day = 1; day <= 7; day++) {
      assertThat(BUNDLED.of(day)).as("day %d", day).hasSizeBetween(2, 4);
    }
    assertThat(BUNDLED.of(8)).isEmpty();
  }

  @Test
  void theHouseIsTheOneOfTheBook() {
    Map<String, Double> figures = figures("la-casa");
    assertThat(figures.get("casa.prediction")).isEqualTo(0.5, within(1e-12));
    assertThat(figures.get("casa.loss")).isEqualTo(0.01, within(1e-12));
    assertThat(figures.get("casa.dw")).isEqualTo(-0.16, within(1e-12));
    assertThat(figures.get("casa.db")).isEqualTo(-0.2, within(1e-12));
    assertThat(figures.get("casa.newW")).isEqualTo(0.516, within(1e-12));
    assertThat(figures.get("casa.newB")).isEqualTo(0.12, within(1e-12));
    assertThat(figures.get("casa.check")).isLessThan(1e-9);
  }

  @Test
  void theSeedLinkIsStuckWhereItHasAlwaysBeen() {
    Map<String, Double> figures = figures("una-neurona-atascada");
    assertThat(figures.get("una.trainLoss")).isEqualTo(0.372566, within(1e-6));
    assertThat(figures.get("una.testLoss")).isEqualTo(0.404972, within(1e-6));
    assertThat(figures.get("una.trainAccuracy")).isEqualTo(0.708, within(1e-9));
    assertThat(figures.get("tres.testLoss")).isLessThan(0.006);
  }

  @Test
  void theDigitsNetworkHasAsManyParametersAsKeras() {
    Map<String, Double> figures = figures("cuenta-de-parametros");
    assertThat(figures.get("digitos.parameters")).isEqualTo(669_706);
  }

  @ParameterizedTest
  @CsvSource({"0.516,true", "'0,516',true", "'0,5163',true", "0.52,false", "-0.516,false"})
  void numbersAreReadAsPeopleWriteThem(String said, boolean right) {
    CourseExperiment house = BUNDLED.find("la-casa").orElseThrow();
    Map<String, String> predictions =
        Map.of("prediccion", "0.5", "gradiente", "-0,16", "nuevo", said);
    Check check = Check.of(house, predictions, figures("la-casa"));
    assertThat(check.right()).isEqualTo(right ? 3 : 2);
  }

  @Test
  void nothingRunsWithoutAPrediction() {
    CourseExperiment house = BUNDLED.find("la-casa").orElseThrow();
    assertThatThrownBy(() -> Check.requireAll(house, Map.of("prediccion", "0.5")))
        .isInstanceOf(ExperimentException.class)
        .hasMessage("gradiente: expected a number such as 0.5 before the run, found ''.");
    CourseExperiment gate = BUNDLED.find("puerta-y").orElseThrow();
    assertThatThrownBy(() -> Check.requireAll(gate, Map.of("umbral2", "no-such", "umbral1", "3")))
        .hasMessageContaining("expected one of the choices");
    assertThatThrownBy(
            () ->
                Check.requireAll(
                    house, Map.of("prediccion", "1e999", "gradiente", "NaN", "nuevo", "0x1")))
        .hasMessageContaining("prediccion");
  }

  @Test
  void aFolderAddsExperiments() throws Exception {
    assertThat(BUNDLED.with(folder.resolve("none"))).isSameAs(BUNDLED);
    Files.writeString(folder.resolve("mio.json"), MINE);
    Files.writeString(folder.resolve("roto.json"), "{}");
    Experiments more = BUNDLED.with(folder);
    assertThat(more.mistakes()).hasSize(1);
    assertThat(more.mistakes().getFirst().en()).startsWith("roto.");
    CourseExperiment mine = more.find("mio").orElseThrow();
    assertThat(mine.day()).isEqualTo(12);
    assertThat(mine.measure().figures()).containsEntry("puerta.and", 4.0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"day\": 12 | \"day\": 101 | mio.day: expected a number from 1.0 to 100.0, found 101.",
        "\"kind\": \"gate\" | \"kind\": \"magic\" | mio.runs.puerta.kind: expected playground,",
        "\"w1\": 1 | \"w1\": \"one\" | mio.runs.puerta.w1: expected a number, found \"one\".",
        "\"kind\": \"amount\" | \"kind\": \"opinion\" | mio.questions[0].kind: expected amount,",
        "\"es\": \"Título\" | \"es\": \"\" | mio.title.es: expected a text of 1 to 4000 characters",
        "\"lab\": \"\" | \"lab\": \"https://example.org\" | mio.lab: expected a page of the studio",
        "\"lab\": \"\" | \"lab\": \"//example.org\" | mio.lab: expected a page of the studio",
        "\"day\" | day | mio: expected JSON"
      })
  void mistakesAreSaidWithTheirPlace(String was, String is, String message) {
    assertThatThrownBy(() -> ExperimentReader.read("mio", MINE.replace(was.strip(), is.strip())))
        .isInstanceOf(ExperimentException.class)
        .hasMessageContaining(message.strip());
  }

  @Test
  void noiseIsRefusedAndNeverACrash() {
    Random random = new Random(3);
    for (int trial = 0; trial < 500; trial++) {
      StringBuilder text = new StringBuilder(MINE);
      for (int i = 0; i < 5; i++) {
        int at = random.nextInt(text.length());
        text.setCharAt(at, "{}[]\",:0a-".charAt(random.nextInt(10)));
      }
      try {
        ExperimentReader.read("mio", text.toString());
      } catch (ExperimentException expected) {
        assertThat(expected.text().es()).isNotBlank();
      }
    }
  }

  private static final String MINE =
      """
      {
        "day": 12,
        "title": {"es": "Título", "en": "Title"},
        "setup": {"es": "Una puerta.", "en": "A gate."},
        "runs": {"puerta": {"kind": "gate", "w1": 1, "w2": 1, "threshold": 2}},
        "questions": [
          {"id": "filas", "kind": "amount", "ask": {"es": "¿Cuántas?", "en": "How many?"},
           "figure": "puerta.and", "tolerance": 0}
        ],
        "hints": [{"es": "a", "en": "b"}, {"es": "c", "en": "d"}, {"es": "e", "en": "f"}],
        "after": {"es": "Por eso.", "en": "That is why."},
        "lab": ""
      }
      """;

  /// The certificate shows them.
  @Test
  void whatARunIsComparedWithHasAName() {
    for (CourseExperiment experiment : Experiments.bundled().all().values()) {
      for (Run run : experiment.runs().values()) {
        if (run instanceof RecipeRun(Recipe recipe, _)) {
          assertThat(recipe.prepare(recipe.settings(recipe.quick())).baselines())
              .filteredOn(Baseline::fast)
              .extracting(baseline -> "baseline." + baseline.name())
              .allSatisfy(name -> assertThat(FigureNames.all()).containsKey(name));
        }
      }
    }
    assertThat(FigureNames.all()).containsKeys("parameters", "flop");
  }
}
