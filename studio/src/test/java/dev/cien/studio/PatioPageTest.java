package dev.cien.studio;

import static org.assertj.core.api.Assertions.assertThat;

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
