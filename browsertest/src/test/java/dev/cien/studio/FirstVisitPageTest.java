package dev.cien.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;

/// What somebody sees who has never been here.
class FirstVisitPageTest extends BrowserTest {
  @Test
  void theFirstVisitLeadsToTheFirstDay() {
    open("/inicio");
    Locator today = part("today");
    assertThat(today.innerText()).contains("Introducción al aprendizaje profundo");
    shots("inicio");
    part("go-on").click();
    page.getByText("Aprender de ejemplos").waitFor();
    assertThat(page.url()).endsWith("/dias/1");
    shots("dia-1");
  }
}
