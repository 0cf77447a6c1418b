package dev.cien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Cells stand under their headings, however long they are.
class ColumnsTest {
  @Test
  void columnsAreAsWideAsTheirWidestCellAndLongCellsGoOnBelow() {
    Columns table = new Columns("  ");
    table.heading("a heading as long as it likes");
    table.row("stage", "what", "count");
    String four = "weight[1, 2], weight[1, 2], weight[1, 2], weight[1, 2],";
    table.row("a", four + " weight[1, 2]", 1234567);
    table.row("longer.name", "", 5);
    var out = new ByteArrayOutputStream();
    var print = new PrintStream(out, true, StandardCharsets.UTF_8);
    table.print(new Terminal(print, print, Messages.of(Language.EN), false, 80));
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "a heading as long as it likes",
            "  stage        what" + " ".repeat(four.length() - 4) + "    count",
            "  a            " + four + "  1234567",
            "               weight[1, 2]",
            "  longer.name  " + " ".repeat(four.length()) + "        5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"lenet", "autoencoder", "vit", "adding"})
  void theSummaryOfARecipeHasColumns(String recipe) {
    List<String> table =
        Typed.cien("summary", recipe).lines().stream()
            .skip(1)
            .takeWhile(line -> !line.isEmpty())
            .toList();
    int parameters = table.getFirst().indexOf("parameters") + "parameters".length();
    assertThat(table.subList(2, table.size()))
        .allSatisfy(
            line -> {
              assertThat(line.length()).isLessThanOrEqualTo(table.getFirst().length());
              if (line.length() >= parameters) {
                assertThat(line.substring(0, parameters)).matches(".* {2,}\\d* ?$|.* {2,}");
                assertThat(line.substring(parameters)).matches("( +\\d+)?");
              }
            });
  }

  @Test
  void whatIsDoneOnceForAllSamplesIsNoSamplesWork() {
    // The kernels of LeNet's c3 are put in their places once; then 16 maps of 10 × 10, each sum of
    // 6 · 25 products, and a bias.
    assertThat(Typed.cien("summary", "lenet").out())
        .containsPattern("c3 .* 1516 +" + (2 * 16 * 100 * 150 + 1600) + "\\R");
  }
}
