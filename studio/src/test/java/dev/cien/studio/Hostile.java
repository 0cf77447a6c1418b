package dev.cien.studio;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What no page would send, and whether the studio stands it: whatever it is, nothing may fail, and
/// what is refused is refused in both languages.
final class Hostile {
  private static final Object[] VALUES = {
    null,
    "x",
    "",
    -1,
    0.5,
    1e308,
    3_000_000_000L,
    true,
    List.of(),
    Map.of(),
    List.of("x"),
    "9".repeat(500),
    "\0",
    "../../../../etc/passwd",
    "NaN"
  };
  private static final List<String> BODIES =
      List.of(
          "",
          "null",
          "[]",
          "7",
          "\"x\"",
          "{",
          "{\"unheard\":1}",
          "[".repeat(900),
          "\0",
          "{\"a\":1,\"a\":2}");

  /// Numbers, names and places that are none, as they stand in an address.
  static final List<String> ASKED =
      Stream.of(
              "",
              "x",
              "-1",
              "0.5",
              "NaN",
              "Infinity",
              "1e308",
              "-1e308",
              "2147483648",
              "-9223372036854775808",
              "9223372036854775807",
              "99999999999999999999",
              "9".repeat(4000),
              "1,".repeat(900),
              "\0",
              "\r\nX: 1",
              "..",
              "..\\..\\x",
              "+99:99",
              "\u202e\ud83d\ude00")
          .map(text -> URLEncoder.encode(text, StandardCharsets.UTF_8))
          .toList();

  private Hostile() {}

  /// @param fields what a page sends
  record Endpoint(String method, String path, Map<String, ?> fields) {}

  /// What fails when endpoints are sent what no page would send.
  static List<String> failures(Visitor visitor, List<Endpoint> endpoints) throws Exception {
    List<String> failed = new ArrayList<>();
    for (Endpoint one : endpoints) {
      for (String body : bodies(one)) {
        var request = request(visitor, one, body).header("Origin", visitor.origin);
        String sent = body.substring(0, Math.min(200, body.length()));
        judge(one.method() + " " + one.path() + " " + sent, visitor.send(request), failed);
      }
    }
    return failed;
  }

  /// Bodies that cannot be read, and what a page sends with one value after the other spoilt.
  static List<String> bodies(Endpoint one) {
    return Stream.concat(BODIES.stream(), spoilt(one.fields()).stream().map(Json::text)).toList();
  }

  /// A model that is not trained yet, and a studio that is at its limit, are no failures.
  static void judge(String asked, Visitor.Answer answer, List<String> failed) {
    boolean said =
        answer.status() < 400
            || answer.body().contains("\"es\":\"") && answer.body().contains("\"en\":\"")
            // What is no address at all is refused before anybody knows for whom it was.
            || answer.status() == 400 && answer.body().contains("<p lang=\"en\">");
    if (answer.status() >= 500 || !said) {
      failed.add(asked + " -> " + answer.status() + " " + answer.body());
    }
  }

  /// Without the header that says where it comes from.
  static HttpRequest.Builder request(Visitor visitor, Endpoint one, String body) {
    return visitor
        .to(one.path())
        .method(one.method(), HttpRequest.BodyPublishers.ofString(body))
        .header(Guard.HEADER, "1");
  }

  /// What is sent with one value after the other replaced by something else, or left out.
  private static List<Object> spoilt(Object whole) {
    List<Object> all = new ArrayList<>();
    if (whole instanceof Map<?, ?> map) {
      for (Object key : map.keySet()) {
        Map<Object, Object> without = new LinkedHashMap<>(map);
        without.remove(key);
        all.add(without);
        for (Object value : others(map.get(key))) {
          Map<Object, Object> other = new LinkedHashMap<>(map);
          other.put(key, value);
          all.add(other);
        }
      }
    } else if (whole instanceof List<?> list && !list.isEmpty()) {
      others(list.getFirst()).forEach(value -> all.add(Arrays.asList(value)));
    }
    return all;
  }

  private static List<Object> others(Object value) {
    List<Object> all = new ArrayList<>(Arrays.asList(VALUES));
    all.addAll(spoilt(value));
    return all;
  }
}
