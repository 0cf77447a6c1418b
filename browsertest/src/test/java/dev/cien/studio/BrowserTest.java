package dev.cien.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A studio of its own and a real browser in front of it. After each test: no request left the
/// machine, and the page complained about nothing.
///
/// ```java
/// class HelpPageTest extends BrowserTest {
///   @Test
///   void saysWhatItIs() {
///     open("/ayuda");
///     assertThat(page.locator("h1").innerText()).isEqualTo("Ayuda");
///   }
/// }
/// ```
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BrowserTest {
  private static final Optional<Path> CHROMIUM =
      Stream.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"))
          .filter(Files::isExecutable)
          .findFirst();

  /// How long, in milliseconds, anything may take on a busy machine; on one that stands still now
  /// and then, `-Dpatience=SECONDS` says more.
  private static final int PATIENCE = 1000 * Integer.getInteger("patience", 20);

  /// How long, in milliseconds, a laboratory may train until it is done.
  static final double TRAINING = 15.0 * PATIENCE;

  /// Where `-Dshots=FOLDER` wants pictures.
  private static final String SHOTS = System.getProperty("shots", "");

  /// Starting a browser takes seconds, so each thread that runs tests has one for all its classes;
  /// what pages know of each other is in their contexts. It ends with this process.
  private static final ThreadLocal<Browser> BROWSER = ThreadLocal.withInitial(BrowserTest::start);

  Path folder;
  Studio studio;
  Page page;

  private final List<String> complaints = new ArrayList<>();
  private final List<String> elsewhere = new ArrayList<>();
  private Browser browser;
  private boolean restarted;

  static {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
  }

  @BeforeAll
  final void launch(@TempDir Path temporary) throws Exception {
    folder = temporary;
    assumeTrue(CHROMIUM.isPresent(), "tests in the browser need Chromium: apt install chromium");
    browser = BROWSER.get();
    studio = begin(freePort());
  }

  private static Browser start() {
    return Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))
        .chromium()
        .launch(
            new BrowserType.LaunchOptions()
                .setExecutablePath(CHROMIUM.orElseThrow())
                .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
  }

  /// One that the system gives to nobody who asks for any, so that it is still free after a
  /// restart.
  private static int freePort() throws IOException {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(15_000, 30_000);
      try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return port;
      } catch (BindException _) {
        // Another one, then.
      }
    }
  }

  @AfterAll
  final void end() {
    if (studio != null) {
      studio.close();
    }
  }

  @BeforeEach
  final void fresh() {
    page = page(1280, 800, "es-ES");
  }

  /// A page in a browser that has never been here.
  final Page page(int width, int height, String locale) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions().setViewportSize(width, height).setLocale(locale));
    Page fresh = context.newPage();
    fresh.setDefaultTimeout(PATIENCE);
    fresh.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
    fresh.onPageError(complaints::add);
    // Asked now: a page that a failed test left behind goes on asking after its studio has ended.
    String host = studio.address().getHost();
    context.onRequest(
        request -> {
          URI to = URI.create(request.url().replaceAll("[|{}\\s]", "_"));
          boolean inside = to.getScheme().equals("data") || to.getScheme().equals("blob");
          if (!inside && !host.equals(to.getHost())) {
            elsewhere.add(request.url());
          }
        });
    return fresh;
  }

  @AfterEach
  final void nothingIsWrong() {
    List<String> said = complaints.stream().filter(this::counts).toList();
    List<String> asked = List.copyOf(elsewhere);
    complaints.clear();
    elsewhere.clear();
    restarted = false;
    page.context().close();
    assertThat(asked).as("requests that left the machine").isEmpty();
    assertThat(said).as("what the page complained about").isEmpty();
  }

  /// A browser complains of what it cannot reach, perhaps a good while later; where the test itself
  /// took the server away that is no fault of the page.
  private boolean counts(String complaint) {
    return !(restarted && complaint.startsWith("Failed to load resource"));
  }

  /// Forgets a complaint that a test provokes.
  final void forgive() {
    complaints.clear();
  }

  /// Stops the studio and starts it again with the same folder, at the same address.
  final void restart() throws Exception {
    int port = studio.address().getPort();
    restarted = true;
    studio.close();
    studio = begin(port);
  }

  /// Starts the studio that the test is about.
  Studio begin(int port) throws Exception {
    return Studio.start(port, folder, Optional.empty());
  }

  /// Opens a page and waits until it says something.
  final void open(String path) {
    open(page, path);
  }

  final void open(Page page, String path) {
    page.navigate(studio.address() + path);
    page.locator("main h1").first().waitFor();
  }

  /// The element that a page marks with `data-test`.
  final Locator part(String name) {
    return page.locator("[data-test='" + name + "']");
  }

  /// Waits until the element that a page marks with `data-test` says just this. (The policy of the
  /// pages forbids Playwright's `waitForFunction`.)
  final void says(String name, String text) {
    page.locator("[data-test='" + name + "']:text-is('" + text + "')").waitFor();
  }

  /// Waits until the page's address holds a text: it follows what was done a little later.
  final void addressHolds(String text) {
    // The browser's expressions know no quotation.
    String escaped = text.replaceAll("\\W", "\\\\$0");
    PlaywrightAssertions.assertThat(page).hasURL(Pattern.compile(escaped));
  }

  /// What is expected of an element in the end: what the server answers comes a little later.
  static LocatorAssertions expect(Locator where) {
    return PlaywrightAssertions.assertThat(where);
  }

  /// Takes pictures of the page where it is, wide and narrow, light and dark, if they are wanted.
  final void shots(String name) {
    if (SHOTS.isEmpty()) {
      return;
    }
    for (int width : new int[] {1280, 360}) {
      page.setViewportSize(width, width == 360 ? 780 : 800);
      for (var scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        page.evaluate("scrollTo(0, 0)");
        page.waitForTimeout(400);
        page.screenshot(
            new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(
                    Path.of(
                        SHOTS,
                        name
                            + "-"
                            + width
                            + "-"
                            + scheme.name().toLowerCase(Locale.ROOT)
                            + ".png")));
      }
    }
    page.setViewportSize(1280, 800);
  }

  /// Fails if the page, as it stands, keeps people from using it: see `audit.js`. Looks at it in
  /// the light and in the dark.
  final void isAccessible() {
    String audit = script("audit.js");
    for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      page.waitForTimeout(200);
      assertThat((List<?>) page.evaluate(audit)).as(page.url() + " in " + scheme).isEmpty();
    }
  }

  /// A function that looks at the page, from the file of that name.
  static String script(String name) {
    try (InputStream in = BrowserTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Fails if the page is wider than the window.
  final void fitsInto(int width) {
    page.setViewportSize(width, 780);
    page.waitForTimeout(200);
    Object wide = page.evaluate("document.documentElement.scrollWidth");
    assertThat(((Number) wide).intValue()).as("width of the page").isLessThanOrEqualTo(width);
  }
}
