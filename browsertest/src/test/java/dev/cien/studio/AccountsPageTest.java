package dev.cien.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A class: the first account, an invitation, a learner, what the teacher sees, and how accounts
/// end.
class AccountsPageTest extends BrowserTest {
  private static final String PASSWORD = "una frase larga";

  @Override
  Studio begin(int port) throws Exception {
    Door door = new Door(InetAddress.ofLiteral("0.0.0.0"), port, List.of());
    return Studio.start(door, folder, Optional.empty(), Clock.systemUTC(), 4);
  }

  @Test
  @Tag("thorough")
  void aTeacherInvitesALearnerAndSeesHowFarSheIs() {
    open("/dias/1");
    assertThat(page.url()).contains("/entrar");
    expect(part("plain")).containsText("no va cifrada");
    shots("entrar");
    isAccessible();
    fitsInto(360);
    isAccessible();
    page.setViewportSize(1280, 800);

    join(page, studio.firstCode().orElseThrow(), "Profe");
    isAt(page, "/dias/1");
    expect(part("account")).containsText("Profe");
    page.locator("[data-test=account] a >> text=La clase").click();
    part("invite").click();
    String code = part("code").locator("strong").innerText();

    Page learner = page(1280, 800, "en-GB");
    open(learner, "/");
    join(learner, code, "Ana");
    isAt(learner, "/inicio");
    Locator account = learner.locator("[data-test=account]");
    expect(account).containsText("Ana");
    expect(account).not().containsText("The class");
    expect(learner.locator(".foot")).containsText("This studio has accounts");
    account.locator("button").click();
    isAt(learner, "/entrar");
    login(learner, "Ana", "not this one");
    expect(learner.locator("[role=alert]")).containsText("not right");
    // The browser itself complains about the status.
    forgive();
    login(learner, "ana", PASSWORD);
    isAt(learner, "/inicio");
    open(learner, "/lab/patio");
    expect(learner.locator("[data-test=epoch]")).hasText("0");

    page.reload();
    expect(part("people")).containsText("Ana");
    part("people").locator("button").first().click();
    expect(part("code")).containsText("para que Ana elija otra contraseña");
    expect(part("people")).containsText("sin contraseña");
    // Her page, which was watching a training, notices by itself.
    isAt(learner, "/entrar.*");
    forgive();
    learner.context().close();
    shots("docente");
    isAccessible();
    fitsInto(360);
    isAccessible();
    page.setViewportSize(1280, 800);

    Locator row = part("people").locator("tr", new Locator.LocatorOptions().setHasText("Ana"));
    row.locator("button >> text=Borrar").click();
    Locator sure = part("leave").locator("input");
    expect(sure).isFocused();
    sure.fill("Eva");
    page.keyboard().press("Enter");
    expect(page.locator("[role=alert]")).containsText("escribe el nombre que tiene: Ana");
    forgive();
    shots("docente-borrar");
    isAccessible();
    fitsInto(360);
    page.setViewportSize(1280, 800);
    sure.fill("ana");
    page.keyboard().press("Enter");
    expect(row).hasCount(0);
    expect(part("leave")).hasCount(0);

    open("/ajustes");
    expect(part("password")).isVisible();
    shots("ajustes-cuenta");
    isAccessible();
    part("leaving").click();
    expect(part("leave")).containsText("un código para la primera");
    shots("ajustes-cuenta-borrar");
    isAccessible();
    fitsInto(360);
    page.setViewportSize(1280, 800);
    part("leave").locator("text=Seguir aquí").click();
    expect(part("leaving")).isFocused();
    part("leaving").click();
    part("leave").locator("input").fill(PASSWORD);
    page.keyboard().press("Enter");
    isAt(page, "/entrar");
    expect(part("login")).isVisible();
  }

  private static void isAt(Page page, String path) {
    PlaywrightAssertions.assertThat(page).hasURL(Pattern.compile(".*" + path));
  }

  /// By keyboard alone.
  private static void join(Page page, String code, String name) {
    page.locator("[data-test=join] input[name=code]").focus();
    page.keyboard().type(code);
    page.keyboard().press("Tab");
    page.keyboard().type(name);
    page.keyboard().press("Tab");
    page.keyboard().type(PASSWORD);
    page.keyboard().press("Enter");
  }

  private static void login(Page page, String name, String password) {
    page.locator("[data-test=login] input[name=name]").fill(name);
    page.locator("[data-test=login] input[name=password]").fill(password);
    page.keyboard().press("Enter");
  }
}
