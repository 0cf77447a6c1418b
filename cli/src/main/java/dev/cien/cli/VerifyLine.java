package dev.cien.cli;

import dev.cien.recipes.Text;
import dev.cien.train.TrainEvent;

/// What a recipe is doing while it is verified, as one line of standard error that is written over:
/// the part it is in, and how far a training has come.
final class VerifyLine implements Display {
  private final String prefix;
  private final Terminal rest;
  private final StatusLine line;
  private Bar bar;

  VerifyLine(Terminal terminal, String recipe) {
    this.prefix = recipe + ": ";
    this.line = new StatusLine(terminal);
    this.rest =
        new Terminal(
            terminal.out(),
            terminal.err(),
            terminal.messages(),
            terminal.interactive(),
            Math.max(1, terminal.columns() - prefix.length()));
  }

  /// A part begins: a phase, the training itself or a baseline.
  VerifyLine begin(Text part) {
    String text = part.in(rest.messages().language().locale());
    show(text.substring(0, Math.min(text.length(), rest.columns() - 1)));
    return this;
  }

  @Override
  public void accept(TrainEvent event) {
    switch (event) {
      case TrainEvent.Started e -> {
        bar = new Bar(rest, e);
        show(bar.waiting(1));
      }
      case TrainEvent.Stepped e -> show(bar.at(e));
      default -> {}
    }
  }

  private void show(String text) {
    line.show(prefix + text);
  }

  @Override
  public void close() {
    line.clear();
  }
}
