package dev.cien.course.experiment;

import dev.cien.course.history.TrainingCompute;
import dev.cien.course.playground.Activation;
import dev.cien.course.playground.PlaygroundLink;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Text;
import dev.cien.recipes.catalog.Recipes;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Reads an experiment's file. Every mistake in it is said with the place where it is.
final class ExperimentReader {
  /// The most characters of a file.
  private static final int MOST = 100_000;

  private static final int MOST_RUNS = 6;
  private static final int MOST_STEPS = 10_000;

  private ExperimentReader() {}

  /// @param id the file's name without its ending
  static CourseExperiment read(String id, String json) {
    Fields all = new Fields(id, parsed(id, json));
    if (!id.matches("[a-z0-9-]{1,60}")) {
      throw all.wrong("a name of small letters, digits and hyphens", id);
    }
    Map<String, Run> runs = new LinkedHashMap<>();
    for (String name : all.names("runs", MOST_RUNS)) {
      runs.put(name, run(all.in("runs").in(name)));
    }
    Map<String, Text> show = new LinkedHashMap<>();
    all.list("show", 0, 20).forEach(each -> show.put(each.word("figure"), each.text("name")));
    return new CourseExperiment(
        id,
        all.whole("day", 1, 100),
        all.text("title"),
        all.text("setup"),
        runs,
        all.list("questions", 1, 6).stream().map(ExperimentReader::question).toList(),
        all.texts("hints", 3),
        show,
        all.text("after"),
        lab(all));
  }

  private static tools.jackson.databind.JsonNode parsed(String id, String json) {
    if (json.length() > MOST) {
      throw new ExperimentException(
          id + ": expected at most " + MOST + " characters, found " + json.length() + ".",
          id + ": se esperaban como mucho " + MOST + " caracteres, hay " + json.length() + ".");
    }
    try {
      return JsonMapper.shared().readTree(json);
    } catch (JacksonException e) {
      throw new ExperimentException(
          id + ": expected JSON, found: " + e.getOriginalMessage(),
          id + ": se esperaba JSON, se encontró: " + e.getOriginalMessage());
    }
  }

  /// Within the studio only: a file must not lead a learner anywhere else.
  private static String lab(Fields all) {
    String lab = all.optional("lab");
    if (!lab.isEmpty() && !lab.matches("/[a-z][a-z0-9/]*([?#].*)?")) {
      throw all.in("lab").wrong("a page of the studio such as /lab/patio#…", lab);
    }
    return lab;
  }

  private static Question question(Fields fields) {
    String id = fields.word("id");
    Text ask = fields.text("ask");
    String kind = fields.word("kind");
    return switch (kind) {
      case "amount" ->
          new Question.Amount(
              id, ask, fields.word("figure"), fields.number("tolerance", 0, Double.MAX_VALUE));
      case "between" ->
          new Question.Between(
              id,
              ask,
              fields.word("figure"),
              fields.list("bands", 2, 6).stream()
                  .map(
                      band ->
                          new Question.Band(
                              band.word("id"),
                              band.text("text"),
                              band.number("from", Double.NEGATIVE_INFINITY),
                              band.number("to", Double.POSITIVE_INFINITY)))
                  .toList());
      case "largest", "smallest" ->
          new Question.Which(
              id,
              ask,
              kind.equals("largest"),
              fields.number("tie", 0.0),
              fields.list("choices", 2, 6).stream()
                  .map(each -> new Question.Choice(each.word("figure"), each.text("text")))
                  .toList());
      default -> throw fields.in("kind").wrong("amount, between, largest or smallest", kind);
    };
  }

  private static Run run(Fields fields) {
    String kind = fields.word("kind");
    return switch (kind) {
      case "playground" -> playground(fields);
      case "recipe" -> recipe(fields);
      case "neuron" ->
          new NeuronRun(
              fields.number("x"),
              fields.number("y"),
              fields.number("w"),
              fields.number("b"),
              fields.number("rate"),
              activation(fields),
              fields.whole("steps", 1, MOST_STEPS));
      case "gate" ->
          new GateRun(fields.number("w1"), fields.number("w2"), fields.number("threshold"));
      case "loss" -> loss(fields);
      case "network" -> new NetworkRun(fields.wholes("sizes", 2, 20, NetworkRun.WIDEST));
      case "filter" -> filter(fields);
      case "attention" ->
          new AttentionRun(fields.numbers("query"), fields.rows("keys"), fields.rows("values"));
      case "memory" ->
          new MemoryRun(fields.number("u"), fields.number("v"), fields.whole("steps", 2, 1000));
      case "compute" -> new ComputeRun(system(fields, "from"), system(fields, "to"));
      default ->
          throw fields
              .in("kind")
              .wrong(
                  "playground, recipe, neuron, gate, loss, network, filter, attention, memory or"
                      + " compute",
                  kind);
    };
  }

  private static Run playground(Fields fields) {
    try {
      return new PlaygroundRun(
          PlaygroundLink.parse(fields.word("hash"), "0.5"),
          fields.whole("epochs", 1, PlaygroundRun.MOST));
    } catch (ExperimentException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw fields.in("hash").wrong("a playground's state", e.getMessage());
    }
  }

  private static Run recipe(Fields fields) {
    String name = fields.word("recipe");
    Recipe recipe =
        Recipes.find(name)
            .orElseThrow(() -> fields.in("recipe").wrong("a recipe of cien recipes list", name));
    Map<String, String> set = new LinkedHashMap<>();
    fields.names("set", 20).forEach(key -> set.put(key, fields.in("set").word(key)));
    return new RecipeRun(recipe, set);
  }

  private static Activation activation(Fields fields) {
    String name = fields.optional("activation");
    try {
      return name.isEmpty() ? Activation.LINEAR : Activation.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw fields.in("activation").wrong("linear, relu, tanh or sigmoid", name);
    }
  }

  private static Run loss(Fields fields) {
    String name = fields.word("loss");
    LossRun.Kind kind;
    try {
      kind = LossRun.Kind.of(name);
    } catch (IllegalArgumentException e) {
      throw fields.in("loss").wrong("mse, mae, binary or classes", name);
    }
    double[] predictions = fields.numbers("predictions");
    double[] targets = fields.numbers("targets");
    boolean fits =
        kind == LossRun.Kind.CLASSES
            ? predictions.length % targets.length == 0 && predictions.length > targets.length
            : predictions.length == targets.length;
    if (!fits) {
      throw fields
          .in("predictions")
          .wrong(
              kind == LossRun.Kind.CLASSES
                  ? "two or more for each of " + targets.length + " targets"
                  : targets.length + ", one a target",
              Integer.toString(predictions.length));
    }
    return new LossRun(kind, predictions, targets);
  }

  private static Run filter(Fields fields) {
    double[][] picture = fields.rows("picture");
    double[][] filter = fields.rows("filter");
    if (filter.length > picture.length || filter[0].length > picture[0].length) {
      throw fields
          .in("filter")
          .wrong("no larger than the picture", filter.length + "×" + filter[0].length);
    }
    return new FilterRun(picture, filter);
  }

  private static TrainingCompute.System system(Fields fields, String name) {
    String wanted = fields.word(name);
    return TrainingCompute.find(wanted)
        .orElseThrow(() -> fields.in(name).wrong("a system of the table of compute", wanted));
  }
}
