package dev.cien.cli;

import dev.cien.course.UserFolder;
import dev.cien.course.journal.Journal;
import dev.cien.course.journal.JournalStore;
import dev.cien.io.AtomicFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Reads, shows, changes and writes the journal of a hundred days.
@Command(name = "journal")
final class JournalCommand implements Runnable {
  private static final int MOST_DAMAGES = 10;

  private final Terminal terminal;

  @Mixin Common common;

  @Spec CommandSpec spec;

  JournalCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), terminal.text("error.noCommand"));
  }

  @Command(name = "import")
  int take(
      @Mixin Common same,
      @Parameters(paramLabel = "${bundle:label.file}", descriptionKey = "journal.from") Path file,
      @Option(names = "--data", paramLabel = "${bundle:label.dir}", descriptionKey = "journal.data")
          Path data,
      @Option(names = "--resolve", paramLabel = "SIDE", descriptionKey = "journal.resolve")
          Journal.Side resolve,
      @Option(names = "--mend", descriptionKey = "journal.mend") boolean mend,
      @Option(names = "--json", descriptionKey = "common.json") boolean json) {
    JournalStore store = store(data);
    JournalStore.Imported imported = store.imported(file, Optional.ofNullable(resolve));
    Journal journal = mend ? imported.journal().withReadings() : imported.journal();
    if (mend) {
      store.save(journal);
    }
    if (json) {
      Map<String, Object> fields = fields(journal);
      fields.put("repaired", imported.decoding().damagedBy().orElse(null));
      fields.put("repairedLines", imported.decoding().lines());
      terminal.line(Json.line(fields));
      return Exit.OK;
    }
    imported
        .decoding()
        .damagedBy()
        .ifPresent(name -> terminal.say("journal.repaired", imported.decoding().lines(), name));
    tell(journal);
    imported.kept().ifPresent(kept -> terminal.say("journal.kept", kept));
    return Exit.OK;
  }

  @Command(name = "export")
  int give(
      @Mixin Common same,
      @Parameters(paramLabel = "${bundle:label.file}", descriptionKey = "journal.to") Path file,
      @Option(names = "--data", paramLabel = "${bundle:label.dir}", descriptionKey = "journal.data")
          Path data) {
    AtomicFiles.write(file, journal(data).text());
    terminal.say("journal.written", file);
    return Exit.OK;
  }

  @Command(name = "show")
  int show(
      @Mixin Common same,
      @Parameters(
              arity = "0..1",
              paramLabel = "${bundle:label.day}",
              descriptionKey = "journal.day")
          Integer day,
      @Option(names = "--data", paramLabel = "${bundle:label.dir}", descriptionKey = "journal.data")
          Path data,
      @Option(names = "--json", descriptionKey = "common.json") boolean json) {
    Journal journal = journal(data);
    if (day != null) {
      Journal.Day found = day(journal, day);
      terminal.line(
          json
              ? Json.line(fields(found))
              : found.number() + ". " + found.topic() + "\n\n" + found.body().strip());
    } else if (json) {
      terminal.line(Json.line(fields(journal)));
    } else {
      tell(journal);
    }
    return Exit.OK;
  }

  @Command(name = "day")
  int change(
      @Mixin Common same,
      @Parameters(paramLabel = "${bundle:label.day}", descriptionKey = "journal.day") int day,
      @Option(names = "--topic", paramLabel = "TEXT", descriptionKey = "journal.topic")
          String topic,
      @Option(
              names = "--text",
              paramLabel = "${bundle:label.file}",
              descriptionKey = "journal.text")
          Path text,
      @Option(names = "--data", paramLabel = "${bundle:label.dir}", descriptionKey = "journal.data")
          Path data) {
    JournalStore store = store(data);
    Journal journal = journal(data);
    if (topic != null) {
      journal = journal.withTopic(day, topic);
    }
    if (text != null) {
      journal = journal.withBody(day, read(text));
    }
    store.save(journal);
    terminal.say("journal.changed", day);
    return Exit.OK;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JournalStore store(Path data) {
    return new JournalStore(data == null ? UserFolder.standard() : data);
  }

  private Journal journal(Path data) {
    JournalStore store = store(data);
    return store
        .journal()
        .orElseThrow(() -> Failure.run(terminal.text("journal.none", store.folder()), null));
  }

  private Journal.Day day(Journal journal, int number) {
    return journal
        .day(number)
        .orElseThrow(() -> Failure.usage(terminal.text("journal.noDay", number)));
  }

  private void tell(Journal journal) {
    Map<String, Object> counts = fields(journal);
    terminal.say(
        "journal.counts",
        counts.get("days"),
        counts.get("written"),
        counts.get("topics"),
        counts.get("resources"),
        counts.get("done"),
        counts.get("projects"),
        counts.get("rows"));
    for (Journal.Conflict conflict : journal.conflicts()) {
      terminal.say(
          "journal.conflict", conflict.line(), brief(conflict.ours()), brief(conflict.theirs()));
    }
    tell(journal.damages());
  }

  /// Some of the lines that look damaged: a file may have thousands of them.
  private void tell(List<Journal.Damage> damages) {
    for (Journal.Damage one : damages.subList(0, Math.min(MOST_DAMAGES, damages.size()))) {
      String found = one.found();
      int from =
          one.readings().stream()
              .mapToInt(reading -> Arrays.mismatch(found.toCharArray(), reading.toCharArray()))
              .map(at -> Math.max(0, at - 20))
              .min()
              .orElse(0);
      terminal.say(
          "journal.damage",
          one.line(),
          brief(found.substring(from)),
          one.readings().stream()
              .map(reading -> brief(reading.substring(from)))
              .collect(Collectors.joining("», «")));
    }
    if (!damages.isEmpty()) {
      terminal.say("journal.damages", damages.size());
    }
  }

  private String brief(String side) {
    String one = side.strip().replaceAll("\\s+", " ");
    if (one.isEmpty()) {
      return terminal.text("journal.nothing");
    }
    return one.length() <= 60 ? one : one.substring(0, 60) + "…";
  }

  private static Map<String, Object> fields(Journal journal) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("days", journal.days().size());
    fields.put("written", journal.days().stream().filter(Journal.Day::isWritten).count());
    fields.put("topics", journal.days().stream().filter(d -> !d.topic().isEmpty()).count());
    fields.put("resources", journal.resources().size());
    fields.put("done", journal.resources().stream().filter(Journal.Resource::done).count());
    fields.put("projects", journal.projects().stream().filter(Journal.Project::isFilled).count());
    fields.put("rows", journal.projects().size());
    fields.put("conflicts", journal.conflicts().stream().map(Journal.Conflict::line).toList());
    fields.put("damages", journal.damages().stream().map(Journal.Damage::line).toList());
    return fields;
  }

  private static Map<String, Object> fields(Journal.Day day) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("day", day.number());
    fields.put("topic", day.topic());
    fields.put("title", day.title());
    fields.put("body", day.body());
    return fields;
  }
}
