package dev.cien.studio;

import dev.cien.studio.store.Logins;
import dev.cien.studio.store.Person;
import dev.cien.studio.store.Store;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/// Finds out who makes a request. Without accounts it is whoever sits at the machine. With them,
/// everything but the way in and the files of the pages is closed to those who are not logged in.
final class Gate {
  /// The name of the cookie that holds a login.
  static final String COOKIE = "cien";

  static final String ENTRANCE = "/entrar";

  private static final String STAYS = Gate.class.getName();

  private static final Set<String> OPEN = Set.of(ENTRANCE, "/api/me", "/api/login", "/api/account");

  private final Store store;
  private final Path folder;
  private final boolean accounts;
  private final Clock clock;
  private final Logins logins;

  Gate(Store store, Path folder, boolean accounts, Clock clock) {
    this.store = store;
    this.folder = folder;
    this.accounts = accounts;
    this.clock = clock;
    this.logins = new Logins(store);
  }

  /// Lets a request through, sends a page to the entrance, or refuses.
  ///
  /// @param isFile whether a path is one of the files of the pages, which hold nobody's things
  /// @throws Refusal with status 401 if an endpoint is asked by nobody
  void check(Context ctx, Predicate<String> isFile) {
    String path = ctx.path();
    if (isFile.test(path)) {
      return;
    }
    Optional<Person> person = who(ctx);
    person.ifPresent(known -> Desk.of(store, folder, known).isOf(ctx));
    ctx.attribute(STAYS, stays(Optional.ofNullable(ctx.cookie(COOKIE))));
    if (person.isPresent() || OPEN.contains(path)) {
      return;
    }
    if (path.startsWith("/api/")) {
      throw unknown();
    }
    ctx.redirect(ENTRANCE + "?to=" + URLEncoder.encode(path, StandardCharsets.UTF_8));
    ctx.skipRemainingHandlers();
  }

  private BooleanSupplier stays(Optional<String> token) {
    return () -> !accounts || token.filter(one -> logins.lasts(one, clock.millis())).isPresent();
  }

  /// Tells, while a long answer is being sent, whether the login that asked for it lasts.
  static BooleanSupplier stays(Context ctx) {
    return Optional.<BooleanSupplier>ofNullable(ctx.attribute(STAYS)).orElseThrow(Gate::unknown);
  }

  private Optional<Person> who(Context ctx) {
    if (!accounts) {
      return Optional.of(Person.LOCAL);
    }
    return Optional.ofNullable(ctx.cookie(COOKIE))
        .flatMap(token -> logins.find(token, clock.millis()));
  }

  static Refusal unknown() {
    return new Refusal(
        401,
        "Tu sesión no está abierta o ha terminado. Entra otra vez.",
        "You are not logged in, or your login has ended. Log in again.");
  }
}
