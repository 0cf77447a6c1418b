package dev.cien.studio;

import dev.cien.studio.store.Logins;
import dev.cien.studio.store.NameTakenException;
import dev.cien.studio.store.People;
import dev.cien.studio.store.Person;
import dev.cien.studio.store.Store;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// `/api/me`, `/api/login`, `/api/account`: who is here, the way in and out, one's password, and
/// the end of an account.
final class AccountRoutes implements Routes {
  private static final Map<String, Object> NOBODY = Map.of("accounts", true, "name", "");
  private static final int LONGEST_SENT = 1000;
  private static final int MOST_OF_PAIR = 8;
  private static final int MOST_OF_ONE = 40;
  private static final Pattern NAME =
      Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} ._'’-]{0,39}");

  private final Clock clock;
  private final Passwords passwords;
  private final Leaving leaving;
  private final People people;
  private final Logins logins;
  private final Tries tries;

  AccountRoutes(Store store, Passwords passwords, Leaving leaving, Clock clock) {
    this.leaving = leaving;
    this.clock = clock;
    this.passwords = passwords;
    this.people = new People(store);
    this.logins = new Logins(store);
    this.tries = new Tries(clock);
  }

  record Credentials(String name, String password) {}

  /// @param code what the terminal or a teacher gave
  record Join(String code, String name, String password) {}

  record Change(String current, String password) {}

  record Sure(String password) {}

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/me", ctx -> ctx.json(Desk.find(ctx).map(d -> me(d.person())).orElse(NOBODY)));
    routes.post("/api/login", this::login);
    routes.delete("/api/login", this::logout);
    routes.delete("/api/login/all", this::logoutEverywhere);
    routes.post("/api/account", this::join);
    routes.put("/api/account/password", this::change);
    routes.post("/api/account/delete", this::delete);
  }

  private static Map<String, Object> me(Person person) {
    return Map.of(
        "accounts", true, "name", person.name(), "teacher", person.role() == Person.Role.TEACHER);
  }

  private void login(Context ctx) {
    Credentials sent = Json.body(ctx, Credentials.class);
    String name = sent(sent.name());
    String password = sent(sent.password());
    List<String> counted = begin(ctx, Person.spelt(name));
    Optional<People.Account> account = people.find(name);
    // The same work and the same sentence, whether there is such an account or not.
    if (!passwords.matches(account.map(People.Account::password).orElse(""), password)) {
      throw new Refusal(
          401,
          "El nombre o la contraseña no son correctos.",
          "The name or the password is not right.");
    }
    counted.forEach(tries::succeeded);
    enter(ctx, account.orElseThrow().person());
  }

  /// Counts the attempt: for the name from this address, for the name, and for the address.
  private List<String> begin(Context ctx, String name) {
    String pair = "pair " + ctx.ip() + " " + name;
    String account = "name " + name;
    String address = "from " + ctx.ip();
    tries.begin(pair, MOST_OF_PAIR);
    tries.begin(account, MOST_OF_ONE);
    tries.begin(address, MOST_OF_ONE);
    return List.of(pair, account, address);
  }

  /// Always with a new token: one that was there before gets no rights.
  private void enter(Context ctx, Person person) {
    Optional.ofNullable(ctx.cookie(Gate.COOKIE)).ifPresent(logins::end);
    String token = logins.begin(person, clock.millis());
    ctx.cookie(cookie(ctx, token, (int) Logins.LONGEST.toSeconds()));
    ctx.json(me(person));
  }

  private static Cookie cookie(Context ctx, String value, int seconds) {
    Cookie cookie = new Cookie(Gate.COOKIE, value);
    cookie.setPath("/");
    cookie.setHttpOnly(true);
    cookie.setSameSite(SameSite.STRICT);
    cookie.setSecure(Guard.isEncrypted(ctx));
    cookie.setMaxAge(seconds);
    return cookie;
  }

  private void logout(Context ctx) {
    Optional.ofNullable(ctx.cookie(Gate.COOKIE)).ifPresent(logins::end);
    left(ctx);
  }

  private void logoutEverywhere(Context ctx) {
    logins.endAll(Desk.of(ctx).person());
    left(ctx);
  }

  private static void left(Context ctx) {
    ctx.cookie(cookie(ctx, "", 0));
    ctx.json(NOBODY);
  }

  private void join(Context ctx) {
    Join sent = Json.body(ctx, Join.class);
    String name = sent(sent.name()).strip();
    if (!NAME.matcher(name).matches()) {
      throw Refusal.bad(
          "El nombre tiene de 1 a 40 letras, cifras, espacios, puntos, guiones o apóstrofos, y"
              + " empieza por letra o cifra.",
          "The name has 1 to 40 letters, digits, spaces, points, hyphens or apostrophes, and begins"
              + " with a letter or digit.");
    }
    String address = "code " + ctx.ip();
    tries.begin(address, MOST_OF_ONE);
    String hash = passwords.hash(sent(sent.password()));
    Person person;
    try {
      person =
          people
              .join(sent(sent.code()), name, hash, clock.millis())
              .orElseThrow(
                  () ->
                      new Refusal(
                          401,
                          "El código no vale para este nombre: está mal escrito, ya se usó o"
                              + " caducó.",
                          "The code is not good for this name: it is mistyped, was used already,"
                              + " or has ended."));
    } catch (NameTakenException e) {
      throw new Refusal(
          409, "Ese nombre ya lo tiene otra persona.", "Somebody else has that name already.");
    }
    tries.succeeded(address);
    enter(ctx, person);
  }

  private void change(Context ctx) {
    Change sent = Json.body(ctx, Change.class);
    Person person = sure(ctx, sent(sent.current()));
    people.setPassword(person, passwords.hash(sent(sent.password())));
    enter(ctx, person);
  }

  private void delete(Context ctx) {
    leaving.delete(sure(ctx, sent(Json.body(ctx, Sure.class).password())));
    left(ctx);
  }

  /// Whoever makes a request and knows the password of the account, too.
  private Person sure(Context ctx, String password) {
    Person person = Desk.of(ctx).person();
    List<String> counted = begin(ctx, Person.spelt(person.name()));
    String known = people.ofId(person.id()).map(People.Account::password).orElse("");
    if (!passwords.matches(known, password)) {
      throw Refusal.bad(
          "La contraseña actual no es correcta.", "The current password is not right.");
    }
    counted.forEach(tries::succeeded);
    return person;
  }

  private static String sent(String text) {
    if (text == null || text.length() > LONGEST_SENT) {
      throw Refusal.bad("Falta un campo, o es demasiado largo.", "A field is missing or too long.");
    }
    return text;
  }
}
