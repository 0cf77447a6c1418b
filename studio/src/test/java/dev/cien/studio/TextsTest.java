package dev.cien.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Both languages say the same things, scripts ask only for what is said, and nothing is said that
/// nobody asks for.
///
/// A script asks with `t('key')` or with a beginning, ``t(`field.${name}`)``; a plain text in
/// quotes counts, too, because keys are also kept in tables.
class TextsTest {
  private static final Path WEB = Path.of("src/main/resources/dev/cien/studio/web");
  private static final Pattern ASKED = Pattern.compile("\\bt\\('([^']+)'");
  private static final Pattern QUOTED = Pattern.compile("'([^'\\n]*)'");
  private static final Pattern BEGUN = Pattern.compile("`([\\w.-]*)\\$\\{[^`]*`");
  private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

  @Test
  void bothLanguagesHaveTheSameKeysAndPlaces() throws IOException {
    List<String> apart = new ArrayList<>();
    for (String page : pages()) {
      Map<String, String> es = texts(page, "es");
      Map<String, String> en = texts(page, "en");
      Set<String> all = new TreeSet<>(es.keySet());
      all.addAll(en.keySet());
      for (String key : all) {
        if (!es.containsKey(key) || !en.containsKey(key)) {
          apart.add(page + ": " + key + " is said in one language only");
        } else if (!places(es.get(key)).equals(places(en.get(key)))) {
          apart.add(page + ": " + key + " has other places in the other language");
        } else if (es.get(key).isBlank() || en.get(key).isBlank()) {
          apart.add(page + ": " + key + " says nothing");
        } else if ((es.get(key) + en.get(key)).contains("`")) {
          apart.add(page + ": " + key + " has marks that a page does not read");
        }
      }
    }
    assertThat(pages()).hasSizeGreaterThan(3);
    assertThat(apart).isEmpty();
  }

  @Test
  void whatIsAskedForIsSaid() throws IOException {
    Map<String, String> common = texts("common", "es");
    List<String> missing = new ArrayList<>();
    for (String page : pages()) {
      Map<String, String> own = texts(page, "es");
      for (String key : found(ASKED, scripts(page))) {
        if (!own.containsKey(key) && !common.containsKey(key)) {
          missing.add(page + ": " + key);
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void whatIsSaidIsAskedFor() throws IOException {
    List<String> unused = new ArrayList<>();
    for (String page : pages()) {
      String scripts = page.equals("common") ? everything() : scripts(page);
      Set<String> quoted = found(QUOTED, scripts);
      Set<String> begun =
          found(BEGUN, scripts).stream()
              .filter(start -> !start.isEmpty())
              .collect(Collectors.toSet());
      for (String key : texts(page, "es").keySet()) {
        if (!quoted.contains(key)
            && begun.stream().noneMatch(key::startsWith)
            && !ended(scripts, key)) {
          unused.add(page + ": " + key);
        }
      }
    }
    assertThat(unused).isEmpty();
  }

  /// Whether a key such as `curve.title` is made of a name and an ending: `${part}.title`.
  private static boolean ended(String scripts, String key) {
    int dot = key.lastIndexOf('.');
    return dot > 0 && scripts.contains("}" + key.substring(dot) + "`");
  }

  private static List<String> pages() throws IOException {
    try (Stream<Path> files = Files.list(WEB.resolve("i18n"))) {
      return files
          .map(file -> file.getFileName().toString())
          .map(name -> name.substring(0, name.indexOf('.')))
          .distinct()
          .sorted()
          .toList();
    }
  }

  private static Map<String, String> texts(String page, String language) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    String json = Files.readString(WEB.resolve("i18n/" + page + "." + language + ".json"));
    for (Map.Entry<?, ?> entry : ((Map<?, ?>) Json.parse(json, Map.class)).entrySet()) {
      texts.put((String) entry.getKey(), (String) entry.getValue());
    }
    return texts;
  }

  private static Set<String> places(String text) {
    return found(PLACE, text);
  }

  private static Set<String> found(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String scripts(String page) throws IOException {
    return page.equals("common") ? shared() : read(WEB.resolve("pages/" + page));
  }

  private static String shared() throws IOException {
    return read(WEB.resolve("shared")) + Files.readString(WEB.resolve("app.js"));
  }

  private static String everything() throws IOException {
    return read(WEB);
  }

  private static String read(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      StringBuilder all = new StringBuilder();
      for (Path file : files.filter(f -> f.toString().endsWith(".js")).sorted().toList()) {
        all.append(Files.readString(file)).append('\n');
      }
      return all.toString();
    }
  }
}
