package dev.cien.course.days;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.InputSource;

class FormulaTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "z = w_1 | <mi>z</mi><mo>=</mo><msub><mi>w</mi><mn>1</mn></msub>",
        "(p - y)^2 | <mo>(</mo><mi>p</mi><mo>−</mo><mi>y</mi><msup><mo>)</mo><mn>2</mn></msup>",
        "\\frac{1}{n} | <mfrac><mrow><mn>1</mn></mrow><mrow><mi>n</mi></mrow></mfrac>",
        "\\sum_{i}^n | <munderover><mo>∑</mo><mrow><mi>i</mi></mrow><mi>n</mi></munderover>",
        "x_i^2 | <msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>",
        "\\eta \\cdot 0.1 | <mi>η</mi><mo>·</mo><mn>0.1</mn>",
        "a < b | <mi>a</mi><mo>&lt;</mo><mi>b</mi>"
      })
  void formulasBecomeMathml(String formula, String inside) {
    assertThat(Formula.mathml(formula.strip()))
        .isEqualTo("<math display=\"block\"><mrow>" + inside.strip() + "</mrow></math>");
  }

  @Test
  void whateverIsWrittenIsWellFormed() throws Exception {
    Random random = new Random(1);
    String[] pieces = {"\\frac", "{", "}", "^", "_", "\\sum", "x", "1", "<", "&", "\\", " ", "é"};
    for (int trial = 0; trial < 500; trial++) {
      StringBuilder formula = new StringBuilder();
      for (int i = random.nextInt(30); i > 0; i--) {
        formula.append(pieces[random.nextInt(pieces.length)]);
      }
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(Formula.mathml(formula.toString()))));
    }
    for (String part : new String[] {"{", "\\frac", "\\sqrt{", "\\hat", "x_", "\\frac{x}"}) {
      assertThat(Formula.mathml(part.repeat(100_000))).as(part).contains("mrow");
    }
  }
}
