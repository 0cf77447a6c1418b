package dev.cien.studio;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Set;

/// Lets in only who comes from the studio's own pages, at an address that is the studio's: other
/// pages that are open in the same browser neither read nor change anything, and a foreign name
/// that leads to this machine is none of ours.
final class Guard {
  /// What a request that changes something carries; a foreign page cannot add it without being
  /// asked for permission, which it does not get.
  static final String HEADER = "X-Cien";

  private static final Set<String> OURS = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Set<HandlerType> READING = Set.of(HandlerType.GET, HandlerType.HEAD);
  private static final String HTTP = "http://";
  private static final String HTTPS = "https://";

  private final Door door;
  private final int port;
  private final Set<InetAddress> addresses;

  /// @param port at which it really listens
  /// @param addresses at which other machines reach it; none if they do not
  Guard(Door door, int port, Set<InetAddress> addresses) {
    this.door = door;
    this.port = port;
    this.addresses = Set.copyOf(addresses);
  }

  /// @throws Refusal with status 403 if the request comes from elsewhere
  void check(Context ctx) {
    if (!isOurs(ctx.header("Host"), "80")) {
      throw refused();
    }
    String origin = ctx.header("Origin");
    if (origin != null && !isOurOrigin(origin)) {
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

  /// Whether a page came over an encrypted connection, which a proxy provides.
  static boolean isEncrypted(Context ctx) {
    String origin = ctx.header("Origin");
    return origin != null && origin.startsWith(HTTPS);
  }

  private boolean isOurOrigin(String origin) {
    if (origin.startsWith(HTTPS)) {
      return door.isOpen() && isOurs(origin.substring(HTTPS.length()), "443");
    }
    return origin.startsWith(HTTP) && isOurs(origin.substring(HTTP.length()), "80");
  }

  private boolean isOurs(String host, String usual) {
    if (host == null) {
      return false;
    }
    String name = host.toLowerCase(Locale.ROOT);
    int colon = name.lastIndexOf(':');
    boolean named = colon > name.lastIndexOf(']');
    String bare = named ? name.substring(0, colon) : name;
    String asked = named ? name.substring(colon + 1) : usual;
    // A proxy may listen at any port.
    return door.names().contains(bare)
        || asked.equals(Integer.toString(port)) && (OURS.contains(bare) || isOurAddress(bare));
  }

  private boolean isOurAddress(String bare) {
    try {
      return !addresses.isEmpty() && addresses.contains(InetAddress.ofLiteral(bare));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private Refusal refused() {
    return door.isOpen()
        ? new Refusal(
            403,
            "Esta petición no viene de una dirección del estudio. Ábrelo con una de las que muestra"
                + " `cien studio` al arrancar; otro nombre se permite con --host.",
            "This request does not come from an address of the studio. Open it at one of those that"
                + " `cien studio` shows when it starts; another name is allowed with --host.")
        : new Refusal(
            403,
            "Esta petición no viene de la página del estudio en este equipo. Ábrelo con la"
                + " dirección que muestra `cien studio`.",
            "This request does not come from the studio's page on this machine. Open it at the"
                + " address that `cien studio` shows.");
  }
}
