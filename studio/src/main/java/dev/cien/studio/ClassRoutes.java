package dev.cien.studio;

import dev.cien.course.progress.Entry;
import dev.cien.course.progress.Progress;
import dev.cien.course.progress.Streak;
import dev.cien.course.progress.Streaks;
import dev.cien.studio.store.People;
import dev.cien.studio.store.Person;
import dev.cien.studio.store.Store;
import dev.cien.studio.store.StoredLog;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `/api/class`: what a teacher sees of the class, and the codes that a teacher hands out. How far
/// somebody is can be seen; what somebody wrote cannot.
final class ClassRoutes implements Routes {
  /// How long a code for a new learner is good.
  static final Duration INVITED = Duration.ofDays(14);

  /// How long a code for another password is good.
  static final Duration RESET = Duration.ofDays(2);

  private static final int MOST_INVITATIONS = 200;

  private final Store store;
  private final People people;
  private final Leaving leaving;
  private final Clock clock;

  ClassRoutes(Store store, Leaving leaving, Clock clock) {
    this.leaving = leaving;
    this.store = store;
    this.people = new People(store);
    this.clock = clock;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/class", taught(ctx -> ctx.json(overview(ctx))));
    routes.post("/api/class/invitations", taught(this::invite));
    routes.delete(
        "/api/class/invitations",
        taught(
            ctx -> {
              people.withdrawInvitations();
              ctx.json(Map.of("invitations", 0));
            }));
    routes.post("/api/class/{id}/reset", taught(this::reset));
    routes.post("/api/class/{id}/delete", taught(this::delete));
  }

  /// Only for teachers.
  private static Handler taught(Handler handler) {
    return ctx -> {
      if (Desk.of(ctx).person().role() != Person.Role.TEACHER) {
        throw new Refusal(403, "Esto es solo para docentes.", "This is for teachers only.");
      }
      handler.handle(ctx);
    };
  }

  private Map<String, Object> overview(Context ctx) {
    ZoneId zone = ProgressRoutes.zone(ctx.queryParam("zone"));
    return Map.of(
        "people", people.all().stream().map(account -> row(account, zone, ctx)).toList(),
        "invitations", people.invitations(clock.millis()));
  }

  private Map<String, Object> row(People.Account account, ZoneId zone, Context ctx) {
    List<Entry> entries = new StoredLog(store, account.person()).entries();
    // Today is that of the place where the learner last was.
    ZoneId here = entries.isEmpty() ? zone : entries.getLast().zone();
    Streaks streaks = Streaks.of(entries, clock.instant(), here);
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", account.person().id());
    row.put("name", account.person().name());
    row.put("teacher", account.person().role() == Person.Role.TEACHER);
    row.put("self", account.person().id().equals(Desk.of(ctx).person().id()));
    row.put("password", !account.password().isEmpty());
    row.put("days", Progress.of(entries).days().size());
    row.put("streak", streaks.current().map(Streak::days).orElse(0));
    row.put("seen", account.seen() == 0 ? "" : Instant.ofEpochMilli(account.seen()).toString());
    return row;
  }

  private record Code(String code, String name, String until) {}

  private void invite(Context ctx) {
    if (people.invitations(clock.millis()) >= MOST_INVITATIONS) {
      throw Refusal.bad(
          "Hay ya " + MOST_INVITATIONS + " invitaciones sin usar. Retíralas antes.",
          "There are " + MOST_INVITATIONS + " unused invitations already. Withdraw them first.");
    }
    Instant until = clock.instant().plus(INVITED);
    String code = people.invite(Person.Role.LEARNER, until.toEpochMilli());
    ctx.status(201).json(new Code(code, "", until.toString()));
  }

  /// @param name whose account it is, written once more by whoever wants it deleted
  record Sure(String name) {}

  private void delete(Context ctx) {
    Person person = other(ctx);
    String name = Json.body(ctx, Sure.class).name();
    if (name == null || !Person.spelt(name).equals(Person.spelt(person.name()))) {
      throw Refusal.bad(
          "Para borrar la cuenta, escribe el nombre que tiene: " + person.name() + ".",
          "To delete the account, type its name: " + person.name() + ".");
    }
    leaving.delete(person);
    ctx.json(Map.of("deleted", person.name()));
  }

  /// The person whom a path names; not the teacher who asks.
  private Person other(Context ctx) {
    Person person =
        people
            .ofId(ctx.pathParam("id"))
            .map(People.Account::person)
            .orElseThrow(() -> Refusal.missing("No hay tal persona.", "There is no such person."));
    if (person.id().equals(Desk.of(ctx).person().id())) {
      throw Refusal.bad(
          "Lo de tu propia cuenta se cambia en Ajustes.",
          "What is about your own account is changed in the settings.");
    }
    return person;
  }

  private void reset(Context ctx) {
    Person person = other(ctx);
    Instant until = clock.instant().plus(RESET);
    String code = people.reset(person, until.toEpochMilli());
    ctx.status(201).json(new Code(code, person.name(), until.toString()));
  }
}
