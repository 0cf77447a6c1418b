package dev.cien.studio;

import dev.cien.studio.store.Store;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.HandlerType;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The studio: a web application on this machine, for this machine.
///
/// ```java
/// try (Studio studio = Studio.start(8100, UserFolder.standard(), Optional.empty())) {
///   System.out.println(studio.address());
///   Thread.currentThread().join();
/// }
/// ```
public final class Studio implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final long MOST_BYTES = 8L << 20;

  private final Store store;
  private final List<AutoCloseable> features;
  private final Javalin server;

  private Studio(Store store, List<AutoCloseable> features, Javalin server) {
    this.store = store;
    this.features = features;
    this.server = server;
  }

  /// Starts it and returns when pages are served.
  ///
  /// @param port where it listens, on the loopback interface only; 0 for any that is free
  /// @param folder where the learner's things are kept; made if it is not there
  /// @param database the address of a PostgreSQL database; a file in the folder if there is none
  /// @throws PortTakenException if another program has the port
  public static Studio start(int port, Path folder, Optional<String> database)
      throws PortTakenException {
    checkFree(port);
    Store store = Store.open(folder, database);
    Features features = Features.of(store, folder);
    int[] bound = {port};
    Javalin server = Javalin.create(config -> set(config, features, bound));
    try {
      server.start(LOOPBACK, port);
    } catch (JavalinBindException e) {
      store.close();
      throw new PortTakenException(port, e);
    }
    bound[0] = server.port();
    return new Studio(store, features.open(), server);
  }

  /// Asks before the server does, which would complain at length.
  private static void checkFree(int port) throws PortTakenException {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(LOOPBACK, port));
    } catch (IOException e) {
      throw new PortTakenException(port, e);
    }
  }

  private static void set(JavalinConfig config, Features features, int[] port) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.http.maxRequestSize = MOST_BYTES;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.http.generateEtags = false;
    config.jsonMapper(new Json());
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    Pages pages = new Pages(new Assets());
    protect(config.routes, pages, port);
    new Errors().register(config.routes);
    features.routes().forEach(routes -> routes.register(config.routes));
    config.routes.addHttpHandler(HandlerType.GET, "/<path>", pages::answer);
    config.routes.addHttpHandler(HandlerType.GET, "/", pages::answer);
  }

  private static void protect(RoutesConfig routes, Pages pages, int[] port) {
    routes.before(
        ctx -> {
          ctx.header("Content-Security-Policy", pages.policy());
          ctx.header("X-Content-Type-Options", "nosniff");
          ctx.header("X-Frame-Options", "DENY");
          ctx.header("Referrer-Policy", "no-referrer");
          ctx.header("Cross-Origin-Opener-Policy", "same-origin");
          ctx.header("Cross-Origin-Resource-Policy", "same-origin");
          ctx.header("Cache-Control", "no-store");
          new Guard(port[0]).check(ctx);
        });
  }

  /// Where a browser finds it.
  public URI address() {
    return URI.create("http://localhost:" + server.port());
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
