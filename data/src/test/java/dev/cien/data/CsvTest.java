package dev.cien.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.cien.io.FileFormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTest {
  @TempDir Path folder;

  private Path file(String text) {
    try {
      return Files.writeString(folder.resolve("data.csv"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void numbersAndWordsAreToldApart() {
    Table table = Csv.read(file("size,city,price\n80,Madrid,2.5e3\n95,\"Sucre, BO\",-1\n"));
    assertThat(table.names()).containsExactly("size", "city", "price");
    assertThat(table.numbers("price")).containsExactly(2500, -1);
    assertThat(table.words("city")).containsExactly("Madrid", "Sucre, BO");
    assertThat(table.toTensor("price", "size").toFloats()).containsExactly(2500, 80, -1, 95);
  }

  @Test
  void semicolonsAndDecimalCommasAreFound() {
    Table table = Csv.read(file("área;precio\r\n80,5;1200\r\n95;1.5\r\n".replace("1.5", "1,5")));
    assertThat(table.numbers("área")).containsExactly(80.5, 95);
    assertThat(table.numbers("precio")).containsExactly(1200, 1.5);
    assertThat(Csv.read(file("a;b\n1.5;x\n2.5;y\n")).numbers("a")).containsExactly(1.5, 2.5);
    assertThat(Csv.read(file("a\tb\n1,5\t2\n")).numbers("a")).containsExactly(1.5);
    assertThat(
            Csv.options()
                .separator(';')
                .decimalComma(false)
                .readFrom(file("a;b\n1,5;2\n"))
                .words("a"))
        .containsExactly("1,5");
  }

  @Test
  void absentValuesAreNaNOrEmpty() {
    Table table = Csv.read(file("x,w\n1,a\n,NA\nNA,\n"));
    assertThat(table.numbers("x")).containsExactly(1, Double.NaN, Double.NaN);
    assertThat(((Table.Words) table.column("w")).values())
        .containsExactly(Optional.of("a"), Optional.empty(), Optional.empty());
    assertThatThrownBy(() -> table.words("w"))
        .hasMessageContaining("a word in each row of column 'w', found none in row 1");
    assertThat(table.column("w").isMissing(1)).isTrue();
    assertThat(Csv.options().missing("-").readFrom(file("x\n1\n-\n")).numbers("x"))
        .containsExactly(1, Double.NaN);
    assertThatThrownBy(() -> table.toTensor("x"))
        .hasMessageContaining("a value in each row of column 'x', found none in row 1");
  }

  @Test
  void quotesHoldLineFeedsAndQuotes() {
    Table table = Csv.read(file("a,b\n\"one\ntwo\",\"say \"\"hi\"\"\"\n"));
    assertThat(table.words("a")).containsExactly("one\ntwo");
    assertThat(table.words("b")).containsExactly("say \"hi\"");
  }

  @Test
  void marksGzipAndMissingHeadersAreUnderstood() throws IOException {
    assertThat(Csv.read(file("\uFEFFa,b\n1,2\n")).names()).containsExactly("a", "b");
    assertThat(Csv.read(Files.write(folder.resolve("z.csv.gz"), gzip("a\n1\n"))).numbers("a"))
        .containsExactly(1);
    assertThat(Csv.options().withoutHeader().readFrom(file("1,2\n3,4\n")).numbers("c1"))
        .containsExactly(2, 4);
  }

  @Test
  void damagedFilesAreRefusedWithTheLine() throws IOException {
    assertThatThrownBy(() -> Csv.read(file("a,b\n1,2\n3\n")))
        .isInstanceOf(FileFormatException.class)
        .hasMessageContainingAll(
            "line 3: expected 2 fields (a | b) as in the first line, separated by ',', found 1"
                + " field (3)",
            "cut off");
    assertThatThrownBy(() -> Csv.read(file("a,b\n1,2,3\n")))
        .isInstanceOf(FileFormatException.class)
        .hasMessageContainingAll(
            "line 2: expected 2 fields (a | b) as in the first line", "found 3 fields (1 | 2 | 3)");
    assertThatThrownBy(() -> Csv.read(file("a,b\n\"1,2\n")))
        .isInstanceOf(FileFormatException.class)
        .hasMessageContainingAll("after line 1: ", "a quotation mark that is not closed");
    String endless = "a\n\"" + "x".repeat(17_000_000);
    assertThatThrownBy(() -> Csv.read(file(endless)))
        .isInstanceOf(FileFormatException.class)
        .hasMessageContaining("after line 1: a field of more than 16777216 characters");
    assertThatThrownBy(() -> Csv.read(file("a\n" + "1,".repeat(20_000))))
        .isInstanceOf(FileFormatException.class)
        .hasMessageContaining("after line 1: a line of more than 16384 fields. Usual cause: a file")
        .hasMessageNotContaining("quotation");
    assertThatThrownBy(() -> Csv.read(file("a,a\n1,2\n")))
        .hasMessageContaining("different names, found two that are called 'a'");
    Path empty = file("");
    assertThatThrownBy(() -> Csv.read(empty))
        .isInstanceOf(FileFormatException.class)
        .hasMessageStartingWith(
            empty + ": an empty file; expected at least a line of column names");
    Path latin =
        Files.write(folder.resolve("latin.csv"), "año\n1\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> Csv.read(latin))
        .isInstanceOf(FileFormatException.class)
        .hasMessageContaining("not UTF-8 text");
    assertThat(Csv.options().charset(StandardCharsets.ISO_8859_1).readFrom(latin).names())
        .containsExactly("año");
  }

  @Test
  void aFewFieldsTooManyHaveTheirLikelyCause() {
    assertThatThrownBy(() -> Csv.read(file("area,rooms,price\n80,5,3,1200\n")))
        .hasMessageContainingAll("found 4 fields (80 | 5 | 3 | 1200)", "a decimal comma", "80.5");
    assertThatThrownBy(() -> Csv.read(file("city,price\nParis,1\nSucre, BO,2\n")))
        .hasMessageContainingAll("line 3: expected 2 fields (city | price)", "found 3 fields")
        .hasMessageContainingAll("a separator inside a field", "\"Sucre, BO\"")
        .hasMessageNotContainingAny("decimal", "name the separator");
    assertThatThrownBy(() -> Csv.read(file("city;price\nLa Paz;BO;2\n")))
        .hasMessageContainingAll("separated by ';'", "a separator inside a field");
    assertThatThrownBy(() -> Csv.read(file("Houses of 2024\ncity,price\nParis,1\n")))
        .hasMessageContainingAll(
            "expected 1 field (Houses of 2024)", "a title", "name the separator");
    assertThatThrownBy(() -> Csv.read(file("a\tb\n" + "x".repeat(200) + "\ty\tz\n")))
        .hasMessageContainingAll("separated by tabs", "found 3 fields (" + "x".repeat(80) + "…)");
  }

  @Test
  void damagedGzipIsRefused() throws IOException {
    byte[] zipped = gzip("a,b\n" + "1,2\n".repeat(20_000));
    Path cut = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(zipped, zipped.length / 2));
    assertThatThrownBy(() -> Csv.read(cut))
        .isInstanceOf(FileFormatException.class)
        .hasMessageContaining("gzip that ends too early");
    Path head = Files.write(folder.resolve("head.gz"), Arrays.copyOf(zipped, 5));
    assertThatThrownBy(() -> Csv.read(head)).isInstanceOf(FileFormatException.class);
    zipped[12] ^= 0x55;
    Path bad = Files.write(folder.resolve("bad.gz"), zipped);
    assertThatThrownBy(() -> Csv.read(bad))
        .isInstanceOf(FileFormatException.class)
        .hasMessageContaining("gzip");
  }

  @Test
  void aTableThatFillsTheMemoryIsRefused() {
    String text = "a,b\n" + "1,2\n".repeat(20_000);
    assertThatThrownBy(() -> CsvLines.read(new StringReader(text), ',', "t.csv", 1 << 20))
        .isInstanceOf(FileFormatException.class)
        .hasMessageContainingAll("t.csv: a table of more than ", "at most 1 MB", "-Xmx");
  }

  private static byte[] gzip(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(bytes)) {
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void tablesNameWhatIsMissing() {
    Table table = Csv.read(file("a,b\n1,x\n"));
    assertThatThrownBy(() -> table.numbers("c"))
        .hasMessageContaining("one of its columns [a, b], found 'c'");
    assertThatThrownBy(() -> table.numbers("b"))
        .hasMessageContaining("numbers in column 'b', found words such as 'x'");
    assertThatThrownBy(() -> table.toClasses("b", List.of("y")))
        .hasMessageContaining(
            "one of the classes [y] in each row of column 'b', found 'x' in row 0");
    assertThat(table.drop("a").names()).containsExactly("b");
    assertThat(table.select("b", "a").names()).containsExactly("b", "a");
  }

  @Test
  void splitPicksTheSameRowsAsADatasetDoes() {
    Table.Parts parts = Resources.table("iris.csv").split(0.8, 3);
    float[] asDataset = Iris.load().split(0.8, 3).heldOut().all().inputs().toFloats();
    assertThat(parts.heldOut().rows()).isEqualTo(30);
    assertThat((float) parts.heldOut().numbers("sepal_length")[0]).isEqualTo(asDataset[0]);
  }

  @Test
  void encodingUsesWhatTheTrainingRowsShow() {
    Table train = Csv.read(file("x,kind\n1,a\n3,b\nNA,a\n"));
    TableEncoder encoder = TableEncoder.fit(train);
    assertThat(encoder.inputNames()).containsExactly("x", "kind=a", "kind=b");
    assertThat(encoder.encode(train).toFloats()).containsExactly(-1, 1, 0, 1, 0, 1, 0, 1, 0);
    Table later = Csv.read(file("kind,x,other\nunknown,5,9\n"));
    float[] encoded = encoder.encode(later).toFloats();
    assertThat(encoded[0]).isCloseTo(3, offset(1e-6f));
    assertThat(encoded[1] + encoded[2]).as("a word never seen").isZero();
    assertThatThrownBy(() -> TableEncoder.fit(train.pick()))
        .hasMessageContaining("at least one row");
  }
}
