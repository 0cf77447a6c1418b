package dev.cien.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Pages looked over as a whole, by rules of our own and by those of axe-core for WCAG 2.2, level
/// AA.
class AccessibilityTest extends BrowserTest {
  private static final String RUN =
      """
      () => axe
        .run(document, {
          runOnly: {type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']},
          resultTypes: ['violations'],
        })
        .then(({violations}) => violations.flatMap((rule) =>
          rule.nodes.map((node) => `${rule.id}: ${node.target} ${node.failureSummary}`)))
      """;

  private static final String AXE = axe();

  private static String axe() {
    try (InputStream in = AccessibilityTest.class.getResourceAsStream("/axe.min.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What axe-core finds on the page as it stands, in the light and in the dark.
  private List<String> found() {
    List<String> found = new ArrayList<>();
    page.evaluate(AXE);
    for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      page.waitForTimeout(200);
      for (Object one : (List<?>) page.evaluate(RUN)) {
        found.add(page.url() + " in " + scheme + ": " + one);
      }
    }
    // To measure, axe-core puts styles into the page, which the pages' policy refuses.
    forgive();
    return found;
  }

  @Test
  void axeFindsNothingOnThreePages() {
    List<String> found = new ArrayList<>();
    for (String path : List.of("/inicio", "/dias/5", "/lab/gan")) {
      open(path);
      page.waitForTimeout(500);
      found.addAll(found());
    }
    assertThat(found).isEmpty();
  }

  @Test
  @Tag("thorough")
  void axeFindsNothingOnAnyPage() {
    List<String> found = new ArrayList<>();
    for (Pages.Page one : new Pages(new Assets()).all()) {
      open(one.path().replace("{n}", "3"));
      page.waitForTimeout(900);
      found.addAll(found());
    }
    assertThat(found).isEmpty();
  }

  @Test
  @Tag("thorough")
  void everyPageCanBeUsed() {
    for (Pages.Page one : new Pages(new Assets()).all()) {
      if (one.path().contains("{")) {
        continue;
      }
      open(one.path());
      // What a page asks the server for arrives a little later than its heading.
      page.waitForTimeout(700);
      isAccessible();
      fitsInto(360);
      isAccessible();
      page.setViewportSize(1280, 800);
    }
  }
}
