package dev.cien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MessagesTest {
  private static final Pattern PLACE = Pattern.compile("%[,+.\\d]*[sdf]");

  @Test
  void bothLanguagesHaveTheSameKeysAndPlaces() {
    var english = Messages.of(Language.EN).bundle();
    var spanish = Messages.of(Language.ES).bundle();
    assertThat(new TreeSet<>(spanish.keySet()))
        .isEqualTo(new TreeSet<>(english.keySet()))
        .hasSizeGreaterThan(60);
    for (String key : english.keySet()) {
      assertThat(key).matches("[a-zA-Z][a-zA-Z0-9_.]*");
      assertThat(places(spanish.getString(key))).as(key).isEqualTo(places(english.getString(key)));
    }
  }

  /// The second of two would silently take the place of the first.
  @Test
  void noKeyIsThereTwice() throws IOException {
    for (String code : List.of("en", "es")) {
      try (InputStream in =
          Messages.class.getResourceAsStream("messages_" + code + ".properties")) {
        List<String> keys =
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.matches("[a-zA-Z][a-zA-Z0-9_.]*=.*"))
                .map(line -> line.substring(0, line.indexOf('=')))
                .toList();
        assertThat(keys).as(code).hasSizeGreaterThan(60).doesNotHaveDuplicates();
      }
    }
  }

  private static List<String> places(String text) {
    return PLACE.matcher(text.replace("%%", "")).results().map(match -> match.group()).toList();
  }

  @Test
  void everyCommandAndOptionIsExplained() {
    for (Language language : Language.values()) {
      var terminal = new Terminal(System.out, System.err, Messages.of(language), false, 100);
      List<String> silent = new ArrayList<>();
      collect(Main.commandLine(terminal), silent);
      assertThat(silent).as(language.code()).isEmpty();
    }
  }

  private static void collect(CommandLine command, List<String> silent) {
    var spec = command.getCommandSpec();
    if (spec.usageMessage().header().length == 0) {
      silent.add(spec.qualifiedName());
    }
    spec.args().stream()
        .filter(arg -> arg.description().length == 0)
        .forEach(arg -> silent.add(spec.qualifiedName() + " " + arg.paramLabel()));
    command.getSubcommands().values().forEach(inner -> collect(inner, silent));
  }

  @Test
  void theLanguageIsTheOptionThenTheEnvironmentThenTheSystem() {
    assertThat(Messages.choose("es", Map.of("CIEN_LANG", "en"), Locale.ENGLISH))
        .isEqualTo(Language.ES);
    assertThat(Messages.choose(null, Map.of("CIEN_LANG", "es"), Locale.ENGLISH))
        .isEqualTo(Language.ES);
    assertThat(Messages.choose(null, Map.of("LANG", "es_AR.UTF-8"), Locale.ENGLISH))
        .isEqualTo(Language.ES);
    assertThat(Messages.choose(null, Map.of("LC_ALL", "C", "LANG", "es_ES"), Locale.of("es")))
        .isEqualTo(Language.EN);
    assertThat(Messages.choose(null, Map.of("LC_ALL", "", "LANG", "es_ES"), Locale.ENGLISH))
        .isEqualTo(Language.ES);
    assertThat(Messages.choose(null, Map.of(), Locale.of("es", "MX"))).isEqualTo(Language.ES);
    assertThat(Messages.choose(null, Map.of(), Locale.JAPANESE)).isEqualTo(Language.EN);
  }
}
