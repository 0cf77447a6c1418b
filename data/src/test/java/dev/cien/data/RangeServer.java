package dev.cien.data;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A web server on this machine that has one file under every name, goes on where it is asked to,
/// and fails when it is told to.
final class RangeServer implements AutoCloseable {
  private static final int OK = 200;
  private static final int PARTIAL = 206;

  private final HttpServer server;
  private final List<String> ranges = new CopyOnWriteArrayList<>();
  private volatile byte[] content;
  private volatile int status = OK;
  private volatile int cut = Integer.MAX_VALUE;

  RangeServer(byte[] content) throws IOException {
    this.content = content;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /// What it has from now on.
  void serve(byte[] bytes) {
    content = bytes;
  }

  /// What it answers from now on; other than 200, without content.
  void answer(int code) {
    status = code;
  }

  /// From now on it breaks off after so many bytes, as a bad line does.
  void cutAfter(int bytes) {
    cut = bytes;
  }

  /// From now on it gives everything that is asked for.
  void mend() {
    cut = Integer.MAX_VALUE;
  }

  /// The `Range` of each request so far, `null` where there was none.
  List<String> ranges() {
    return new ArrayList<>(ranges);
  }

  URI uri(String name) {
    return URI.create("http://localhost:" + server.getAddress().getPort() + "/" + name);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String range = exchange.getRequestHeaders().getFirst("Range");
      ranges.add(range);
      if (status != OK) {
        exchange.sendResponseHeaders(status, -1);
        return;
      }
      byte[] bytes = content;
      int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
      if (from > 0) {
        exchange
            .getResponseHeaders()
            .set("Content-Range", "bytes " + from + "-" + (bytes.length - 1) + "/" + bytes.length);
      }
      exchange.sendResponseHeaders(from > 0 ? PARTIAL : OK, bytes.length - from);
      var out = exchange.getResponseBody();
      out.write(bytes, from, Math.min(cut, bytes.length - from));
      out.flush();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
