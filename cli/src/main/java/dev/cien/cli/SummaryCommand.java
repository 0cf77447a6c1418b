package dev.cien.cli;

import dev.cien.nn.Conv2d;
import dev.cien.nn.Layer;
import dev.cien.nn.Linear;
import dev.cien.nn.Params;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.InputException;
import dev.cien.recipes.Recipe;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.Staged;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows a recipe's model: layers, shapes, parameters, arithmetic and memory.
@Command(name = "summary")
final class SummaryCommand implements Callable<Integer> {
  /// The parameter itself, its gradient, and the two numbers that Adam remembers.
  private static final int COPIES = 4;

  private final Terminal terminal;

  @Mixin Common common;

  @Parameters(
      paramLabel = "${bundle:label.recipe}",
      completionCandidates = RecipeNames.class,
      descriptionKey = "train.recipe")
  String name;

  @Option(names = "--set", paramLabel = "${bundle:label.setting}", descriptionKey = "train.set")
  Map<String, String> set = new LinkedHashMap<>();

  SummaryCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Recipe recipe = RecipeNames.find(terminal, name);
    Experiment experiment;
    try {
      experiment = recipe.prepare(recipe.settings(set));
    } catch (InputException e) {
      throw Failure.usage(recipe.card().name() + ": " + Reasons.of(terminal, e));
    }
    terminal.line(recipe.card().title().in(terminal.messages().language().locale()));
    Tensor x = experiment.example().inputs();
    String row = "%-14s %-44s %-20s %12s %14s";
    terminal.line(
        String.format(
            row,
            terminal.text("summary.stage"),
            terminal.text("summary.layer"),
            terminal.text("summary.shape"),
            terminal.text("summary.parameters"),
            terminal.text("summary.flops")));
    terminal.line(String.format(row, terminal.text("summary.input"), "", x.shape(), "", ""));
    long flops = 0;
    long activations = x.size();
    if (experiment.model() instanceof Staged staged) {
      for (Staged.Trace trace : staged.trace(x)) {
        Layer layer = trace.stage().layer();
        long work = flops(layer, trace.output());
        boolean plain = layer.getClass().isHidden() || layer.getClass().isSynthetic();
        flops += work;
        activations += trace.output().size();
        terminal.line(
            String.format(
                row,
                trace.stage().name(),
                plain ? "" : brief(layer),
                trace.output().shape(),
                plain ? "" : Params.of(layer).count(),
                work));
      }
    }
    long parameters = Params.of(experiment.model()).count();
    int batch = experiment.training().batchSize();
    terminal.line("");
    terminal.say("summary.total", parameters, flops, 3 * flops);
    terminal.say(
        "summary.memory",
        parameters * COPIES * 4 / 1e6,
        batch,
        2.0 * activations * batch * 4 / 1e6);
    return Exit.OK;
  }

  /// A layer as it prints itself, without what is as usual.
  private static String brief(Layer layer) {
    return layer
        .toString()
        .replace(", stride=1", "")
        .replace(", padding=0", "")
        .replace(", bias=true", "");
  }

  /// Additions and multiplications for one sample; an element-wise function counts one for each
  /// element.
  private static long flops(Layer layer, Tensor output) {
    return switch (layer) {
      case Linear linear -> 2L * linear.in() * linear.out();
      case Conv2d conv ->
          2L * output.size() * conv.weight().shape().size() / conv.weight().shape().dim(0);
      default -> output.size();
    };
  }
}
