package dev.cien.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is asked of other engines, and how their answers and results are written down.
class SidesTest {
  private static final Path HOME = Path.of("").toAbsolutePath();

  private static Question question(Map<String, String> set) {
    return Question.of(List.of("gpt"), set, 2, 0.01, 0).getFirst();
  }

  @Test
  void everybodyIsToldTheSameSizes() {
    Question question = question(Map.of("gpt.T", "16", "lstm.T", "9"));
    assertThat(question.sizes())
        .contains("\"T\":\"16\"", "\"batch\":\"8\"", "\"norm\":\"layer\"", "\"rate\":\"0.001\"");
    assertThat(new Engine.Cien(HOME).command(question))
        .contains("bench", "--only=gpt", "--set=gpt.T=16", "--threads=2", "--forks=0");
    assertThat(new Engine.Python("jax-jit", Path.of("p"), Path.of("s.py")).command(question))
        .startsWith("p", "s.py", "--engine", "jax-jit", "--work", "gpt", "--sizes")
        .contains(question.sizes());
    assertThat(question(Map.of()).sizes()).contains("\"T\":\"128\"");
  }

  @Test
  void wrongNamesAreRefused() {
    List<String> only = List.of("gtp");
    assertThatThrownBy(() -> Question.of(only, Map.of(), 1, 1, 1))
        .hasMessageContaining("no workload called gtp; there are [tiny, mlp");
    Map<String, String> misspelt = Map.of("gtp.T", "3");
    assertThatThrownBy(() -> question(misspelt)).hasMessageContaining("no workload called gtp");
    Map<String, String> set = Map.of("gpt.t", "3");
    assertThatThrownBy(() -> question(set)).hasMessageContaining("setting t does not exist");
  }

  @Test
  void cienAnswersInAProcessOfItsOwn() throws Exception {
    Question tiny = Question.of(List.of("tiny"), Map.of(), 1, 0.01, 0).getFirst();
    Engine.Answer answer = new Engine.Cien(HOME).ask(tiny, 120);
    assertThat(answer.sample()).as(answer.reason()).isPresent();
    Sample sample = answer.sample().orElseThrow();
    assertThat(sample.work()).isEqualTo("tiny");
    assertThat(sample.engine()).isEqualTo("cien");
    assertThat(sample.threads()).isEqualTo(1);
    assertThat(sample.ms()).isPositive();
    assertThat(sample.heapMb()).isPositive();
  }

  @Test
  void whatWasAnsweredIsNotAskedAgain(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("answers.jsonl");
    Engine engine = new Engine.Cien(HOME);
    Question question = question(Map.of());
    Sample sample = new Sample("gpt", "cien", "1", 2, 3.25, 4, 5, 6);
    new Kept(Optional.of(file)).add(1, engine, question, sample);
    Kept kept = new Kept(Optional.of(file));
    assertThat(kept.find(1, engine, question)).contains(sample);
    assertThat(kept.find(0, engine, question)).isEmpty();
    assertThat(kept.find(1, engine, question(Map.of("gpt.T", "16")))).isEmpty();
    assertThat(kept.find(1, new Engine.Jvm("djl", "", ""), question)).isEmpty();
    Files.writeString(file, "something else");
    assertThatThrownBy(() -> new Kept(Optional.of(file)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expected the answers of an earlier comparison");
  }

  @Test
  void whoFailsSaysWhyInOneLine() throws Exception {
    Question tiny = Question.of(List.of("tiny"), Map.of(), 1, 0.01, 0).getFirst();
    Engine.Answer answer = new Engine.Jvm("djl", "nowhere", "Steps").ask(tiny, 60);
    assertThat(answer.sample()).isEmpty();
    assertThat(answer.reason()).contains("Steps");
    assertThat(
            Engine.reason(
                List.of(
                    "WARNING: old", "Exception in thread: shape is invalid", "\tat Steps.java")))
        .isEqualTo("Exception in thread: shape is invalid");
    assertThat(Engine.reason(List.of())).isEqualTo("no answer");
  }

  @Test
  void aPageKeepsWhatPeopleWrote() {
    String page =
        """
        # Results
        <!-- measured: kernels -->
        old
        <!-- end: kernels -->
        By hand.
        """;
    assertThat(Page.replaced(page, "kernels", "new\n"))
        .isEqualTo(
            """
            # Results
            <!-- measured: kernels -->

            new

            <!-- end: kernels -->
            By hand.
            """);
    assertThatThrownBy(() -> Page.replaced(page, "side by side", ""))
        .hasMessageContaining("<!-- measured: side by side -->");
  }
}
