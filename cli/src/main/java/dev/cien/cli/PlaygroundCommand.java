package dev.cien.cli;

import dev.cien.course.playground.Playground;
import dev.cien.course.playground.PlaygroundLink;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Trains the playground of a link without a browser, and tells the losses of each epoch.
@Command(name = "playground")
final class PlaygroundCommand implements Callable<Integer> {
  private static final int ROWS = 20;

  private final Terminal terminal;

  @Mixin Common common;

  @Option(
      names = "--hash",
      paramLabel = "${bundle:label.link}",
      defaultValue = "",
      descriptionKey = "playground.hash")
  String hash;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "100",
      descriptionKey = "playground.epochs")
  int epochs;

  @Option(names = "--seed", paramLabel = "S", descriptionKey = "playground.seed")
  String seed;

  @Option(names = "--json", descriptionKey = "common.json")
  boolean json;

  PlaygroundCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (epochs < 0) {
      throw Failure.usage(terminal.text("playground.noEpochs", epochs));
    }
    Playground playground;
    try {
      playground = new Playground(PlaygroundLink.parse(hash, seed == null ? drawn() : seed));
    } catch (IllegalArgumentException e) {
      throw Failure.usage(terminal.text("playground.badLink", Reasons.oneLine(e.getMessage())));
    }
    if (!json) {
      terminal.line(playground.link().text());
      terminal.say("playground.head");
    }
    int every = json ? 1 : Math.max(1, epochs / ROWS);
    try (Interrupt interrupt = new Interrupt()) {
      tell(playground);
      while (playground.epochs() < epochs && !interrupt.asked()) {
        playground.epoch();
        if (playground.epochs() % every == 0 || playground.epochs() == epochs) {
          tell(playground);
        }
      }
      return interrupt.asked() ? Exit.INTERRUPTED : Exit.OK;
    }
  }

  /// As the playground draws one: five decimals.
  private static String drawn() {
    return String.format(Locale.ROOT, "%.5f", ThreadLocalRandom.current().nextDouble());
  }

  private void tell(Playground playground) {
    double train = playground.trainLoss();
    double test = playground.testLoss();
    if (json) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("epoch", playground.epochs());
      fields.put("trainLoss", Double.isFinite(train) ? train : null);
      fields.put("testLoss", Double.isFinite(test) ? test : null);
      terminal.line(Json.line(fields));
    } else {
      terminal.say("playground.row", playground.epochs(), train, test);
    }
  }
}
