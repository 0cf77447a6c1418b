package dev.cien.cli;

import dev.cien.nn.Conv2d;
import dev.cien.nn.Layer;
import dev.cien.nn.Linear;
import dev.cien.nn.Params;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.InputException;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.SingleStep;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.Staged;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
    if (experiment.model() instanceof Staged staged) {
      stages(staged, x, experiment);
    } else {
      parts(x, experiment);
    }
    return Exit.OK;
  }

  /// A chain: what each link gives and costs.
  private void stages(Staged staged, Tensor x, Experiment experiment) {
    long flops = 0;
    long activations = x.size();
    Tensor before = x;
    Columns table = new Columns("");
    table.row(
        terminal.text("summary.stage"),
        terminal.text("summary.layer"),
        terminal.text("summary.shape"),
        terminal.text("summary.parameters"),
        terminal.text("summary.flops"));
    table.row(terminal.text("summary.input"), "", x.shape(), "", "");
    for (Staged.Trace trace : staged.trace(x)) {
      Layer layer = trace.stage().layer();
      long work = flops(layer, before, trace.output());
      boolean plain = isPlain(layer);
      flops += work;
      activations += trace.output().size();
      before = trace.output();
      table.row(
          trace.stage().name(),
          plain ? "" : brief(layer),
          trace.output().shape(),
          plain ? "" : Params.of(layer).count(),
          work);
    }
    table.print(terminal);
    long parameters = Params.of(staged).count();
    int batch = experiment.training().batchSize();
    terminal.line("");
    terminal.say("summary.total", parameters, flops, 3 * flops);
    terminal.say(
        "summary.memory",
        parameters * COPIES * 4 / 1e6,
        batch,
        2.0 * activations * batch * 4 / 1e6);
  }

  /// Any other model: what holds its parameters, and what its training step as a whole costs.
  private void parts(Tensor x, Experiment experiment) {
    Columns table = new Columns("");
    table.row(
        terminal.text("summary.stage"),
        terminal.text("summary.layer"),
        terminal.text("summary.parameters"));
    table.row(terminal.text("summary.input"), x.shape(), "");
    Params params = Params.of(experiment.model());
    Map<String, List<Params.Entry>> parts = new LinkedHashMap<>();
    for (Params.Entry entry : params.entries()) {
      String owner = entry.name().substring(0, Math.max(0, entry.name().lastIndexOf('.')));
      parts.computeIfAbsent(owner, _ -> new ArrayList<>()).add(entry);
    }
    parts.forEach(
        (owner, entries) ->
            table.row(
                owner,
                entries.stream().map(SummaryCommand::brief).collect(Collectors.joining(", ")),
                entries.stream()
                    .filter(entry -> !entry.buffer())
                    .mapToLong(entry -> entry.variable().shape().size())
                    .sum()));
    table.print(terminal);
    SingleStep step = SingleStep.of(experiment);
    Tensor[] batch = {step.batch().inputs(), step.batch().targets()};
    int samples = experiment.training().batchSize();
    terminal.line("");
    terminal.say("summary.step", params.count(), step.step().flops(batch) / samples, samples);
    terminal.say(
        "summary.stepMemory",
        params.count() * COPIES * 4 / 1e6,
        samples,
        step.step().bufferBytes(batch) / 1e6);
  }

  private static String brief(Params.Entry entry) {
    return entry.name().substring(entry.name().lastIndexOf('.') + 1) + entry.variable().shape();
  }

  /// Whether a layer is a mere function, without a name or parameters of its own.
  private static boolean isPlain(Layer layer) {
    return layer.getClass().isHidden() || layer.getClass().isSynthetic();
  }

  /// A layer as it prints itself, without what is as usual.
  private static String brief(Layer layer) {
    return layer
        .toString()
        .replace(", stride=1", "")
        .replace(", padding=0", "")
        .replace(", momentum=0.1, epsilon=1.0E-5, affine=true", "")
        .replace(", bias=true", "");
  }

  /// Additions and multiplications for one sample; an element-wise function counts one for each
  /// element.
  private static long flops(Layer layer, Tensor input, Tensor output) {
    return switch (layer) {
      case Linear linear -> 2L * linear.in() * linear.out();
      case Conv2d conv ->
          2L * output.size() * conv.weight().shape().size() / conv.weight().shape().dim(0);
      // A layer made of layers: what is compiled of it says how much it is. One sample more shows
      // what is of the sample, and not of the parameters alone.
      case Layer whole when !isPlain(whole) && Params.of(whole).count() > 0 -> {
        Step step = Step.inference(in -> new Tensor[] {whole.forward(in[0])});
        yield step.flops(Tensor.concat(0, input, input)) - step.flops(input);
      }
      default -> output.size();
    };
  }
}
