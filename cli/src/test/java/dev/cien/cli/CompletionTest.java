package dev.cien.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a shell offers at TAB: the script runs in a real bash.
@Timeout(60)
class CompletionTest {
  private static final String NO_SPACE = "compopt -o nospace";

  @TempDir Path folder;

  @BeforeEach
  void needsBash() throws Exception {
    boolean bash;
    try {
      bash = new ProcessBuilder("bash", "-c", "[ $BASH_VERSINFO -ge 4 ]").start().waitFor() == 0;
    } catch (IOException e) {
      bash = false;
    }
    assumeTrue(bash, "there is no bash 4 or later here to run the completion script in");
  }

  /// What is offered for the last of some words, as bash cuts a line into them; and what the script
  /// asks of the shell.
  private List<String> offered(String... words) throws Exception {
    Path script = Files.writeString(folder.resolve("cien.bash"), Typed.cien("completion").out());
    String line = String.join(" ", words);
    String typed =
        List.of(words).stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
    // `compopt` works only while the shell completes; here it is told instead.
    String program =
        """
        compopt() { echo "compopt $*"; }
        source '%s'
        COMP_WORDS=(%s) COMP_CWORD=%d COMP_LINE='%s'
        $(complete -p cien | sed 's/.*-F \\([^ ]*\\).*/\\1/')
        printf '%%s\\n' "${COMPREPLY[@]}"
        """
            .formatted(script, typed, words.length - 1, line);
    Process bash =
        new ProcessBuilder("bash", "--norc", "--noprofile", "-c", program)
            .redirectErrorStream(true)
            .start();
    String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return said.lines().filter(offer -> !offer.equals("compopt +o default")).toList();
  }

  @Test
  void settingsAreThoseOfTheRecipe() throws Exception {
    assertThat(offered("cien", "train", "digits", "--set", ""))
        .contains(NO_SPACE, "epochs=", "seed=", "batch=")
        .doesNotContain("hidden=");
    assertThat(offered("cien", "train", "iris", "--set", "hi")).containsOnly(NO_SPACE, "hidden=");
    assertThat(offered("cien", "train", "iris", "--set", "=", "hi"))
        .as("--set=hi")
        .containsOnly(NO_SPACE, "hidden=");
    assertThat(offered("cien", "train", "iris", "--set", "="))
        .as("--set=")
        .contains(NO_SPACE, "epochs=", "hidden=");
    assertThat(offered("cien", "summary", "iris", "--seed", "1", "--set", "r")).contains("rate=");
  }

  @Test
  void withoutARecipeAllKeysAreOfferedOnce() throws Exception {
    assertThat(offered("cien", "train", "--set", ""))
        .contains("hidden=", "batch=", "epochs=")
        .doesNotHaveDuplicates();
  }

  @Test
  void workloadsHaveKeysOfTheirOwn() throws Exception {
    assertThat(offered("cien", "bench", "--set", "tiny."))
        .contains(NO_SPACE)
        .filteredOn(offer -> !offer.equals(NO_SPACE))
        .isNotEmpty()
        .allMatch(offer -> offer.matches("tiny\\.\\w+="));
  }

  @Test
  void aValueIsNotCompleted() throws Exception {
    assertThat(offered("cien", "train", "iris", "--set", "hidden", "=", "x")).containsOnly("");
    assertThat(offered("cien", "train", "iris", "--set", "hidden", "=")).containsOnly("");
    assertThat(offered("cien", "train", "iris", "--set", "=", "hidden", "=")).containsOnly("");
  }

  @Test
  void theRestIsTheParsers() throws Exception {
    assertThat(offered("cien", "train", "dig")).containsOnly("digits", "digits-mlp");
    assertThat(offered("cien", "train", "digits", "--ep")).containsOnly("--epochs");
    assertThat(offered("cien", "tr")).containsOnly("train");
    assertThat(offered("cien", "doctor", "--lang", "")).containsOnly("en", "es");
  }
}
