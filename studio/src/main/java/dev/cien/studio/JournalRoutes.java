package dev.cien.studio;

import dev.cien.course.days.Course;
import dev.cien.course.journal.Attachments.Note;
import dev.cien.course.journal.Journal;
import dev.cien.course.journal.JournalCheck;
import dev.cien.course.journal.JournalStore;
import dev.cien.course.progress.ResourceKey;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// `/api/journal`: the journal of a hundred days, which stays one file of Markdown.
///
/// Every change names the version it was made from, so that two windows do not write over each
/// other; only the lines that it is about change.
final class JournalRoutes implements Routes {
  /// How many conflicts, and how many damaged lines, are shown at once.
  private static final int MOST_SHOWN = 50;

  /// How many findings are shown at once: a page with a hundred thousand does not move any more.
  private static final int MOST_FINDINGS = 300;

  /// A day's new topic and text; nothing leaves one as it is.
  record DayChange(String topic, String body, String version) {}

  /// Which version of a conflict stays.
  record Resolution(Journal.Side side, String version) {}

  /// Which reading of a damaged line is right, from 0.
  record Choice(int reading, String version) {}

  /// All damaged lines that have one reading.
  record Every(String version) {}

  /// Whether a resource is finished.
  record Mark(boolean done, String version) {}

  /// A project's row.
  record ProjectChange(String title, String state, String version) {}

  @Override
  public void register(RoutesConfig routes) {
    routes.get(
        "/api/journal",
        ctx -> ctx.json(store(ctx).journal().map(this::overview).orElse(Map.of("exists", false))));
    routes.post("/api/journal", this::take);
    routes.post("/api/journal/begin", ctx -> ctx.json(begin(store(ctx))));
    routes.get("/api/journal/export", this::give);
    routes.get(
        "/api/journal/days/{day}", ctx -> ctx.json(day(journal(store(ctx)), number(ctx, "day"))));
    routes.put(
        "/api/journal/days/{day}",
        ctx -> {
          DayChange change = Json.body(ctx, DayChange.class);
          int day = number(ctx, "day");
          ctx.json(
              day(
                  changed(store(ctx), change.version(), journal -> with(journal, day, change)),
                  day));
        });
    routes.delete(
        "/api/journal/days/{day}",
        ctx -> {
          int day = number(ctx, "day");
          Note note = new Note("day", day);
          ctx.json(
              forgotten(
                  ctx, note, each -> each.day(day).isEmpty() ? each : each.withBody(day, "")));
        });
    routes.put(
        "/api/journal/conflicts/{number}",
        ctx -> {
          Resolution choice = Json.body(ctx, Resolution.class);
          if (choice.side() == null) {
            throw Refusal.bad("Elige un lado.", "Choose a side.");
          }
          int which = number(ctx, "number");
          change(ctx, choice.version(), each -> each.resolve(which, choice.side()));
        });
    routes.put(
        "/api/journal/readings",
        ctx -> {
          Every every = Json.body(ctx, Every.class);
          change(ctx, every.version(), Journal::withReadings);
        });
    routes.put(
        "/api/journal/readings/{line}",
        ctx -> {
          Choice choice = Json.body(ctx, Choice.class);
          int line = number(ctx, "line");
          change(ctx, choice.version(), each -> each.withReading(line, choice.reading()));
        });
    routes.put(
        "/api/journal/resources/{number}",
        ctx -> {
          Mark mark = Json.body(ctx, Mark.class);
          int which = number(ctx, "number");
          change(ctx, mark.version(), each -> each.withDone(which, mark.done()));
        });
    routes.put(
        "/api/journal/projects/{number}",
        ctx -> {
          ProjectChange change = Json.body(ctx, ProjectChange.class);
          int which = number(ctx, "number");
          String title = "" + change.title();
          String state = change.state() == null ? "" : change.state();
          change(ctx, change.version(), each -> each.withProject(which, title, state));
        });
    routes.delete(
        "/api/journal/projects/{number}",
        ctx -> {
          int which = number(ctx, "number");
          ctx.json(
              forgotten(
                  ctx, new Note("project", which + 1), each -> each.withProject(which, "", "")));
        });
  }

  /// Without the text of a note, and without its files.
  private Map<String, Object> forgotten(Context ctx, Note note, UnaryOperator<Journal> change) {
    JournalStore store = store(ctx);
    if (store.journal().isPresent()) {
      changed(store, Asked.text(ctx, "version"), change);
    }
    store.attachments().delete(note);
    return store.journal().map(this::overview).orElse(Map.of("exists", false));
  }

  private static Journal with(Journal journal, int day, DayChange change) {
    Journal there = Course.day(day).isPresent() ? journal.withDay(day) : journal;
    Journal changed = change.topic() == null ? there : there.withTopic(day, change.topic());
    return change.body() == null ? changed : changed.withBody(day, change.body());
  }

  private void take(Context ctx) {
    JournalStore.Imported imported;
    synchronized (this) {
      imported = store(ctx).imported(ctx.bodyAsBytes(), Optional.empty());
    }
    Map<String, Object> answer = overview(imported.journal());
    answer.put("repaired", imported.decoding().damagedBy().orElse(""));
    answer.put("repairedLines", imported.decoding().lines());
    answer.put("kept", imported.kept().map(kept -> kept.getFileName().toString()).orElse(""));
    ctx.json(answer);
  }

  private synchronized Map<String, Object> begin(JournalStore store) {
    if (store.journal().isPresent()) {
      throw new Refusal(409, "Ya hay un diario.", "There is a journal already.");
    }
    store.save(Journal.begun());
    return overview(journal(store));
  }

  private void give(Context ctx) {
    ctx.header("Content-Disposition", "attachment; filename=\"README.md\"");
    ctx.contentType("text/markdown; charset=utf-8");
    ctx.result(journal(store(ctx)).text().getBytes(StandardCharsets.UTF_8));
  }

  /// Changes the journal of a version and answers with what it became.
  private void change(Context ctx, String version, UnaryOperator<Journal> change) {
    ctx.json(overview(changed(store(ctx), version, change)));
  }

  private synchronized Journal changed(
      JournalStore store, String version, UnaryOperator<Journal> change) {
    Journal journal = journal(store);
    if (!version(journal).equals(version)) {
      throw new Refusal(
          409,
          "El diario ha cambiado mientras tanto, quizá en otra ventana. Vuelve a abrir la página y"
              + " repite el cambio.",
          "The journal has changed meanwhile, perhaps in another window. Open the page again and"
              + " repeat the change.");
    }
    Journal changed = change.apply(journal);
    store.save(changed);
    return changed;
  }

  private static JournalStore store(Context ctx) {
    return Desk.of(ctx).journal();
  }

  private static Journal journal(JournalStore store) {
    return store
        .journal()
        .orElseThrow(
            () ->
                Refusal.missing(
                    "Todavía no hay diario: impórtalo o empieza uno.",
                    "There is no journal yet: import one or begin one."));
  }

  private static int number(Context ctx, String name) {
    String asked = ctx.pathParam(name);
    if (!asked.matches("\\d{1,6}")) {
      throw Refusal.missing("No hay tal cosa.", "There is no such thing.");
    }
    return Integer.parseInt(asked);
  }

  /// A short name for what the file holds.
  private static String version(Journal journal) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(journal.text().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> day(Journal journal, int number) {
    // A day of the course that the journal's table lacks is blank: its row comes with its text.
    Journal.Day day =
        journal
            .day(number)
            .or(() -> Course.day(number).map(_ -> new Journal.Day(number, "", "", "")))
            .orElseThrow(
                () ->
                    Refusal.missing(
                        "El diario no tiene ese día.", "The journal does not have that day."));
    return Map.of(
        "number", day.number(),
        "topic", day.topic(),
        "title", day.title(),
        "body", day.body(),
        "html", Markdown.html(day.body()),
        "version", version(journal));
  }

  private Map<String, Object> overview(Journal journal) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("exists", true);
    all.put("version", version(journal));
    all.put(
        "days",
        journal.days().stream()
            .map(
                day ->
                    Map.of(
                        "number", day.number(),
                        "topic", day.topic(),
                        "title", day.title(),
                        "written", day.isWritten()))
            .toList());
    all.put(
        "resources",
        journal.resources().stream()
            .map(
                one ->
                    Map.of(
                        "title", one.title(),
                        "link", one.link(),
                        "key", ResourceKey.of(one.link().isEmpty() ? one.title() : one.link()),
                        "note", one.note(),
                        "done", one.done(),
                        "day", one.day(),
                        "markable", journal.isMarkable(one)))
            .toList());
    all.put(
        "projects",
        journal.projects().stream()
            .map(
                one -> Map.of("title", one.title(), "state", one.state(), "filled", one.isFilled()))
            .toList());
    List<Journal.Conflict> conflicts = journal.conflicts();
    all.put("conflicts", conflicts.stream().limit(MOST_SHOWN).toList());
    all.put("conflicted", conflicts.size());
    List<Journal.Damage> damages = journal.damages();
    all.put("damages", damages.stream().limit(MOST_SHOWN).toList());
    all.put("damaged", damages.size());
    List<JournalCheck.Finding> findings = JournalCheck.of(journal);
    all.put("found", findings.size());
    all.put(
        "findings",
        findings.stream()
            .limit(MOST_FINDINGS)
            .map(f -> Map.of("line", f.line(), "kind", f.kind().text(), "found", f.found()))
            .toList());
    return all;
  }
}
