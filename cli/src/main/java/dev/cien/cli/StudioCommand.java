package dev.cien.cli;

import dev.cien.course.UserFolder;
import dev.cien.studio.Door;
import dev.cien.studio.NoDatabaseException;
import dev.cien.studio.PortTakenException;
import dev.cien.studio.Studio;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Serves the studio until it is interrupted.
@Command(name = "studio")
final class StudioCommand implements Callable<Integer> {
  private static final int MOST_PORT = 65_535;
  private static final long LOOK_MS = 200;

  private final Terminal terminal;

  @Mixin Common common;

  @Option(names = "--port", paramLabel = "N", defaultValue = "8100", descriptionKey = "studio.port")
  int port;

  @Option(names = "--no-open", descriptionKey = "studio.noOpen")
  boolean closed;

  @Option(names = "--data", paramLabel = "${bundle:label.dir}", descriptionKey = "journal.data")
  Path data;

  @Option(names = "--listen", paramLabel = "ADDRESS", descriptionKey = "studio.listen")
  String listen;

  @Option(names = "--host", paramLabel = "${bundle:label.name}", descriptionKey = "studio.host")
  List<String> hosts = List.of();

  /// For the launcher, which keeps the classes of a start.
  @Option(names = "--once", hidden = true, descriptionKey = "studio.once")
  boolean once;

  StudioCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (port < 0 || port > MOST_PORT) {
      throw Failure.usage(terminal.text("studio.badPort", port));
    }
    Door door = door();
    Path folder = data == null ? UserFolder.standard() : data;
    Optional<String> database =
        Optional.ofNullable(System.getenv("CIEN_DB_URL")).filter(url -> !url.isBlank());
    try (Interrupt interrupt = new Interrupt();
        Studio studio = Studio.start(door, folder, database)) {
      terminal.say("studio.open", studio.address());
      if (door.isOpen()) {
        tellOthers(studio);
      }
      terminal.say("studio.folder", folder.toAbsolutePath());
      terminal.say("studio.end");
      terminal.out().flush();
      if (once) {
        visit(studio.address());
      }
      if (!closed) {
        open(studio.address());
      }
      while (!once && !interrupt.asked()) {
        Thread.sleep(LOOK_MS);
      }
      return Exit.OK;
    } catch (PortTakenException e) {
      throw Failure.run(terminal.text("studio.portTaken", e.port(), e.port() + 1), e);
    } catch (NoDatabaseException e) {
      throw Failure.run(terminal.text("studio.noDatabase", e.getMessage()), e);
    }
  }

  private Door door() {
    Door door = listen == null ? Door.local(port) : new Door(address(listen), port, hosts);
    if (!door.isOpen() && !hosts.isEmpty()) {
      throw Failure.usage(terminal.text("studio.hostAlone"));
    }
    return door;
  }

  /// An address that this machine has.
  private InetAddress address(String asked) {
    try {
      InetAddress address = InetAddress.getByName(asked);
      if (address.isAnyLocalAddress() || NetworkInterface.getByInetAddress(address) != null) {
        return address;
      }
    } catch (UnknownHostException | SocketException e) {
      // Said below.
    }
    throw Failure.usage(terminal.text("studio.badAddress", asked));
  }

  /// How others come in, and what that means.
  private void tellOthers(Studio studio) {
    studio.addresses().forEach(address -> terminal.say("studio.others", address));
    terminal.say("studio.accounts");
    studio.firstCode().ifPresent(code -> terminal.say("studio.firstCode", code));
    terminal.say("studio.plain");
  }

  /// Asks for the first page as a browser does, so that the classes that answer are kept, too.
  private static void visit(URI address) {
    for (String path : List.of("/inicio", "/app.js", "/pages.json", "/api/me")) {
      try (InputStream answer = address.resolve(path).toURL().openStream()) {
        answer.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// Asks the desktop for its browser. Where there is none, the address on the terminal is enough.
  private static void open(URI address) {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    List<String> words =
        system.startsWith("windows")
            ? List.of("rundll32", "url.dll,FileProtocolHandler", address.toString())
            : List.of(system.startsWith("mac") ? "open" : "xdg-open", address.toString());
    try {
      new ProcessBuilder(words)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      System.getLogger(StudioCommand.class.getName())
          .log(System.Logger.Level.DEBUG, "no browser to open", e);
    }
  }
}
