package dev.cien.cli;

import dev.cien.recipes.Experiment;
import dev.cien.recipes.Recipe;
import dev.cien.train.TrainEvent;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/// Shows a training to a person: a bar for the current epoch on standard error, a line for each one
/// that ended.
final class Progress implements Display {
  private static final int LINES = 20;

  private final Terminal terminal;
  private final Recipe recipe;
  private final Experiment experiment;
  private ProgressBar bar;
  private int epochs;
  private int stepsPerEpoch;
  private volatile double secondsLeft;

  Progress(Terminal terminal, Recipe recipe, Experiment experiment) {
    this.terminal = terminal;
    this.recipe = recipe;
    this.experiment = experiment;
  }

  @Override
  public void accept(TrainEvent event) {
    switch (event) {
      case TrainEvent.Started e -> start(e);
      case TrainEvent.Stepped e -> step(e);
      case TrainEvent.EpochEnded e -> end(e);
      case TrainEvent.Warned e -> terminal.err().println("cien: " + e.message());
      case TrainEvent.Evaluated _, TrainEvent.Saved _, TrainEvent.Stopped _ -> {}
      case TrainEvent.Finished e -> {
        close();
        terminal.say("train.finished", e.step(), e.seconds());
      }
    }
  }

  private void start(TrainEvent.Started e) {
    epochs = e.epochs();
    stepsPerEpoch = e.stepsPerEpoch();
    terminal.line(recipe.card().title().in(terminal.messages().language().locale()));
    terminal.say(
        "train.started",
        e.parameters(),
        e.samples(),
        e.epochs(),
        e.stepsPerEpoch(),
        experiment.settings().seed());
    e.folder().ifPresent(folder -> terminal.say("train.folder", folder));
    if (e.step() > 0) {
      terminal.say("train.resumed", e.step());
    }
  }

  private void step(TrainEvent.Stepped e) {
    if (!terminal.interactive()) {
      return;
    }
    secondsLeft = e.secondsLeft();
    if (bar == null) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(terminal.text("train.epoch", e.epoch(), epochs))
              .setInitialMax(stepsPerEpoch)
              .setStyle(ProgressBarStyle.UNICODE_BLOCK)
              .setUpdateIntervalMillis(200)
              .setMaxRenderedLength(terminal.columns() - 1)
              .setConsumer(new Line(terminal))
              .setEtaFunction(_ -> Optional.of(Duration.ofMillis((long) (1000 * secondsLeft))))
              .clearDisplayOnFinish()
              .build();
    }
    bar.stepTo(e.stepInEpoch());
    bar.setExtraMessage(
        " " + figures(e.measures()) + " · " + terminal.text("train.speed", e.samplesPerSecond()));
  }

  private void end(TrainEvent.EpochEnded e) {
    close();
    // A few lines tell the story of many short epochs.
    int every = Math.ceilDiv(epochs, LINES);
    if (e.epoch() % every != 0 && e.epoch() != 1 && e.epoch() != epochs) {
      return;
    }
    String held =
        e.validation().isEmpty()
            ? ""
            : " · " + terminal.text("train.validation", figures(e.validation()));
    terminal.line(
        terminal.text("train.epoch", e.epoch(), epochs)
            + "  "
            + figures(e.training())
            + held
            + String.format(locale(), " · %.1f s", e.seconds()));
  }

  private String figures(Map<String, Double> figures) {
    return figures.entrySet().stream()
        .map(
            entry ->
                Report.name(terminal, entry.getKey())
                    + " "
                    + Report.figure(terminal, entry.getKey(), entry.getValue()))
        .collect(Collectors.joining(" · "));
  }

  private Locale locale() {
    return terminal.messages().language().locale();
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  /// One line of the terminal, written over and over.
  private record Line(Terminal terminal) implements ProgressBarConsumer {
    @Override
    public int getMaxRenderedLength() {
      return terminal.columns() - 1;
    }

    @Override
    public void accept(String text) {
      terminal.err().print("\r" + text + "\u001b[K");
      terminal.err().flush();
    }

    @Override
    public void clear() {
      terminal.err().print("\r\u001b[K");
      terminal.err().flush();
    }

    @Override
    public void close() {
      clear();
    }
  }
}
