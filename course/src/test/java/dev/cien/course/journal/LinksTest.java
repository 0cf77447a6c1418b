package dev.cien.course.journal;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.cien.course.journal.Links.Link;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Links of a line, with brackets where nobody expects them.
class LinksTest {
  @Test
  void bracketsBelongToTitlesAndAddresses() {
    assertThat(Links.of("1. **[Un libro](https://example.org/?q[]=1&r[a]=2)** y más"))
        .containsExactly(new Link(5, false, "Un libro", "https://example.org/?q[]=1&r[a]=2"));
    assertThat(Links.of("[a [b] c](https://es.wikipedia.org/wiki/Red_(x)) (no)"))
        .containsExactly(new Link(0, false, "a [b] c", "https://es.wikipedia.org/wiki/Red_(x)"));
    assertThat(Links.of("![](a.png) [b](#c)"))
        .containsExactly(new Link(1, true, "", "a.png"), new Link(11, false, "b", "#c"));
    assertThat(Links.of("[![dibujo](d.png)](e) \\[f](g) [h] (i) [j](k ](l)"))
        .extracting(Link::written)
        .containsExactly("[![dibujo](d.png)](e)", "![dibujo](d.png)");
  }

  @Test
  void whereALinkLeadsStandsWithoutWhatIsAroundIt() {
    assertThat(target("[a](https://example.org/Red_(x)_(y))"))
        .contains("https://example.org/Red_(x)_(y)");
    assertThat(target("[a](<https://example.org/Red (x>)")).contains("https://example.org/Red (x");
    assertThat(target("[a]( b \"un título (a medias\" )")).contains("b");
    assertThat(target("[a](b 'título)')")).contains("b");
    assertThat(target("[a](b (título))")).contains("b");
    assertThat(target("[a](Red_\\(x)")).contains("Red_(x");
    assertThat(target("[a](<>)")).contains("");
    assertThat(target("[a]()")).contains("");
    assertThat(target("[a](b c)")).isEmpty();
    assertThat(target("[a](<b)")).isEmpty();
    String two = "[a](<b)> \"c)\") y [d](e)";
    assertThat(Links.of(two))
        .extracting(Link::end)
        .containsExactly(two.indexOf(" y"), two.length());
  }

  private static Optional<String> target(String line) {
    assertThat(Links.of(line)).hasSize(1);
    return Links.of(line).getFirst().target();
  }

  @Test
  void linesWithoutEndAreReadOnce() {
    int most = 1_000_000;
    for (String part :
        List.of(
            "[", "![", "[](", "](", "(", "[a](b", "[a](b)", "\\[", "](<", "](x \"", "](x \"  ")) {
      String line = part.repeat(most / part.length());
      assertTimeoutPreemptively(ofSeconds(20), () -> Links.of(line), part);
    }
    String nested = "![".repeat(most) + "](u)".repeat(most);
    assertThat(assertTimeoutPreemptively(ofSeconds(20), () -> Links.of(nested))).isNotEmpty();
    String within = "[a](".repeat(most) + ")".repeat(most);
    assertThat(assertTimeoutPreemptively(ofSeconds(20), () -> Links.of(within))).isNotEmpty();
  }
}
