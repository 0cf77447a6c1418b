package dev.cien.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.studio.Visitor.Answer;
import dev.cien.studio.store.Database;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Two people sweep at the same time, in SQLite and in PostgreSQL: each sees, stops and deletes
/// only what is theirs.
class ClassSweepsTest extends Classroom {
  private static final String ALL = "/api/sweeps";

  private static String ask(Visitor who, String... epochs) throws Exception {
    Answer asked =
        who.post(
            ALL,
            Map.of("recipe", "xor", "key", "epochs", "values", epochs, "seeds", new long[] {1, 2}));
    assertThat(asked.status()).as(asked.body()).isEqualTo(201);
    return (String) asked.json().get("id");
  }

  private static List<String> seen(Visitor who) throws Exception {
    List<?> all = Json.parse(who.get(ALL).body(), List.class);
    return all.stream().map(one -> (String) ((Map<?, ?>) one).get("id")).toList();
  }

  private static Map<?, ?> until(Visitor who, String id) throws Exception {
    while (true) {
      Map<?, ?> whole = who.get(ALL + "/" + id).json();
      if (!((Map<?, ?>) whole.get("shown")).get("state").equals("waiting")) {
        return whole;
      }
      Thread.sleep(10);
    }
  }

  private static List<String> values(Map<?, ?> whole) {
    List<?> runs = (List<?>) whole.get("runs");
    return runs.stream().map(run -> (String) ((Map<?, ?>) run).get("value")).toList();
  }

  @Tag("thorough")
  @ParameterizedTest
  @EnumSource
  void eachSeesOnlyTheirOwn(Database kind) throws Exception {
    Optional<String> database = kind.fresh();
    studio.close();
    start(database);
    first();
    Visitor ana = learner("Ana");
    Visitor luz = learner("Luz");
    String hers = ask(ana, "20", "30");
    String others = ask(luz, "40", "50");
    assertThat(seen(ana)).containsExactly(hers);
    assertThat(seen(luz)).containsExactly(others);
    assertThat(seen(teacher)).isEmpty();
    String foreign = ALL + "/" + others;
    assertThat(ana.get(foreign).status()).isEqualTo(404);
    assertThat(ana.post(foreign + "/stop", Map.of()).status()).isEqualTo(404);
    assertThat(ana.delete(foreign).status()).isEqualTo(404);
    assertThat(values(until(ana, hers))).containsExactly("20", "30", "20", "30");
    Map<?, ?> whole = until(luz, others);
    assertThat(values(whole)).containsExactly("40", "50", "40", "50");
    assertThat(whole.toString()).contains("accuracy").doesNotContain("trouble={");

    studio.close();
    start(database);
    Visitor again = visitor();
    assertThat(again.login("Ana", PASSWORD).status()).isEqualTo(200);
    assertThat(seen(again)).containsExactly(hers);
    assertThat(values(until(again, hers))).hasSize(4);
    assertThat(again.delete(ALL + "/" + hers).status()).isEqualTo(204);
    assertThat(seen(again)).isEmpty();
    Visitor other = visitor();
    other.login("Luz", PASSWORD);
    assertThat(seen(other)).containsExactly(others);
  }
}
