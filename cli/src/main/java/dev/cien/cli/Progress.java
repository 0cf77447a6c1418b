package dev.cien.cli;

import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.train.TrainEvent;

/// Shows a training to a person: a bar for the current epoch on standard error, a row of figures
/// for each one that ended on standard output.
final class Progress implements Display {
  private static final int ROWS = 20;

  private final Terminal terminal;
  private final Text title;
  private final Settings settings;
  private final StatusLine line;
  private Bar bar;
  private EpochTable table;
  private boolean headed;

  Progress(Terminal terminal, Text title, Settings settings) {
    this.terminal = terminal;
    this.title = title;
    this.settings = settings;
    this.line = new StatusLine(terminal);
  }

  @Override
  public void accept(TrainEvent event) {
    switch (event) {
      case TrainEvent.Started e -> start(e);
      case TrainEvent.Stepped e -> line.show(bar.at(e));
      case TrainEvent.EpochEnded e -> end(e);
      case TrainEvent.Warned e -> {
        close();
        terminal.err().println("cien: " + Reasons.of(terminal, e));
      }
      case TrainEvent.Evaluated _, TrainEvent.Saved _, TrainEvent.Stopped _ -> {}
      case TrainEvent.Finished e -> {
        close();
        terminal.say("train.finished", e.step(), e.seconds());
      }
    }
  }

  private void start(TrainEvent.Started e) {
    bar = new Bar(terminal, e);
    table = new EpochTable(terminal, e.epochs());
    terminal.line(title.in(terminal.messages().language().locale()));
    terminal.say(
        "train.started",
        e.parameters(),
        e.samples(),
        e.epochs(),
        e.stepsPerEpoch(),
        settings.seed());
    e.folder().ifPresent(folder -> terminal.say("train.folder", folder));
    if (e.step() > 0) {
      terminal.say("train.resumed", e.step());
    }
    line.show(
        bar.waiting((int) Math.min(e.epochs(), 1 + e.step() / Math.max(1, e.stepsPerEpoch()))));
  }

  private void end(TrainEvent.EpochEnded e) {
    close();
    if (!headed) {
      table.head(e).forEach(terminal::line);
      headed = true;
    }
    // A few rows tell the story of many short epochs.
    int every = Math.ceilDiv(bar.epochs(), ROWS);
    if (e.epoch() % every == 0 || e.epoch() == 1 || e.epoch() == bar.epochs()) {
      terminal.line(table.row(e));
    }
  }

  @Override
  public void close() {
    line.clear();
  }
}
