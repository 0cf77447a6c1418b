package dev.cien.studio;

import dev.cien.course.progress.Certificate;
import dev.cien.course.progress.Deed;
import dev.cien.course.progress.DeedJson;
import dev.cien.course.progress.Entry;
import dev.cien.course.progress.Log;
import dev.cien.course.progress.Progress;
import dev.cien.course.progress.ResourceKey;
import dev.cien.course.progress.Streaks;
import dev.cien.studio.store.Person;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;

/// `/api/progress`: the log, and what follows from it. `/api/certificate`: what was really done.
final class ProgressRoutes implements Routes {
  private static final int UNDO = 100;

  private final Clock clock;
  private final SequencedMap<Removed, Entry> removed = new LinkedHashMap<>();

  ProgressRoutes(Clock clock) {
    this.clock = clock;
  }

  private record Removed(Person person, long id) {}

  /// A new entry.
  ///
  /// @param studied the date it is about, if it is not today
  record Draft(String kind, JsonNode fields, String studied, String zone) {}

  /// Another date for an entry; empty for that on which it was written.
  record Change(String studied) {}

  @Override
  public void register(RoutesConfig routes) {
    routes.get(
        "/api/progress",
        ctx -> ctx.json(overview(Desk.of(ctx).log(), zone(ctx.queryParam("zone")))));
    routes.post(
        "/api/progress",
        ctx -> ctx.json(shown(add(Desk.of(ctx).log(), Json.body(ctx, Draft.class)))));
    routes.put("/api/progress/{id}", this::change);
    routes.delete("/api/progress/{id}", this::remove);
    routes.post("/api/progress/{id}/restore", this::restore);
    routes.get(
        "/api/certificate",
        ctx ->
            ctx.json(
                Certificate.of(
                    Desk.of(ctx).log().entries(), clock.instant(), zone(ctx.queryParam("zone")))));
  }

  @Override
  public void forget(Person person) {
    synchronized (removed) {
      removed.keySet().removeIf(one -> one.person().id().equals(person.id()));
    }
  }

  static ZoneId zone(String name) {
    try {
      if (name != null && name.length() <= 64) {
        return ZoneId.of(name);
      }
    } catch (DateTimeException e) {
      // Said below.
    }
    throw Refusal.bad(
        "Se esperaba una zona horaria como America/La_Paz.",
        "A time zone such as America/La_Paz was expected.");
  }

  private Entry add(Log log, Draft draft) {
    if (draft.kind() == null || draft.fields() == null) {
      throw Refusal.bad("Se esperaba una anotación.", "An entry was expected.");
    }
    Entry entry =
        Entry.of(clock.instant(), zone(draft.zone()), DeedJson.read(draft.kind(), draft.fields()));
    return log.add(studied(entry, draft.studied()));
  }

  private static Entry studied(Entry entry, String date) {
    if (date == null || date.isEmpty()) {
      return new Entry(entry.id(), entry.at(), entry.zone(), Optional.empty(), entry.deed());
    }
    return entry.studiedOn(DeedJson.date(date));
  }

  private void change(Context ctx) {
    long id = id(ctx);
    Log log = Desk.of(ctx).log();
    Entry found =
        log.entries().stream()
            .filter(entry -> entry.id() == id)
            .findFirst()
            .orElseThrow(ProgressRoutes::none);
    Entry changed = studied(found, Json.body(ctx, Change.class).studied());
    log.replace(changed);
    ctx.json(shown(changed));
  }

  private void remove(Context ctx) {
    Desk desk = Desk.of(ctx);
    Entry entry = desk.log().remove(id(ctx)).orElseThrow(ProgressRoutes::none);
    synchronized (removed) {
      removed.put(new Removed(desk.person(), entry.id()), entry);
      while (removed.size() > UNDO) {
        removed.pollFirstEntry();
      }
    }
    ctx.json(shown(entry));
  }

  private void restore(Context ctx) {
    Desk desk = Desk.of(ctx);
    Entry entry;
    synchronized (removed) {
      entry = removed.remove(new Removed(desk.person(), id(ctx)));
    }
    if (entry == null) {
      throw none();
    }
    ctx.json(shown(desk.log().add(entry)));
  }

  private static Refusal none() {
    return Refusal.missing("No hay tal anotación.", "There is no such entry.");
  }

  private static long id(Context ctx) {
    String id = ctx.pathParam("id");
    if (!id.matches("\\d{1,18}")) {
      throw none();
    }
    return Long.parseLong(id);
  }

  /// An entry as pages show it.
  static Map<String, Object> shown(Entry entry) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("id", entry.id());
    shown.put("kind", DeedJson.kind(entry.deed()));
    shown.put("date", entry.date().toString());
    shown.put("written", entry.at().toString());
    shown.put("zone", entry.zone().getId());
    shown.put("backDated", entry.isBackDated());
    shown.putAll(DeedJson.fields(entry.deed()));
    if (entry.deed() instanceof Deed.ResourceMoved moved) {
      shown.put("key", ResourceKey.of(moved.resource()));
    }
    return shown;
  }

  private Map<String, Object> overview(Log log, ZoneId here) {
    List<Entry> entries = log.entries();
    Progress progress = Progress.of(entries);
    Streaks streaks = Streaks.of(entries, clock.instant(), here);
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("today", LocalDate.ofInstant(clock.instant(), here).toString());
    Map<Integer, Object> days = new LinkedHashMap<>();
    progress.days().forEach((day, entry) -> days.put(day, shown(entry)));
    all.put("days", days);
    all.put("next", progress.next().orElse(0));
    all.put("predictions", progress.predictions());
    all.put("resources", progress.resources());
    all.put("projects", progress.projects());
    all.put("current", streaks.current().map(s -> s.days()).orElse(0));
    all.put("longest", streaks.longest().map(s -> s.days()).orElse(0));
    all.put("doneToday", streaks.today());
    Map<String, Integer> calendar = new LinkedHashMap<>();
    Progress.calendar(entries).forEach((date, count) -> calendar.put(date.toString(), count));
    all.put("calendar", calendar);
    all.put("entries", entries.reversed().stream().map(ProgressRoutes::shown).toList());
    all.put(
        "pauses",
        entries.stream()
            .filter(entry -> entry.deed() instanceof Deed.Paused)
            .map(ProgressRoutes::shown)
            .toList());
    return all;
  }
}
