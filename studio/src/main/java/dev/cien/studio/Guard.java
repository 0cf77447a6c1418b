package dev.cien.studio;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.Locale;
import java.util.Set;

/// Lets in only who sits at this machine's own page: the studio has no passwords because nobody
/// else reaches it, and that must also hold for other pages that are open in the same browser.
final class Guard {
  /// What a request that changes something carries; a foreign page cannot add it without being
  /// asked for permission, which it does not get.
  static final String HEADER = "X-Cien";

  private static final Set<String> OURS = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Set<HandlerType> READING = Set.of(HandlerType.GET, HandlerType.HEAD);

  private final int port;

  Guard(int port) {
    this.port = port;
  }

  /// @throws Refusal with status 403 if the request comes from elsewhere
  void check(Context ctx) {
    if (!isOurs(ctx.header("Host"))) {
      throw refused();
    }
    String origin = ctx.header("Origin");
    if (origin != null && !(origin.startsWith("http://") && isOurs(origin.substring(7)))) {
      throw refused();
    }
    String site = ctx.header("Sec-Fetch-Site");
    boolean reading = READING.contains(ctx.method());
    boolean foreign = site != null && !site.equals("same-origin") && !site.equals("none");
    // A link from another page may open a page, but reads nothing and changes nothing.
    boolean visit = reading && "navigate".equals(ctx.header("Sec-Fetch-Mode"));
    if (foreign && !visit) {
      throw refused();
    }
    if (!reading && (ctx.header(HEADER) == null || origin == null && site == null)) {
      throw refused();
    }
  }

  private boolean isOurs(String host) {
    if (host == null) {
      return false;
    }
    String name = host.toLowerCase(Locale.ROOT);
    int colon = name.lastIndexOf(':');
    boolean named = colon > name.lastIndexOf(']');
    String bare = named ? name.substring(0, colon) : name;
    String asked = named ? name.substring(colon + 1) : "80";
    return OURS.contains(bare) && asked.equals(Integer.toString(port));
  }

  private static Refusal refused() {
    return new Refusal(
        403,
        "Esta petición no viene de la página del estudio en este equipo. Ábrelo con la dirección"
            + " que muestra `cien studio`.",
        "This request does not come from the studio's page on this machine. Open it at the address"
            + " that `cien studio` shows.");
  }
}
