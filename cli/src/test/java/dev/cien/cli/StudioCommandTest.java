package dev.cien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.studio.Studio;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the command refuses before it serves, each with a sentence that says what to do.
class StudioCommandTest {
  @TempDir Path folder;

  private Typed studio(String... options) throws Exception {
    String[] words = new String[options.length + 4];
    words[0] = "studio";
    words[1] = "--no-open";
    words[2] = "--data";
    words[3] = folder.toString();
    System.arraycopy(options, 0, words, 4, options.length);
    return Typed.cien(words);
  }

  @Test
  void forOtherMachinesThereAreAccounts() throws Exception {
    Typed open = studio("--listen", "0.0.0.0", "--port", "0", "--once");
    assertThat(open.code()).as(open.err()).isEqualTo(Exit.OK);
    assertThat(open.out())
        .contains("everybody needs an account", "unencrypted", "proxy with TLS")
        .containsPattern("with this code: (\\w{4}-){3}\\w{4}");
    Typed here = studio("--listen", "127.0.0.1", "--port", "0", "--once");
    assertThat(here.code()).as(here.err()).isEqualTo(Exit.OK);
    assertThat(here.out()).doesNotContain("account", "code");
  }

  @Test
  void addressesAreThoseOfThisMachine() throws Exception {
    for (String address : new String[] {"192.0.2.77", "no such name"}) {
      Typed refused = studio("--listen", address);
      assertThat(refused.code()).isEqualTo(Exit.USAGE);
      assertThat(refused.err()).contains("this machine has no address " + address).hasLineCount(1);
    }
    Typed alone = studio("--host", "class.example");
    assertThat(alone.code()).isEqualTo(Exit.USAGE);
    assertThat(alone.err()).contains("--listen").hasLineCount(1);
  }

  @Test
  void portsAreNumbersOfPorts() throws Exception {
    assertThat(studio("--port", "70000").code()).isEqualTo(Exit.USAGE);
    assertThat(studio("--port", "x").code()).isEqualTo(Exit.USAGE);
  }

  @Test
  void aTakenPortIsNamedWithAWayOut() throws Exception {
    try (Studio first = Studio.start(0, folder.resolve("first"), Optional.empty())) {
      int port = first.address().getPort();
      Typed refused = studio("--port", Integer.toString(port));
      assertThat(refused.code()).isEqualTo(Exit.FAILED);
      assertThat(refused.err())
          .contains(Integer.toString(port), "--port " + (port + 1))
          .hasLineCount(1);
    }
  }
}
