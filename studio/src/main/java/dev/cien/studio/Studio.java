package dev.cien.studio;

import com.zaxxer.hikari.pool.HikariPool;
import dev.cien.studio.store.People;
import dev.cien.studio.store.Person;
import dev.cien.studio.store.Store;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/// The studio: a web application on this machine, for this machine; or, with accounts, for a class.
///
/// ```java
/// try (Studio studio = Studio.start(8100, UserFolder.standard(), Optional.empty())) {
///   System.out.println(studio.address());
///   Thread.currentThread().join();
/// }
/// ```
public final class Studio implements AutoCloseable {
  private static final long MOST_BYTES = 8L << 20;

  /// Nanoseconds for which a port may be taken before another program is said to have it.
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);

  private final Door door;
  private final Store store;
  private final List<AutoCloseable> features;
  private final Javalin server;
  private final Optional<String> firstCode;

  private Studio(
      Door door,
      Store store,
      List<AutoCloseable> features,
      Javalin server,
      Optional<String> firstCode) {
    this.door = door;
    this.store = store;
    this.features = features;
    this.server = server;
    this.firstCode = firstCode;
  }

  /// Starts it for this machine only, and returns when pages are served.
  ///
  /// @param port where it listens, on the loopback interface only; 0 for any that is free
  /// @param folder where the learner's things are kept; made if it is not there
  /// @param database the address of a PostgreSQL database; a file in the folder if there is none
  /// @throws PortTakenException if another program has the port
  public static Studio start(int port, Path folder, Optional<String> database)
      throws PortTakenException {
    return start(Door.local(port), folder, database);
  }

  /// Starts it and returns when pages are served. With an open door everybody needs an account.
  ///
  /// @param folder where people's things are kept; made if it is not there
  /// @param database the address of a PostgreSQL database; a file in the folder if there is none
  /// @throws PortTakenException if another program has the port
  /// @throws NoDatabaseException if the database cannot be opened
  public static Studio start(Door door, Path folder, Optional<String> database)
      throws PortTakenException {
    return start(door, folder, database, Clock.systemUTC(), Passwords.COST);
  }

  private static Store open(Path folder, Optional<String> database) {
    try {
      return Store.open(folder, database);
    } catch (HikariPool.PoolInitializationException e) {
      throw new NoDatabaseException(e.getCause() == null ? e : e.getCause());
    }
  }

  /// @param cost how slow hashing a password is
  static Studio start(Door door, Path folder, Optional<String> database, Clock clock, int cost)
      throws PortTakenException {
    checkFree(door);
    Store store = open(folder, database);
    Optional<Passwords> accounts =
        door.isOpen() ? Optional.of(new Passwords(cost)) : Optional.empty();
    Features features = Features.of(store, folder, clock, accounts);
    Gate gate = new Gate(store, folder, door.isOpen(), clock);
    AtomicReference<Guard> guard = new AtomicReference<>();
    Javalin server = Javalin.create(config -> set(config, features, gate, guard));
    try {
      server.start(door.address().getHostAddress(), door.port());
    } catch (JavalinBindException e) {
      store.close();
      throw new PortTakenException(door.port(), e);
    }
    guard.set(new Guard(door, server.port(), Set.copyOf(reachable(door))));
    Optional<String> firstCode = accounts.flatMap(_ -> firstCode(new People(store)));
    return new Studio(door, store, features.open(), server, firstCode);
  }

  /// The code for the first account, a teacher's, while there is none.
  private static Optional<String> firstCode(People people) {
    return people.all().isEmpty()
        ? Optional.of(people.invite(Person.Role.TEACHER, Long.MAX_VALUE))
        : Optional.empty();
  }

  /// The addresses at which other machines reach an open door.
  private static List<InetAddress> reachable(Door door) {
    if (!door.isOpen()) {
      return List.of();
    }
    if (!door.address().isAnyLocalAddress()) {
      return List.of(door.address());
    }
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(one -> !one.isLoopbackAddress() && !one.isLinkLocalAddress())
          .sorted(Comparator.comparing(one -> one instanceof Inet6Address))
          .toList();
    } catch (SocketException e) {
      throw new UncheckedIOException("studio: the machine's addresses cannot be read", e);
    }
  }

  /// Asks before the server does, which would complain at length. A studio that has just ended may
  /// hold its port for a moment longer.
  private static void checkFree(Door door) throws PortTakenException {
    long end = System.nanoTime() + PATIENCE;
    while (true) {
      try (ServerSocket probe = new ServerSocket()) {
        probe.bind(new InetSocketAddress(door.address(), door.port()));
        return;
      } catch (IOException e) {
        if (System.nanoTime() - end > 0) {
          throw new PortTakenException(door.port(), e);
        }
        LockSupport.parkNanos(PATIENCE / 20);
      }
    }
  }

  private static void set(
      JavalinConfig config, Features features, Gate gate, AtomicReference<Guard> guard) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.http.maxRequestSize = MOST_BYTES;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.http.generateEtags = false;
    config.jsonMapper(new Json());
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    config.jetty.modifyServer(server -> server.setErrorHandler(new BadRequests()));
    Assets assets = new Assets();
    Pages pages = new Pages(assets);
    protect(
        config.routes,
        pages,
        ctx -> {
          // Nobody is let in before it is known where we are.
          Optional.ofNullable(guard.get()).orElseThrow(Gate::unknown).check(ctx);
          gate.check(ctx, path -> assets.find(path).isPresent());
        });
    new Errors().register(config.routes);
    features.routes().forEach(routes -> routes.register(config.routes));
    config.routes.addHttpHandler(HandlerType.GET, "/<path>", pages::answer);
    config.routes.addHttpHandler(HandlerType.GET, "/", pages::answer);
  }

  private static void protect(RoutesConfig routes, Pages pages, Handler admit) {
    routes.before(
        ctx -> {
          ctx.header("Content-Security-Policy", pages.policy());
          ctx.header("X-Content-Type-Options", "nosniff");
          ctx.header("X-Frame-Options", "DENY");
          ctx.header("Referrer-Policy", "no-referrer");
          ctx.header("Cross-Origin-Opener-Policy", "same-origin");
          ctx.header("Cross-Origin-Resource-Policy", "same-origin");
          ctx.header("Cache-Control", "no-store");
          admit.handle(ctx);
        });
  }

  /// Where a browser on this machine finds it.
  public URI address() {
    boolean here = !door.isOpen() || door.address().isAnyLocalAddress();
    return here ? at("localhost") : addresses().getFirst();
  }

  /// Where browsers on other machines find it; nowhere if they do not.
  public List<URI> addresses() {
    return reachable(door).stream().map(this::at).toList();
  }

  private URI at(InetAddress address) {
    String bare = address.getHostAddress().replaceAll("%.*", "");
    return at(address instanceof Inet6Address ? "[" + bare + "]" : bare);
  }

  private URI at(String host) {
    return URI.create("http://" + host + ":" + server.port());
  }

  /// What whoever started the studio types on its page `/entrar` to make the first account; nothing
  /// if there is one, or if nobody needs one.
  public Optional<String> firstCode() {
    return firstCode;
  }

  /// Saves what is in training, stops listening, and closes the database.
  @Override
  public void close() {
    // Features first: pages that listen to events would keep the server waiting.
    for (AutoCloseable feature : features) {
      try {
        feature.close();
      } catch (Exception e) {
        System.getLogger(Studio.class.getName())
            .log(System.Logger.Level.ERROR, "closing " + feature.getClass().getName(), e);
      }
    }
    server.stop();
    store.close();
  }
}
