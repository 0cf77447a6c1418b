package dev.cien.cli;

import dev.cien.data.DataCache;
import dev.cien.data.DataCatalog;
import dev.cien.data.DataEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Lists, fetches and finds the larger data sets; the small ones are in the box.
@Command(name = "data", synopsisSubcommandLabel = "COMMAND")
final class DataCommand implements Runnable {
  private final Terminal terminal;

  @Mixin Common common;
  @Spec CommandSpec spec;

  DataCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), terminal.text("error.noCommand"));
  }

  @Command(name = "list")
  int list(@Mixin Common common) {
    terminal.say("data.box", "mnist, iris, wine, breast-cancer, diabetes, ames, seattle-weather");
    DataCache cache = DataCache.standard();
    for (DataEntry entry : DataCatalog.standard().entries()) {
      long bytes = entry.files().stream().mapToLong(DataEntry.File::bytes).sum();
      terminal.line(
          String.format(
              terminal.messages().language().locale(),
              "%-18s %8.1f MB  %s",
              entry.name(),
              bytes / 1e6,
              terminal.text(cache.has(entry) ? "data.here" : "data.absent")));
    }
    terminal.say("data.cache", cache.root());
    return Exit.OK;
  }

  @Command(name = "get")
  int get(
      @Mixin Common common,
      @Parameters(paramLabel = "NAME", descriptionKey = "data.name") String name) {
    DataEntry entry = entry(name);
    terminal.line(DataCache.standard().get(entry, this::progress).toString());
    if (terminal.interactive()) {
      terminal.err().print("\r\u001b[K");
    }
    return Exit.OK;
  }

  @Command(name = "path")
  int path(
      @Mixin Common common,
      @Parameters(paramLabel = "NAME", descriptionKey = "data.name") String name) {
    terminal.line(DataCache.standard().require(entry(name)).toString());
    return Exit.OK;
  }

  private DataEntry entry(String name) {
    try {
      return DataCatalog.standard().entry(name);
    } catch (IllegalArgumentException e) {
      throw Failure.usage(e.getMessage());
    }
  }

  private void progress(String what, long bytes, long total) {
    if (terminal.interactive()) {
      terminal
          .err()
          .printf(
              "\r%s  %.1f MB%s\u001b[K",
              what, bytes / 1e6, total > 0 ? " / " + total / 1_000_000 + " MB" : "");
    }
  }
}
