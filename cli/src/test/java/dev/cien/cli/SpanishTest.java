package dev.cien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.recipes.FigureNames;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Text;
import dev.cien.recipes.catalog.Recipes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nothing that a learner meets in Spanish is English: no sentence of the English catalog, and none
/// of the words that hardly any English sentence does without.
class SpanishTest {
  private static final Map<String, String> SPANISH = Map.of("CIEN_LANG", "es");
  private static final List<String> ENGLISH =
      List.of(
          "the",
          "and",
          "with",
          "is",
          "are",
          "not",
          "for",
          "found",
          "expected",
          "missing",
          "training",
          "validation",
          "epoch",
          "loss",
          "accuracy",
          "benign",
          "malignant",
          "VALUE",
          "NAME",
          "field");
  private static final List<String> CATALOG = sentences();

  @TempDir Path folder;

  /// The parts between the places of every English sentence that are too long to be Spanish too.
  private static List<String> sentences() {
    var english = Messages.of(Language.EN).bundle();
    var spanish = Messages.of(Language.ES).bundle();
    Stream<String> figures =
        FigureNames.all().values().stream()
            .filter(name -> !name.en().equals(name.es()))
            .map(Text::en);
    Stream<String> own =
        english.keySet().stream()
            .filter(key -> !english.getString(key).equals(spanish.getString(key)))
            .flatMap(key -> Stream.of(english.getString(key).split("%[,+.\\d]*[sdfn]|%%|\\n")));
    return Stream.concat(own, figures)
        .map(String::strip)
        .filter(part -> part.length() > 8)
        .toList();
  }

  /// A part as a whole word or sentence, not as a piece of another.
  private static Pattern whole(String part) {
    return Pattern.compile("(?<![\\w-])" + Pattern.quote(part) + "(?![\\w=])");
  }

  private String all(List<String> commands) {
    List<String> said = new ArrayList<>();
    for (String command : commands) {
      Typed typed = Typed.cien(SPANISH, command.replace("$", folder.toString()).split(" "));
      assertThat(typed.out() + typed.err()).as(command).isNotBlank();
      said.add("$ " + command + "\n" + typed.out() + typed.err());
    }
    return String.join("\n", said);
  }

  private static void assertSpanish(String text) {
    // The title of a paper stays in its own language, and so does what the library says in detail
    // about data that were not fetched.
    String said =
        text.lines()
            .filter(line -> !line.startsWith("Fuente: "))
            .map(line -> line.startsWith("cien: faltan datos") ? line.split("Detalle:")[0] : line)
            .collect(Collectors.joining("\n"));
    Stream.concat(CATALOG.stream(), ENGLISH.stream())
        .filter(said::contains)
        .forEach(part -> assertThat(said).doesNotContainPattern(whole(part)));
  }

  @Test
  void helpIsSpanish() {
    List<String> commands = new ArrayList<>(List.of("--help"));
    Main.commandLine(new Terminal(System.out, System.err, Messages.of(Language.ES), false, 100))
        .getSubcommands()
        .forEach(
            (name, command) -> {
              commands.add(name + " --help");
              command
                  .getSubcommands()
                  .keySet()
                  .forEach(sub -> commands.add(name + " " + sub + " --help"));
            });
    assertSpanish(all(commands));
  }

  @Test
  void whatIsSaidOfRecipesIsSpanish() {
    List<String> commands = new ArrayList<>(List.of("recipes list"));
    for (String name : Recipes.names()) {
      commands.add("recipes show " + name);
    }
    // The words of a summary are the same for all; its rows are names of layers.
    for (List<Recipe> family : Recipes.families().values()) {
      commands.add("summary " + family.getFirst().card().name());
    }
    assertSpanish(all(commands));
  }

  @Test
  void runsAreSpanish() throws IOException {
    Files.writeString(folder.resolve("x.csv"), "a,b\n1,0\n");
    assertSpanish(
        all(
            List.of(
                "train xor --epochs 2 --out $/xor",
                "predict $/xor $/x.csv",
                "train breast-cancer --epochs 1 --out $/cells",
                "evaluate $/cells",
                "recipes verify xor --quick",
                "train house-price --epochs 1 --out $/house",
                "profile xor --steps 1 --warmup 0")));
    assertThat(Files.readString(folder.resolve("cells/curves.svg")))
        .contains(">época<", ">pérdida<", ">exactitud<", ">entrenamiento<", ">validación<")
        .doesNotContain(">epoch<", ">loss<", ">accuracy<", ">training<", ">validation<");
  }

  @Test
  void theOtherCommandsAreSpanish() {
    assertSpanish(
        all(
            List.of(
                "data list",
                "data path cifar-10",
                "bench --only tiny --seconds 0.1 --warmup 0 --forks 0 --memory")));
  }

  @Test
  void whatIsTypedWronglyIsExplainedInSpanish() {
    assertSpanish(
        all(
            List.of(
                "data",
                "train",
                "trian",
                "train irs",
                "train iris --lang",
                "train iris --set",
                "train iris --set rate",
                "train iris --set foo=1",
                "train iris --set epochs=0",
                "train iris --epochs x",
                "train iris --json=x",
                "train iris --seed 1 --seed 2",
                "bench --soak tiny",
                "bench --only tinny",
                "data get cifar-11",
                "evaluate $",
                "predict $ x")));
  }
}
