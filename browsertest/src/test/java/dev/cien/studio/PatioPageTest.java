package dev.cien.studio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.cien.course.playground.Playground;
import dev.cien.course.playground.PlaygroundLink;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The playground in a browser.
class PatioPageTest extends BrowserTest {
  /// The link that the journal's fifth day shows: one hidden neuron before a circle.
  private static final String JOURNAL =
      "#activation=tanh&batchSize=9&dataset=circle&regDataset=reg-plane&learningRate=0.03"
          + "&regularizationRate=0&noise=0&networkShape=1&seed=0.87931&showTestData=false"
          + "&discretize=false&percTrainData=50&x=true&y=true&xTimesY=false&xSquared=false"
          + "&ySquared=false&cosX=false&sinX=false&cosY=false&sinY=false&collectStats=false"
          + "&problem=classification&initZero=false&hideText=false";

  private void train(int epochs) {
    field("stop-epoch", Integer.toString(epochs));
    part("speed").selectOption("0");
    part("play").click();
    says("epoch", Integer.toString(epochs));
  }

  private void field(String name, String value) {
    Locator input = part(name).locator("input");
    input.fill(value);
    input.press("Enter");
    // What the server answers is shown in its place.
    page.waitForTimeout(300);
  }

  private void linkHas(String part) {
    for (int i = 0; i < 200 && !page.url().contains(part); i++) {
      page.waitForTimeout(50);
    }
    assertThat(page.url()).contains(part);
  }

  private double loss(String name) {
    return Double.parseDouble(part(name).innerText().replace(',', '.'));
  }

  @Test
  void aLinkOpensInItsStateAndGivesItsLosses() {
    open("/lab/patio" + JOURNAL);
    says("epoch", "0");
    assertThat(part("batchSize").inputValue()).isEqualTo("9");
    assertThat(part("seed").inputValue()).isEqualTo("0.87931");
    Playground plain = new Playground(PlaygroundLink.parse(JOURNAL, "0"));
    assertThat(loss("train-loss")).isCloseTo(plain.trainLoss(), offset(0.0005));
    train(100);
    while (plain.epochs() < 100) {
      plain.epoch();
    }
    assertThat(loss("train-loss")).isCloseTo(plain.trainLoss(), offset(0.0005));
    assertThat(loss("test-loss")).isCloseTo(plain.testLoss(), offset(0.0005));
    // Keys that nobody uses any more are kept.
    assertThat(page.url()).contains("collectStats=false").contains("hideText=false");
  }

  @Tag("thorough")
  @Test
  void theDoctorMendsTheNetworkOfTheJournal() {
    open("/lab/patio" + JOURNAL);
    part("play").waitFor();
    train(120);
    part("mend").waitFor();
    shots("patio-doctor");
    part("mend").click();
    says("epoch", "0");
    assertThat(page.url()).contains("networkShape=4,2");
  }

  @Tag("thorough")
  @Test
  void aReloadFindsTheTrainingWhereItIs() {
    open("/lab/patio#seed=0.25&dataset=xor");
    train(50);
    String loss = part("train-loss").innerText();
    page.reload();
    says("epoch", "50");
    assertThat(part("train-loss").innerText()).isEqualTo(loss);
  }

  @Test
  void trainingGoesOnAfterARestartOfTheServer() throws Exception {
    open("/lab/patio#seed=0.25&dataset=spiral");
    part("play").waitFor();
    part("speed").selectOption("10");
    part("play").click();
    page.waitForTimeout(1500);
    restart();
    page.waitForTimeout(2500);
    expect(part("away")).hasCount(0);
    int epoch = epoch();
    assertThat(epoch).isGreaterThan(5);
    assertThat(part("away").count()).isZero();
    page.waitForTimeout(1500);
    assertThat(epoch()).isGreaterThan(epoch);
    part("play").click();
  }

  private int epoch() {
    return Integer.parseInt(part("epoch").innerText().replaceAll("\\D", ""));
  }

  @Test
  @Tag("thorough")
  void twoTabsShowTheSameTraining() {
    open("/lab/patio#seed=0.75");
    part("play").waitFor();
    Page second = page.context().newPage();
    second.navigate(studio.address() + "/lab/patio");
    second.locator("[data-test=step]").click();
    says("epoch", "1");
    part("more-layers").click();
    second.locator("output:text-is('Capas ocultas: 3')").waitFor();
    second.close();
  }

  @Tag("thorough")
  @Test
  void aParameterIsSeenAndChangedByKeyboard() {
    open("/lab/patio#seed=0.75&networkShape=2");
    part("play").waitFor();
    Locator output = page.locator(".node[data-node='2-0']");
    output.focus();
    page.locator("#inspector-title:text-is('La neurona de salida')").waitFor();
    Locator bias = page.locator(".parameter.bias input");
    assertThat(bias.inputValue()).isEqualTo("0,1");
    String before = part("train-loss").innerText();
    bias.fill("0,9");
    bias.press("Enter");
    page.locator("[data-test=train-loss]:not(:text-is('" + before + "'))").waitFor();
    assertThat(bias.inputValue()).isEqualTo("0,9");
  }

  @Test
  @Tag("thorough")
  void theKeyboardTrains() {
    open("/lab/patio#seed=0.75");
    part("play").waitFor();
    page.locator("main").focus();
    page.keyboard().press("s");
    says("epoch", "1");
    page.keyboard().press("s");
    says("epoch", "2");
    page.keyboard().press("r");
    says("epoch", "0");
    page.keyboard().press(" ");
    page.locator("[data-test=play][aria-label=Pausa]").waitFor();
    page.keyboard().press(" ");
    page.locator("[data-test=play][aria-label=Entrenar]").waitFor();
    part("step").focus();
    page.keyboard().press("Enter");
    assertThat(page.locator("#live").innerText()).isNotEmpty();
  }

  @Tag("thorough")
  @Test
  void aLinkMayLeaveOutTheTextAndTheHeader() {
    open("/lab/patio#seed=1&hideText=true");
    part("play").waitFor();
    Locator header = page.locator("header.top");
    expect(header).isHidden();
    expect(page.locator(".patio-head .lead")).isHidden();
    expect(page.locator("footer.foot")).isHidden();
    // The heading is still there for those who listen.
    assertThat(page.locator("h1").innerText()).isEqualTo("Patio de juegos");
    shots("patio-sin-texto");
    isAccessible();
    page.locator("patio-sharing summary").click();
    part("hide-text").uncheck();
    expect(header).isVisible();
    linkHas("hideText=false");
    part("hide-text").check();
    expect(header).isHidden();
    page.goBack();
    page.navigate(studio.address() + "/lab/patio#seed=1&hideText=");
    expect(header).isVisible();
  }

  @Tag("thorough")
  @Test
  void controlsOfALinkAreHidden() {
    open(
        "/lab/patio#seed=1&learningRate_hide=true&numHiddenLayers_hide=true&sinX=true&sinX_hide=true");
    part("play").waitFor();
    assertThat(part("learningRate").count()).isZero();
    assertThat(part("more-layers").count()).isZero();
    assertThat(part("feature-sinX").count()).isZero();
    assertThat(part("activation").count()).isEqualTo(1);
    page.locator("summary:has-text('Enlace')").click();
    part("hide-activation").check();
    part("activation")
        .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
    assertThat(page.url()).contains("activation_hide=true");
  }

  @Tag("thorough")
  @Test
  void allControlsMakeTheirLink() {
    open("/lab/patio#seed=1");
    part("play").waitFor();
    part("activation").selectOption("relu");
    linkHas("activation=relu");
    part("regularization").selectOption("L1");
    linkHas("regularization=L1");
    part("regularizationRate").selectOption("0.003");
    linkHas("regularizationRate=0.003");
    part("dataset-spiral").check(new Locator.CheckOptions().setForce(true));
    linkHas("dataset=spiral");
    part("feature-xSquared").check();
    linkHas("xSquared=true");
    part("discretize").check();
    linkHas("discretize=true");
    part("showTestData").check();
    linkHas("showTestData=true");
    part("problem").selectOption("regression");
    linkHas("problem=regression");
    part("learningRate").selectOption("0.1");
    linkHas("learningRate=0.1");
    part("regenerate").click();
    linkHas("seed=0.");
    page.locator(".language").click();
    page.locator("h1:text-is('Playground')").waitFor();
    assertThat(part("activation").inputValue()).isEqualTo("relu");
    assertThat(page.url()).contains("learningRate=0.1");
  }

  @Tag("thorough")
  @Test
  void oneCanGoBack() {
    open("/lab/patio#seed=0.5&dataset=gauss");
    part("step").click();
    says("epoch", "1");
    String loss = part("train-loss").innerText();
    part("step").click();
    part("step").click();
    says("epoch", "3");
    part("rewind").fill("1");
    says("epoch", "1");
    assertThat(part("train-loss").innerText()).isEqualTo(loss);
    part("reset").click();
    says("epoch", "0");
  }

  @Tag("thorough")
  @Test
  void twoTrainingsAreCompared() {
    open("/lab/patio#seed=0.5&dataset=xor");
    train(30);
    part("keep").click();
    part("activation").selectOption("relu");
    linkHas("activation=relu");
    part("play").click();
    says("epoch", "30");
    assertThat(page.locator(".chart-legend li").count()).isEqualTo(4);
    assertThat(page.locator(".curve tbody").last().innerText()).contains("activation");
    shots("patio-compare");
    part("drop").click();
    assertThat(page.locator(".chart-legend li").count()).isEqualTo(2);
  }

  @Tag("thorough")
  @Test
  void ownPointsAreDrawnPastedAndLearnt() {
    open("/lab/patio#seed=0.5");
    page.locator("summary:has-text('propios')").click();
    part("own-text").fill("x;y;clase\n1,5;2;sí\n-1;-2,5;no\n2;1;sí\n-2;-1;no\noops\n");
    part("own-read").click();
    part("own-told").waitFor();
    assertThat(part("own-told").innerText()).contains("4 puntos").contains("«sí»");
    assertThat(page.locator(".refused").innerText()).contains("línea 6");
    part("own-plane").click();
    part("own-x").fill("-2,5");
    part("own-y").fill("3");
    part("own-class--1").check();
    part("own-add").click();
    shots("patio-own");
    part("own-use").click();
    page.locator(".own-note:has-text('6 puntos')").waitFor();
    part("step").click();
    says("epoch", "1");
    part("dataset-xor").check(new Locator.CheckOptions().setForce(true));
    page.locator(".own-note")
        .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
  }

  @Tag("thorough")
  @Test
  void theNetworkIsWrittenAsAProgram() {
    open("/lab/patio#seed=0.5");
    page.locator("summary:has-text('programa')").click();
    for (String language : new String[] {"java", "numpy", "pytorch"}) {
      part("code-" + language).click();
      page.locator(
              "[data-test=code]:has-text('"
                  + (language.equals("java") ? "class Network" : "import")
                  + "')")
          .waitFor();
    }
  }

  @Tag("thorough")
  @Test
  void aLinkThatCannotBeUsedSaysWhy() {
    open("/lab/patio#networkShape=many");
    assertThat(part("message").innerText()).contains("networkShape");
    part("fresh").focus();
    page.keyboard().press("Enter");
    part("play").waitFor();
    linkHas("networkShape=4,2");
    page.context().close();
    page = page(1280, 800, "es-ES");
    open("/lab/patio#networkShape=256,256&seed=2");
    page.reload();
    page.locator("[data-test=message]:has-text('parámetros')").waitFor();
    // The browser itself complains about the status.
    forgive();
  }

  @Test
  void aPhoneIsWideEnough() {
    open("/lab/patio#seed=0.5&networkShape=8,8,8,8,8,8");
    part("play").waitFor();
    fitsInto(360);
    part("step").click();
    says("epoch", "1");
  }

  @Test
  @Tag("thorough")
  void threeClassesAreLearntWithAdam() {
    open("/lab/patio#seed=0.5&networkShape=8,4&learningRate=0.01");
    part("problem").selectOption("multiclass");
    expect(part("dataset-arms")).hasCount(1);
    part("dataset-arms").check(new Locator.CheckOptions().setForce(true));
    linkHas("classDataset=arms");
    page.locator("details.more summary").click();
    part("optimizer").selectOption("adam");
    linkHas("optimizer=adam");
    train(150);
    expect(part("confusion-test").locator("tbody tr")).hasCount(3);
    int all = 0;
    int right = 0;
    for (int truth = 0; truth < 3; truth++) {
      for (int answer = 0; answer < 3; answer++) {
        int count = Integer.parseInt(part("cell-test-" + truth + "-" + answer).innerText().trim());
        all += count;
        right += truth == answer ? count : 0;
      }
    }
    assertThat(all).isEqualTo(249);
    assertThat(right).isGreaterThan(224);
    String count = part("cell-test-1-1").innerText().trim();
    part("cell-test-1-1").click();
    expect(part("picked")).containsText("Prueba: " + count);
    expect(part("picked-points").locator("tbody tr"))
        .hasCount(Math.min(12, Integer.parseInt(count)));
    shots("patio-classes");
  }

  private static FilePayload file(String text, Charset written) {
    return new FilePayload("puntos.csv", "text/csv", text.getBytes(written));
  }

  @Tag("thorough")
  @Test
  void ownPointsOfThreeClassesAreReadAndLearnt() {
    open("/lab/patio#seed=0.5");
    page.locator("summary:has-text('propios')").click();
    part("own-file").setInputFiles(file("x;y;clase\r\n1,5;2;sí\r\n-3;4,25;no\r\n", ISO_8859_1));
    expect(part("own-told")).containsText("«sí»");
    part("own-file").setInputFiles(file("\ufeffx;y;clase\r\n1,5;2;ñ\r\n-3;4;no\r\n", UTF_16LE));
    expect(part("own-told")).containsText("«ñ»");
    part("own-file").setInputFiles(file("nombre;apellido\n", UTF_8));
    expect(page.locator("patio-own-data .message")).containsText("se esperaban de 1 a");
    forgive();
    part("own-file").setInputFiles(file("1;1;1\n-1;-2;2\n2;1;3\n-2;-1;3\n-3;-1;2\n", UTF_8));
    part("own-as-classes").click();
    expect(part("own-told")).containsText("C: «3»");
    shots("patio-own-classes");
    part("own-use").click();
    linkHas("problem=multiclass");
    page.locator(".own-note:has-text('5 puntos')").waitFor();
    page.locator("details.more summary").click();
    part("batchNorm").check();
    linkHas("batchNorm=true");
    part("dropout").selectOption("0.2");
    linkHas("dropout=0.2");
    part("layer-activation").selectOption("relu");
    linkHas("activations=relu,tanh");
    part("step").click();
    says("epoch", "1");
    page.locator(".own-note:has-text('5 puntos')").waitFor();
  }

  @Tag("thorough")
  @Test
  void looksAsItShould() {
    open("/lab/patio#seed=0.5&networkShape=4,2&dataset=xor");
    part("play").waitFor();
    part("stop-epoch").locator("input").fill("60");
    part("stop-epoch").locator("input").press("Enter");
    part("speed").selectOption("0");
    part("play").click();
    says("epoch", "60");
    page.waitForTimeout(600);
    shots("patio");
  }
}
