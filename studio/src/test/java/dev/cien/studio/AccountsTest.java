package dev.cien.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.studio.Visitor.Answer;
import dev.cien.studio.store.Database;
import dev.cien.studio.store.Logins;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A studio that other machines reach: who is let in, to what, and for how long.
class AccountsTest extends Classroom {
  @Test
  void withoutALoginOnlyTheEntranceIsOpen() throws Exception {
    Visitor nobody = visitor();
    assertThat(nobody.get("/entrar").status()).isEqualTo(200);
    assertThat(nobody.get("/app.js").status()).isEqualTo(200);
    assertThat(nobody.get("/api/me").body()).contains("\"accounts\":true", "\"name\":\"\"");
    Answer page = nobody.get("/lab/patio");
    assertThat(page.status()).isEqualTo(302);
    assertThat(page.whole().headers().firstValue("Location"))
        .hasValueSatisfying(to -> assertThat(to).endsWith("/entrar?to=%2Flab%2Fpatio"));
    for (String path :
        new String[] {
          "/api/settings",
          "/api/course",
          "/api/progress?zone=UTC",
          "/api/journal",
          "/api/history",
          "/api/class?zone=UTC",
          "/api/patio/samples",
          "/api/patio/x/frames",
          "/api/no",
          "/api/digit",
          "/api/certificate?zone=UTC"
        }) {
      assertThat(nobody.get(path).status()).as(path).isEqualTo(401);
    }
    assertThat(nobody.post("/api/patio", Map.of()).status()).isEqualTo(401);
    assertThat(nobody.delete("/api/login/all").status()).isEqualTo(401);
    assertThat(nobody.put("/api/account/password", Map.of()).status()).isEqualTo(401);
    nobody.cookie = "cien=forged";
    assertThat(nobody.get("/api/settings").status()).isEqualTo(401);
  }

  @Test
  void onlyTheCodeOfTheTerminalMakesTheFirstAccount() throws Exception {
    assertThat(visitor().join("AAAA-AAAA-AAAA-AAAA", "Intruso", PASSWORD).status()).isEqualTo(401);
    first();
    assertThat(teacher.get("/api/me").body()).contains("\"teacher\":true", "Profe");
    assertThat(visitor().join(studio.firstCode().orElseThrow(), "Otro", PASSWORD).status())
        .isEqualTo(401);
    studio.close();
    start(Optional.empty());
    assertThat(studio.firstCode()).as("once there is an account").isEmpty();
    assertThat(teacher.login("profe", PASSWORD).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"corta", "123456789", "con\u0000cero por dentro"})
  void poorPasswordsAreRefusedAndTheCodeStaysGood(String poor) throws Exception {
    String code = studio.firstCode().orElseThrow();
    assertThat(teacher.join(code, "Profe", poor).status()).isEqualTo(400);
    assertThat(teacher.join(code, "Profe", "ñ".repeat(37)).status()).as("74 bytes").isEqualTo(400);
    assertThat(teacher.join(code, "<b>", PASSWORD).status()).isEqualTo(400);
    first();
  }

  @Test
  void theCookieIsForTheBrowserAndThisSiteOnly() throws Exception {
    first();
    Answer plain = teacher.login("Profe", PASSWORD);
    assertThat(plain.cookie())
        .contains("HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=1209600")
        .doesNotContain("Secure");
    // A proxy that encrypts keeps the name that the browser asked for.
    Visitor far = visitor();
    far.origin = "https://clase.example";
    assertThat(far.login("Profe", PASSWORD).cookie()).contains("Secure", "HttpOnly");
  }

  @Test
  void aLoginNeverTakesOverATokenThatWasThereBefore() throws Exception {
    first();
    Visitor planted = visitor();
    planted.cookie = "cien=planted-by-somebody-else-0123456789012345";
    planted.login("Profe", PASSWORD);
    assertThat(planted.cookie).doesNotContain("planted");
    Visitor attacker = visitor();
    attacker.cookie = "cien=planted-by-somebody-else-0123456789012345";
    assertThat(attacker.get("/api/settings").status()).isEqualTo(401);
    // And what the browser held is worth nothing after it logged in anew.
    String before = planted.cookie;
    planted.login("Profe", PASSWORD);
    attacker.cookie = before;
    assertThat(attacker.get("/api/settings").status()).isEqualTo(401);
  }

  @Test
  void aLoginEnds() throws Exception {
    first();
    Visitor second = visitor();
    second.login("Profe", PASSWORD);
    String old = second.cookie;
    assertThat(second.delete("/api/login").cookie()).contains("Expires=Thu, 01 Jan 1970");
    second.cookie = old;
    assertThat(second.get("/api/settings").status()).isEqualTo(401);
    assertThat(teacher.get("/api/settings").status()).isEqualTo(200);
    now = now.plus(Logins.IDLE);
    assertThat(teacher.get("/api/settings").status()).as("after half a day").isEqualTo(401);
    assertThat(teacher.get("/inicio").status()).isEqualTo(302);
  }

  @Test
  void anotherPasswordEndsAllOtherLogins() throws Exception {
    first();
    Visitor elsewhere = visitor();
    elsewhere.login("Profe", PASSWORD);
    Map<String, String> wrong = Map.of("current", "no es esta", "password", "otra frase larga");
    assertThat(teacher.put("/api/account/password", wrong).status()).isEqualTo(400);
    Map<String, String> right = Map.of("current", PASSWORD, "password", "otra frase larga");
    String before = teacher.cookie;
    assertThat(teacher.put("/api/account/password", right).status()).isEqualTo(200);
    assertThat(teacher.cookie).isNotEqualTo(before);
    assertThat(teacher.get("/api/settings").status()).isEqualTo(200);
    assertThat(elsewhere.get("/api/settings").status()).isEqualTo(401);
    assertThat(elsewhere.login("Profe", PASSWORD).status()).isEqualTo(401);
    assertThat(elsewhere.login("Profe", "otra frase larga").status()).isEqualTo(200);
    assertThat(teacher.delete("/api/login/all").status()).isEqualTo(200);
    assertThat(elsewhere.get("/api/settings").status()).isEqualTo(401);
  }

  @Test
  void nobodyReachesAnotherPersonsThings() throws Exception {
    first();
    Visitor ana = learner("Ana");
    Visitor luz = learner("Luz");
    String training = (String) ana.post("/api/patio", Map.of("link", "seed=1")).json().get("id");
    ana.post("/api/journal/begin", Map.of());
    ana.put("/api/settings", Map.of("name", "lang", "value", "en"));
    Map<String, Object> done =
        Map.of("kind", "day-done", "fields", Map.of("day", 7), "zone", "UTC");
    Object entry = ana.post("/api/progress", done).json().get("id");
    ana.delete("/api/progress/" + entry);

    for (Visitor other : List.of(luz, teacher)) {
      assertThat(other.get("/api/patio/" + training).status()).isEqualTo(404);
      // Events have begun before they can be refused; none follows.
      assertThat(other.send(other.events("/api/patio/" + training + "/frames")).body())
          .doesNotContain("frame");
      assertThat(other.post("/api/patio/" + training + "/play", Map.of()).status()).isEqualTo(404);
      assertThat(other.get("/api/journal").body()).isEqualTo("{\"exists\":false}");
      assertThat(other.get("/api/journal/export").status()).isEqualTo(404);
      assertThat(other.get("/api/settings").body()).isEqualTo("{}");
      assertThat(other.post("/api/progress/" + entry + "/restore", Map.of()).status())
          .isEqualTo(404);
      assertThat(other.get("/api/progress?zone=UTC").body()).contains("\"entries\":[]");
    }
    assertThat(ana.post("/api/progress/" + entry + "/restore", Map.of()).status()).isEqualTo(200);
    assertThat(ana.get("/api/patio/" + training).status()).isEqualTo(200);
    assertThat(ana.get("/api/journal/export").status()).isEqualTo(200);
    assertThat(folder.resolve("journal.md")).doesNotExist();
  }

  @ParameterizedTest
  @EnumSource
  void aTeacherSeesHowFarTheClassIs(Database kind) throws Exception {
    studio.close();
    start(kind.fresh());
    first();
    Visitor ana = learner("Ana");
    // Eleven hours later it is the next day where she is.
    for (int day : new int[] {1, 2}) {
      ana.post(
          "/api/progress",
          Map.of("kind", "day-done", "fields", Map.of("day", day), "zone", "Asia/Kathmandu"));
      now = now.plus(Duration.ofHours(11));
      ana.get("/api/me");
    }
    teacher.login("Profe", PASSWORD);
    String seen = teacher.get("/api/class?zone=Europe%2FMadrid").body();
    assertThat(seen)
        .contains("\"name\":\"Ana\"", "\"days\":2", "\"streak\":2", "\"seen\":\"2026-03-03T06:")
        .doesNotContain("$2");
  }

  @Test
  void learnersAreNoTeachers() throws Exception {
    first();
    Visitor ana = learner("Ana");
    String teachers = idOf(teacher, "Profe");
    assertThat(ana.get("/api/class?zone=UTC").status()).isEqualTo(403);
    assertThat(ana.post("/api/class/invitations", Map.of()).status()).isEqualTo(403);
    assertThat(ana.delete("/api/class/invitations").status()).isEqualTo(403);
    assertThat(ana.post("/api/class/" + teachers + "/reset", Map.of()).status()).isEqualTo(403);
    assertThat(ana.get("/api/me").body()).contains("\"teacher\":false");
  }

  @Test
  void aTeacherResetsAPasswordWithoutKnowingTheNext() throws Exception {
    first();
    Visitor ana = learner("Ana");
    String anas = idOf(teacher, "Ana");
    Answer reset = teacher.post("/api/class/" + anas + "/reset", Map.of());
    String code = (String) reset.json().get("code");
    assertThat(ana.get("/api/settings").status()).isEqualTo(401);
    assertThat(ana.login("Ana", PASSWORD).status()).isEqualTo(401);
    assertThat(ana.login("Ana", "").status()).isEqualTo(401);
    assertThat(visitor().join(code, "Luz", "la de otra persona").status()).isEqualTo(401);
    assertThat(ana.join(code, "Ana", "la frase nueva").status()).isEqualTo(200);
    assertThat(ana.get("/api/settings").status()).isEqualTo(200);
    assertThat(idOf(teacher, "Ana")).isEqualTo(anas);
    String self = idOf(teacher, "Profe");
    assertThat(teacher.post("/api/class/" + self + "/reset", Map.of()).status()).isEqualTo(400);
    assertThat(teacher.post("/api/class/local/reset", Map.of()).status()).isEqualTo(404);
  }

  @Test
  void aNameIsWrittenAsItsBearerWritesIt() throws Exception {
    first();
    String code = (String) teacher.post("/api/class/invitations", Map.of()).json().get("code");
    for (String name : new String[] {"", "-Ana", "Ana 🧠", "a".repeat(41)}) {
      Answer refused = visitor().join(code, name, PASSWORD);
      assertThat(refused.status()).as(name).isEqualTo(400);
      assertThat(refused.body()).contains("puntos, guiones o apóstrofos");
    }
    assertThat(visitor().join(code, "Íñigo J. O’Higgins-Sáez", PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void invitationsEndAndCanBeWithdrawn() throws Exception {
    first();
    String late = (String) teacher.post("/api/class/invitations", Map.of()).json().get("code");
    String withdrawn = (String) teacher.post("/api/class/invitations", Map.of()).json().get("code");
    assertThat(visitor().join(late, "PROFE", PASSWORD).status()).as("a taken name").isEqualTo(409);
    assertThat(teacher.delete("/api/class/invitations").body()).contains("\"invitations\":0");
    assertThat(visitor().join(withdrawn, "Ana", PASSWORD).status()).isEqualTo(401);
    String next = (String) teacher.post("/api/class/invitations", Map.of()).json().get("code");
    now = now.plus(ClassRoutes.INVITED);
    assertThat(visitor().join(next, "Ana", PASSWORD).status()).isEqualTo(401);
  }

  @Test
  void guessingIsSlowedDown() throws Exception {
    first();
    for (String name : new String[] {"Profe", "Nadie"}) {
      Visitor guesser = visitor();
      Answer unknown = guesser.login(name, "no es esta");
      assertThat(unknown.status()).isEqualTo(401);
      assertThat(unknown.body()).contains("El nombre o la contraseña no son correctos.");
      for (int i = 1; i < 8; i++) {
        assertThat(guesser.login(name, "no es esta").status()).isEqualTo(401);
      }
      Answer refused = guesser.login(name, PASSWORD);
      assertThat(refused.status()).as("even the right one").isEqualTo(429);
      assertThat(refused.body()).contains("15 min", "Demasiados intentos");
      assertThat(refused.whole().headers().firstValue("Retry-After")).hasValue("900");
    }
    now = now.plus(Tries.WHILE);
    assertThat(visitor().login("Profe", PASSWORD).status()).isEqualTo(200);
    // One address is slowed down, too, whatever names it tries.
    int refused = 0;
    for (int i = 0; i < 45; i++) {
      refused += visitor().login("n" + i, "no es esta").status() == 429 ? 1 : 0;
    }
    assertThat(refused).isEqualTo(5);
  }

  @Test
  void codesCannotBeTriedForEver() throws Exception {
    int refused = 0;
    for (int i = 0; i < 45; i++) {
      refused += visitor().join("AAAA-" + i, "Ana", PASSWORD).status() == 429 ? 1 : 0;
    }
    assertThat(refused).isEqualTo(5);
  }

  @Test
  void anotherSiteChangesNothingInMyName() throws Exception {
    first();
    HttpRequest.BodyPublisher body =
        HttpRequest.BodyPublishers.ofString("{\"name\":\"lang\",\"value\":\"en\"}");
    String ours = studio.address().toString();
    var withoutHeader = teacher.to("/api/settings").PUT(body).header("Origin", ours);
    assertThat(teacher.send(withoutHeader).status()).isEqualTo(403);
    var withoutOrigin = teacher.to("/api/settings").PUT(body).header("X-Cien", "1");
    assertThat(teacher.send(withoutOrigin).status()).isEqualTo(403);
    for (String path : new String[] {"/api/login", "/api/account", "/api/settings"}) {
      for (String site :
          new String[] {"http://evil.example", "https://evil.example", "null", ours + "1"}) {
        teacher.origin = site;
        assertThat(teacher.post(path, Map.of()).status()).as(path + " " + site).isEqualTo(403);
      }
    }
    var read = teacher.to("/api/settings").GET().header("Sec-Fetch-Site", "cross-site");
    assertThat(teacher.send(read).status()).isEqualTo(403);
    assertThat(teacher.get("/api/settings").body()).isEqualTo("{}");
  }

  @Test
  void onlyOurAddressesAndNamesAreAnswered() throws Exception {
    int port = studio.address().getPort();
    for (URI address : studio.addresses()) {
      assertThat(new Visitor(http, address).get("/entrar").status())
          .as("" + address)
          .isEqualTo(200);
    }
    for (String host : new String[] {"localhost:" + port, "clase.example", "CLASE.example:8443"}) {
      assertThat(StudioTest.raw(port, "GET /entrar HTTP/1.1\r\nHost: " + host + "\r\n\r\n"))
          .as(host)
          .contains(" 200");
    }
    for (String host :
        new String[] {"evil.example:" + port, "0x7f000001.evil", "192.0.2.1:" + port}) {
      assertThat(StudioTest.raw(port, "GET /entrar HTTP/1.1\r\nHost: " + host + "\r\n\r\n"))
          .as(host)
          .contains(" 403");
    }
  }
}
