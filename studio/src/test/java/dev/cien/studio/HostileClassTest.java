package dev.cien.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.studio.Hostile.Endpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Accounts and classes, sent what no page would send: by nobody, by a learner and by the teacher.
class HostileClassTest extends Classroom {
  private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

  private List<Endpoint> endpoints(String code, String id) {
    return List.of(
        new Endpoint("POST", "/api/login", Map.of("name", "Ana", "password", "otra frase larga")),
        new Endpoint(
            "POST", "/api/account", Map.of("code", code, "name", "Eva", "password", "corta")),
        new Endpoint(
            "PUT",
            "/api/account/password",
            Map.of("current", "nada", "password", "otra más larga")),
        new Endpoint("POST", "/api/account/delete", Map.of("password", "nada")),
        new Endpoint("POST", "/api/class/" + id + "/delete", Map.of("name", "Otra")),
        new Endpoint("POST", "/api/class/" + NOBODY + "/delete", Map.of("name", "Ana")),
        new Endpoint("POST", "/api/class/" + NOBODY + "/reset", Map.of()));
  }

  /// Whoever fails too often has to wait; here that takes no time. A number is read as its digits,
  /// and ten of them are a password.
  private void send(Visitor visitor, List<Endpoint> endpoints, List<String> failed)
      throws Exception {
    int sent = 0;
    for (Endpoint one : endpoints) {
      for (String body : Hostile.bodies(one)) {
        if (sent++ % 7 == 0) {
          now = now.plus(Tries.WHILE).plusSeconds(1);
        }
        var request = Hostile.request(visitor, one, body).header("Origin", visitor.origin);
        Visitor.Answer answer = visitor.send(request);
        Hostile.judge(one.method() + " " + one.path() + " " + body, answer, failed);
        // Any text that is long enough may be somebody's password.
        boolean fair = body.contains(":\"../../../../etc/passwd\"");
        if (answer.status() < 400 && !fair || answer.status() == 429) {
          failed.add(one.path() + " took " + body + " -> " + answer.status());
        }
      }
    }
  }

  @Test
  void accountsAndClassesStandWhatNoPageSends() throws Exception {
    first();
    Visitor learner = learner("Ana");
    String id = idOf(teacher, "Ana");
    String code = (String) teacher.post("/api/class/invitations", Map.of()).json().get("code");
    List<String> failed = new ArrayList<>();
    for (Visitor one : List.of(visitor(), learner, teacher)) {
      send(one, endpoints(code, id), failed);
    }
    for (String zone : Hostile.ASKED) {
      String asked = "/api/class?zone=" + zone;
      Hostile.judge("GET " + asked, teacher.get(asked), failed);
    }
    assertThat(failed).isEmpty();
    now = now.plus(Tries.WHILE).plus(Duration.ofSeconds(1));
    assertThat(visitor().login("Ana", PASSWORD).status()).as("nothing has changed").isEqualTo(200);
    assertThat(teacher.login("Profe", PASSWORD).status()).isEqualTo(200);
    String next = (String) teacher.post("/api/class/invitations", Map.of()).json().get("code");
    assertThat(visitor().join(next, "Luz", PASSWORD).status()).as("a code").isEqualTo(200);
  }

  @Test
  void namesAndPasswordsOfAnyLengthAreRefusedAtOnce() throws Exception {
    first();
    String code = (String) teacher.post("/api/class/invitations", Map.of()).json().get("code");
    String endless = "a".repeat(1 << 19);
    Visitor stranger = visitor();
    assertThat(stranger.login(endless, PASSWORD).status()).isEqualTo(400);
    assertThat(stranger.login("Profe", endless).status()).isEqualTo(400);
    assertThat(stranger.join(code, endless, PASSWORD).status()).isEqualTo(400);
    assertThat(stranger.join(code, "Eva", endless).status()).isEqualTo(400);
    assertThat(stranger.join(endless, "Eva", PASSWORD).status()).isEqualTo(400);
    assertThat(stranger.login("a".repeat(9 << 20), PASSWORD).status()).isEqualTo(413);
    for (String name : List.of("..", "/etc", "a\0b", "\u202eProfe", "Pro\nfe", " ", "a/../b")) {
      assertThat(stranger.join(code, name, PASSWORD).status()).as(name).isEqualTo(400);
    }
  }
}
