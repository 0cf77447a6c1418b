package dev.cien.cli;

import dev.cien.data.DataCache;
import dev.cien.data.DataCatalog;
import dev.cien.data.DataEntry;
import dev.cien.data.DataUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Lists, fetches and finds the larger data sets; the small ones are in the box.
@Command(name = "data", synopsisSubcommandLabel = "${bundle:label.command}")
final class DataCommand implements Runnable {
  private static final List<String> BOX =
      List.of("mnist", "iris", "wine", "breast-cancer", "diabetes", "ames", "seattle-weather");

  private final Terminal terminal;
  private final DataCatalog catalog;
  private final DataCache cache;
  private final StatusLine line;

  @Mixin Common common;
  @Spec CommandSpec spec;

  DataCommand(Terminal terminal) {
    this(terminal, DataCatalog.standard(), DataCache.standard());
  }

  DataCommand(Terminal terminal, DataCatalog catalog, DataCache cache) {
    this.terminal = terminal;
    this.catalog = catalog;
    this.cache = cache;
    this.line = new StatusLine(terminal);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), terminal.text("error.noCommand"));
  }

  @Command(name = "list")
  int list(@Mixin Common common) {
    terminal.say("data.box", String.join(", ", BOX));
    for (DataEntry entry : catalog.entries()) {
      terminal.line(
          String.format(
              terminal.messages().language().locale(),
              "%-18s %8.1f MB  %s",
              entry.name(),
              entry.bytes() / 1e6,
              terminal.text(cache.has(entry) ? "data.here" : "data.absent")));
    }
    terminal.say("data.cache", cache.root());
    return Exit.OK;
  }

  @Command(name = "get")
  int get(
      @Mixin Common common,
      @Parameters(
              paramLabel = "${bundle:label.name}",
              completionCandidates = Names.class,
              descriptionKey = "data.name")
          String name) {
    DataEntry entry = entry(name);
    if (!cache.has(entry)) {
      makeSureOfRoom(entry);
    }
    // Ctrl-C ends the process wherever it is, and what came so far stays.
    try (Farewell _ = new Farewell(() -> tellInterrupted(name))) {
      Path folder = cache.get(entry, this::progress);
      line.clear();
      terminal.line(folder.toString());
      return Exit.OK;
    } catch (DataUnavailableException e) {
      line.clear();
      String why = e.getMessage().replace(cache.byHand(entry), "").strip();
      throw Failure.run(terminal.text("error.data", why) + "\n" + byHand(entry), e);
    }
  }

  @Command(name = "path")
  int path(
      @Mixin Common common,
      @Parameters(
              paramLabel = "${bundle:label.name}",
              completionCandidates = Names.class,
              descriptionKey = "data.name")
          String name) {
    DataEntry entry = entry(name);
    if (!cache.has(entry)) {
      throw Failure.run(terminal.text("data.missing", name, name) + "\n" + byHand(entry), null);
    }
    terminal.line(cache.path(entry).toString());
    return Exit.OK;
  }

  private DataEntry entry(String name) {
    if (BOX.contains(name)) {
      throw Failure.usage(terminal.text("data.inTheBox", name));
    }
    List<String> names = catalog.entries().stream().map(DataEntry::name).toList();
    return catalog.entries().stream()
        .filter(entry -> entry.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                Failure.usage(
                    terminal.text("data.unknown", name)
                        + Nearest.of(name, Stream.concat(BOX.stream(), names.stream()).toList())
                            .map(near -> " " + terminal.text("error.didYouMean", near))
                            .orElse("")
                        + " "
                        + terminal.text("data.known", String.join(", ", names))));
  }

  /// A full disk would show as a broken download.
  private void makeSureOfRoom(DataEntry entry) {
    try {
      Files.createDirectories(cache.root());
      long free = Files.getFileStore(cache.root()).getUsableSpace();
      // The archive and what is taken out of it lie there together for a while.
      long needed = 2 * entry.bytes();
      if (free < needed) {
        throw Failure.run(
            terminal.text("data.room", entry.name(), needed / 1e6, cache.root(), free / 1e6), null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Which files to place where, for a machine that cannot fetch them.
  private String byHand(DataEntry entry) {
    var text = new StringBuilder(terminal.text("data.byHand", entry.name(), entry.home()));
    for (DataEntry.File file : entry.files()) {
      text.append('\n')
          .append(
              terminal.text(
                  "data.file",
                  cache.path(entry).resolve(file.path()),
                  file.bytes(),
                  file.sha256()));
    }
    return text.toString();
  }

  private void progress(String what, long bytes, long total) {
    String size =
        bytes == 0
            ? "…"
            : total > 0
                ? terminal.text("data.part", bytes / 1e6, total / 1e6, 100 * bytes / total)
                : terminal.messages().number("%.1f MB", bytes / 1e6);
    int room = Math.max(0, terminal.columns() - 2 - size.length());
    line.show(what.substring(0, Math.min(what.length(), room)) + " " + size);
  }

  private void tellInterrupted(String name) {
    line.clear();
    terminal.tell("data.interrupted", name);
    terminal.err().flush();
  }

  /// The names of the sets that can be fetched, for shell completion.
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return DataCatalog.standard().entries().stream().map(DataEntry::name).iterator();
    }
  }
}
