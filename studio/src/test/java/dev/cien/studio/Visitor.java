package dev.cien.studio;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;

/// A program that asks a studio as one person's browser would: it keeps the cookie that it is
/// given, and says where its requests come from.
final class Visitor {
  private final HttpClient http;
  private final URI studio;
  String cookie = "";
  String origin;

  /// @param cookie the last `Set-Cookie`, as it was sent
  record Answer(int status, String body, String cookie, HttpResponse<String> whole) {
    Map<?, ?> json() {
      return Json.parse(body, Map.class);
    }
  }

  Visitor(HttpClient http, URI studio) {
    this.http = http;
    this.studio = studio;
    this.origin = studio.toString();
  }

  Answer get(String path) throws IOException, InterruptedException {
    return send(to(path).GET());
  }

  Answer post(String path, Object body) throws IOException, InterruptedException {
    return send(change(path, "POST", body));
  }

  Answer put(String path, Object body) throws IOException, InterruptedException {
    return send(change(path, "PUT", body));
  }

  Answer delete(String path) throws IOException, InterruptedException {
    return send(change(path, "DELETE", Map.of()));
  }

  Answer login(String name, String password) throws IOException, InterruptedException {
    return post("/api/login", Map.of("name", name, "password", password));
  }

  Answer join(String code, String name, String password) throws IOException, InterruptedException {
    return post("/api/account", Map.of("code", code, "name", name, "password", password));
  }

  /// A request to which headers can still be added.
  HttpRequest.Builder to(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(studio.resolve(path));
    return cookie.isEmpty() ? request : request.header("Cookie", cookie);
  }

  /// A request for events; without its header there are none.
  HttpRequest.Builder events(String path) {
    return to(path).GET().header("Accept", "text/event-stream");
  }

  private HttpRequest.Builder change(String path, String method, Object body) {
    return to(path)
        .method(method, HttpRequest.BodyPublishers.ofString(Json.text(body)))
        .header(Guard.HEADER, "1")
        .header("Origin", origin);
  }

  Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    Optional<String> set = answer.headers().firstValue("Set-Cookie");
    set.ifPresent(line -> cookie = line.substring(0, line.indexOf(';')));
    return new Answer(answer.statusCode(), answer.body(), set.orElse(""), answer);
  }
}
