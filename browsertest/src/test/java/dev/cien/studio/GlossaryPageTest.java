package dev.cien.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.course.glossary.Term;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The glossary, in a browser.
class GlossaryPageTest extends BrowserTest {
  private static final Map<String, String> PLACES =
      Map.of("experimentos", "/experimentos", "tecnicas", "/lab");

  @Test
  @Tag("thorough")
  void termsAreFoundInBothLanguages() {
    int all = Term.all().size();
    open("/glosario");
    expect(page.locator(".terms dt")).hasCount(all);
    part("seek").fill("RETROPROPAGACION");
    expect(page.locator(".terms dt")).hasText("retropropagación backpropagation");
    page.locator(".language").click();
    expect(page.locator(".terms dt")).hasText("backpropagation retropropagación");
    assertThat(page.url()).contains("q=RETROPROPAGACION");
    part("seek").fill("");
    expect(page.locator(".terms dt")).hasCount(all);
    shots("glosario");
    fitsInto(360);
    isAccessible();
  }

  @Test
  void everyLaboratoryOfATermIsAPage() {
    Set<String> pages =
        new Pages(new Assets()).all().stream().map(Pages.Page::path).collect(Collectors.toSet());
    for (Term term : Term.all()) {
      for (String lab : term.labs()) {
        assertThat(pages).contains(PLACES.getOrDefault(lab, "/lab/" + lab));
      }
    }
  }
}
