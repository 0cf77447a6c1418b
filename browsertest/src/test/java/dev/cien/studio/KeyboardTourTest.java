package dev.cien.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.RequestOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Whoever has no mouse: through every page with the Tab key, forward in the light and back in the
/// dark, and down the column on a phone. At each stop the focus is seen and lies below nothing, and
/// in the end no control was left out.
class KeyboardTourTest extends BrowserTest {
  private static final String STOP = script("stop.js");
  private static final String MISSED = script("missed.js");
  private static final int MOST_STOPS = 1500;
  private static final int WIDE = 1280;
  private static final int NARROW = 360;

  /// How far up, in pixels, the next stop may lie that stands beside the last one.
  private static final double BESIDE = 120;

  @BeforeAll
  void somethingIsDone() {
    page = page(WIDE, 800, "es-ES");
    post("/api/journal/begin", Map.of());
    for (int day = 1; day <= 3; day++) {
      log("day-done", Map.of("day", day));
    }
    log("pause", Map.of("from", "2026-01-01", "to", "2026-01-05", "reason", "viaje"));
    log("project", Map.of("project", "Un lector", "done", true));
    page.context().close();
  }

  private void log(String kind, Map<String, ?> fields) {
    post("/api/progress", Map.of("kind", kind, "fields", fields, "zone", "Europe/Madrid"));
  }

  private void post(String path, Map<String, ?> body) {
    RequestOptions options = RequestOptions.create().setData(body);
    options.setHeader(Guard.HEADER, "1").setHeader("Origin", studio.address().toString());
    APIResponse answer = page.request().post(studio.address() + path, options);
    assertThat(answer.ok()).as(answer.text()).isTrue();
  }

  /// Each page in one of the three ways: through it in the light, back in the dark, on a phone.
  @Test
  void threePagesAreToured() {
    prepare("/dias/5", WIDE);
    assertThat(walk("Tab", ColorScheme.LIGHT)).isEmpty();
    prepare("/logros", WIDE);
    assertThat(walk("Shift+Tab", ColorScheme.DARK)).isEmpty();
    prepare("/lab/patio", NARROW);
    assertThat(walk("Tab", ColorScheme.LIGHT)).isEmpty();
  }

  @Test
  @Tag("thorough")
  void everyPageIsTouredInEachWay() {
    List<String> wrong = new ArrayList<>();
    for (Pages.Page one : new Pages(new Assets()).all()) {
      String path = one.path().replace("{n}", "6");
      prepare(path, WIDE);
      wrong.addAll(walk("Tab", ColorScheme.LIGHT));
      wrong.addAll(walk("Shift+Tab", ColorScheme.DARK));
      prepare(path, NARROW);
      wrong.addAll(walk("Tab", ColorScheme.LIGHT));
    }
    assertThat(wrong).isEmpty();
  }

  private void prepare(String path, int width) {
    page.setViewportSize(width, 800);
    open(path);
    // What is folded is toured, too; a page that is opened asks the server for the rest.
    page.evaluate("document.querySelectorAll('main details').forEach((one) => (one.open = true))");
    page.waitForTimeout(900);
  }

  private List<String> walk(String key, ColorScheme scheme) {
    List<String> wrong = new ArrayList<>();
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    page.evaluate("window.stops = new Set(); document.activeElement.blur(); scrollTo(0, 0)");
    boolean column = page.viewportSize().width == NARROW;
    Map<?, ?> before = null;
    for (int stops = 0; stops < MOST_STOPS; stops++) {
      page.keyboard().press(key);
      Map<?, ?> stop = (Map<?, ?>) page.evaluate(STOP);
      if (stop == null ? before != null : stop.get("around").equals(true)) {
        List<?> missed = (List<?>) page.evaluate(MISSED);
        missed.forEach(one -> wrong.add(where(key) + one));
        return wrong;
      }
      // A date has several parts.
      if (stop == null || stop.get("again").equals(true)) {
        continue;
      }
      if (stop.get("ring").equals(false)) {
        wrong.add(where(key) + "focus not seen: " + stop.get("what"));
      }
      if (stop.get("inSight").equals(false)) {
        wrong.add(where(key) + "out of sight: " + stop.get("what"));
      }
      if (column && before != null && isAbove(stop, before)) {
        wrong.add(where(key) + "up from " + before.get("what") + " to " + stop.get("what"));
      }
      before = stop;
    }
    wrong.add(where(key) + "the keyboard does not come out");
    return wrong;
  }

  private static boolean isAbove(Map<?, ?> stop, Map<?, ?> before) {
    boolean apart = stop.get("apart").equals(true) || before.get("apart").equals(true);
    return !apart && number(stop.get("top")) < number(before.get("top")) - BESIDE;
  }

  private static double number(Object value) {
    return ((Number) value).doubleValue();
  }

  private String where(String key) {
    return page.url().replaceAll(".*?//[^/]*|[?#].*", "")
        + " "
        + page.viewportSize().width
        + " "
        + key
        + " ";
  }

  @Test
  void escapeTakesAQuestionBackAndTheFocusWithIt() {
    open("/proyectos");
    part("project-0").fill("Mi red");
    page.keyboard().press("Enter");
    Locator ask = page.locator("cien-sure [data-test=ask]").first();
    ask.focus();
    page.keyboard().press("Enter");
    expect(part("sure")).isFocused();
    page.keyboard().press("Escape");
    expect(part("sure")).hasCount(0);
    expect(ask).isFocused();
  }

  @Test
  void theWeightsOfAHiddenNeuronAreChangedWithoutAMouse() {
    open("/lab/patio#seed=0.5");
    Locator neuron = page.locator("[data-node='1-2']");
    neuron.focus();
    page.keyboard().press("Enter");
    expect(neuron).hasAttribute("aria-pressed", "true");
    for (int stops = 0; stops < 30; stops++) {
      page.keyboard().press("Tab");
      if ((Boolean) page.evaluate("document.activeElement.closest('.parameters') !== null")) {
        break;
      }
    }
    expect(page.locator("#inspector-title")).hasText("Neurona 3 de la capa 1");
    page.keyboard().press("Tab");
    page.keyboard().press("ControlOrMeta+a");
    page.keyboard().type("1,25");
    page.keyboard().press("Enter");
    expect(page.locator(".parameters input").nth(1)).hasValue("1,25");
    expect(page.locator("#inspector-title")).hasText("Neurona 3 de la capa 1");
  }

  @Test
  @Tag("thorough")
  void whatIsTooWideForAPhoneMovesByArrows() {
    open("/lab/perdidas");
    Locator table = page.locator("losses-curve cien-scroll").last();
    expect(table.locator("table")).isVisible();
    expect(table).not().hasAttribute("tabindex", "0");
    page.setViewportSize(NARROW, 780);
    expect(table).hasAttribute("tabindex", "0");
    expect(table).hasAttribute("data-more", "after");
    expect(table).hasAttribute("data-hint", "↔ Hay más al lado: desliza o usa ← →");
    table.focus();
    for (int presses = 0; presses < 20; presses++) {
      page.keyboard().press("ArrowRight");
    }
    expect(table).hasAttribute("data-more", "before");
  }

  @Test
  @Tag("thorough")
  void anAxisSaysEachNumberOnce() {
    open("/glosario");
    Object marks =
        page.evaluate(
            "import('/shared/chart.js').then(({marks}) => marks([0.515, 0.5155, 0.516], 3))");
    assertThat(marks).isEqualTo(List.of("0,515", "0,5155", "0,516"));
  }

  @Test
  @Tag("thorough")
  void slidersMoveByArrows() {
    sliderMoves("/lab/perdidas");
    sliderMoves("/historia");
  }

  @Test
  @Tag("thorough")
  void slidersOfWhatTrainsMoveByArrows() {
    sliderMoves("/lab/patio");
    sliderMoves("/lab/activaciones");
  }

  private void sliderMoves(String path) {
    open(path);
    Locator slider = page.locator("main input[type=range]:enabled").first();
    slider.focus();
    String before = slider.inputValue();
    page.keyboard().press("ArrowLeft");
    expect(slider).not().hasValue(before);
  }
}
