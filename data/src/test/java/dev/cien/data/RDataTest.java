package dev.cien.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cien.io.FileFormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/// R's files, written by hand as *R Internals* describes them.
class RDataTest {
  private static final int A = RBytes.ATTRIBUTES;

  @TempDir Path folder;

  private Table rds(RBytes content) throws IOException {
    return RData.read(Files.write(folder.resolve("one.rds"), content.bytes())).table("one");
  }

  /// A data frame of five kinds of columns, each with an absent value.
  private static RBytes houses(RBytes start) {
    return start
        .ints(RBytes.LIST | A, 5)
        .integers(0, 80, RValue.ABSENT)
        .doubles(0, 2.5, Double.NaN)
        .texts(0, "Ñuñoa, centro", null)
        .integers(A, 2, RValue.ABSENT)
        .tag("levels")
        .texts(0, "flat", "house")
        .tag("class")
        .texts(0, "factor")
        .end()
        .doubles(A, 15_370, Double.NaN)
        .sameTag(2)
        .texts(0, "Date")
        .end()
        .tag("names")
        .texts(0, "area", "price", "place", "kind", "sold")
        .sameTag(2)
        .texts(0, "data.frame")
        .tag("row.names")
        .integers(0, RValue.ABSENT, -2)
        .end();
  }

  private static void expectHouses(Table table) {
    assertThat(table.names()).containsExactly("area", "price", "place", "kind", "sold");
    assertThat(table.numbers("area")).containsExactly(80, Double.NaN);
    assertThat(table.numbers("price")).containsExactly(2.5, Double.NaN);
    assertThat(table.wordsOf("place").values())
        .containsExactly(Optional.of("Ñuñoa, centro"), Optional.empty());
    assertThat(table.wordsOf("kind").values())
        .containsExactly(Optional.of("house"), Optional.empty());
    assertThat(table.wordsOf("sold").values())
        .containsExactly(Optional.of("2012-01-31"), Optional.empty());
  }

  @Test
  void dataFramesOfBothVersions() throws IOException {
    expectHouses(rds(houses(RBytes.version2())));
    expectHouses(rds(houses(RBytes.version3())));
  }

  @Test
  void packedFilesAndWorkspaces() throws IOException {
    byte[] plain =
        houses(new RBytes().raw("RDX3\n").raw(RBytes.version3().tag("h").bytes())).end().bytes();
    // The tag of the workspace is the first symbol: those of the frame move on by one.
    byte[] shifted = plain.clone();
    for (int i = 0; i + 3 < shifted.length; i++) {
      if (shifted[i] == 0 && shifted[i + 1] == 0 && shifted[i + 2] == 2 && shifted[i + 3] == -1) {
        shifted[i + 2] = 3;
      }
    }
    var gzip = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(gzip)) {
      out.write(shifted);
    }
    var xz = new ByteArrayOutputStream();
    try (var out = new XZOutputStream(xz, new LZMA2Options(1))) {
      out.write(shifted);
    }
    for (byte[] file : new byte[][] {shifted, gzip.toByteArray(), xz.toByteArray()}) {
      RData data = RData.read(Files.write(folder.resolve("some.RData"), file));
      assertThat(data.names()).containsExactly("h");
      expectHouses(data.table("h"));
    }
  }

  @Test
  void seriesMatricesAndVectors() throws IOException {
    Table series =
        rds(
            RBytes.version3()
                .doubles(A, 112, 118, 132)
                .tag("tsp")
                .doubles(0, 1949, 1949 + 2 / 12.0, 12)
                .tag("class")
                .texts(0, "ts")
                .end());
    assertThat(series.names()).containsExactly("time", "value");
    assertThat(series.numbers("time")).containsExactly(1949, 1949 + 1 / 12.0, 1949 + 2 / 12.0);
    assertThat(series.numbers("value")).containsExactly(112, 118, 132);
    Table matrix =
        rds(
            RBytes.version2()
                .integers(A, 1, 2, 3, 4, 5, 6)
                .tag("dim")
                .integers(0, 3, 2)
                .tag("dimnames")
                .ints(RBytes.LIST, 2)
                .end()
                .texts(0, "a", "b")
                .end());
    assertThat(matrix.names()).containsExactly("a", "b");
    assertThat(matrix.numbers("b")).containsExactly(4, 5, 6);
    Table truths = rds(RBytes.version2().ints(10, 3, 1, 0, RValue.ABSENT));
    assertThat(truths.wordsOf("value").values())
        .containsExactly(Optional.of("TRUE"), Optional.of("FALSE"), Optional.empty());
  }

  @Test
  void sequencesAndOtherEncodings() throws IOException {
    RBytes sequence =
        RBytes.version3()
            .ints(238)
            .ints(2, 1)
            .text(0, "compact_intseq".getBytes(StandardCharsets.UTF_8))
            .end()
            .doubles(0, 4, 10, -1)
            .end();
    assertThat(rds(sequence).numbers("value")).containsExactly(10, 9, 8, 7);
    byte[] latin = "año".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(rds(RBytes.version2().ints(RBytes.TEXT, 1).text(1 << 14, latin)).words("value"))
        .containsExactly("año");
    assertThatThrownBy(() -> rds(RBytes.version2().ints(RBytes.TEXT, 1).text(0, latin)))
        .isInstanceOf(FileFormatException.class)
        .hasMessageContaining("not UTF-8");
  }

  /// A database with an object packed with zlib and the same packed as `kind` says.
  private Path database(int kind, byte[]... chunks) throws IOException {
    var data = new ByteArrayOutputStream();
    RBytes index = RBytes.version3().ints(RBytes.LIST | A, 3).ints(RBytes.LIST | A, chunks.length);
    for (byte[] chunk : chunks) {
      index.integers(0, data.size(), chunk.length);
      data.writeBytes(chunk);
    }
    String[] names = new String[chunks.length];
    for (int i = 0; i < names.length; i++) {
      names[i] = "o" + i;
    }
    index.tag("names").texts(0, names).end().ints(RBytes.LIST, 0).integers(0, kind);
    index.sameTag(1).texts(0, "variables", "references", "compressed").end();
    var packed = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(packed)) {
      out.write(index.bytes());
    }
    Files.write(folder.resolve("Rdata.rdb"), data.toByteArray());
    return Files.write(folder.resolve("Rdata.rdx"), packed.toByteArray());
  }

  @Test
  void lazyLoadDatabases() throws IOException {
    RBytes vector = RBytes.version3().integers(0, 7, 8);
    byte[] zlib = vector.zlibChunk();
    RData data = RData.read(database(1, zlib, houses(RBytes.version3()).zlibChunk()));
    assertThat(data.names()).containsExactly("o0", "o1");
    assertThat(data.table("o0").numbers("value")).containsExactly(7, 8);
    expectHouses(data.table("o1"));
    byte[] lzma = houses(RBytes.version3()).lzmaChunk();
    expectHouses(RData.read(database(3, lzma)).table("o0"));
    assertThatThrownBy(() -> data.table("o2")).hasMessageContaining("it has [o0, o1]");
    byte[] wrong = zlib.clone();
    wrong[3]++;
    RData damaged = RData.read(database(1, wrong, new RBytes().ints(-5, 0).bytes()));
    assertThatThrownBy(() -> damaged.table("o0"))
        .isInstanceOf(FileFormatException.class)
        .hasMessageContaining("were promised");
    assertThatThrownBy(() -> damaged.table("o1")).isInstanceOf(FileFormatException.class);
    RData bzip = RData.read(database(2, new RBytes().ints(9).raw("2BZh91AY").bytes()));
    assertThatThrownBy(() -> bzip.table("o0")).hasMessageContaining("bzip2");
    Files.write(folder.resolve("Rdata.rdb"), new byte[2]);
    assertThatThrownBy(() -> data.table("o0")).hasMessageContaining("belong together?");
  }

  @Test
  void everyTruncationAndEveryFlippedByteIsRefusedOrReadNeverWorse() {
    byte[] whole = houses(RBytes.version3()).bytes();
    for (int length = 0; length < whole.length; length++) {
      assertThat(isRead(Arrays.copyOf(whole, length))).as("first " + length + " bytes").isFalse();
    }
    int refused = 0;
    for (int at = 0; at < whole.length; at++) {
      for (int flip : new int[] {0x01, 0x80, 0xff}) {
        byte[] changed = whole.clone();
        changed[at] ^= (byte) flip;
        refused += isRead(changed) ? 0 : 1;
      }
    }
    assertThat(refused).isGreaterThan(whole.length);
  }

  private static boolean isRead(byte[] bytes) {
    try {
      return RTable.of(RStream.read(ByteBuffer.wrap(bytes), "bytes"), "bytes").rows() == 2;
    } catch (FileFormatException e) {
      return false;
    }
  }

  @Test
  void bombsAreRefused() throws IOException {
    expectRefused(RBytes.version2().ints(RBytes.REAL, Integer.MAX_VALUE), "a false length");
    expectRefused(RBytes.version2().ints(RBytes.REAL, -1, 1, 0), "a false length");
    RBytes deep = RBytes.version2();
    for (int i = 0; i < 100_000; i++) {
      deep.ints(RBytes.LIST, 1);
    }
    expectRefused(deep.end(), "nested more than");
    RBytes sequences = RBytes.version3().ints(RBytes.LIST, 3);
    for (int i = 0; i < 3; i++) {
      sequences
          .ints(238, 2, 1)
          .text(0, "compact_realseq".getBytes(StandardCharsets.UTF_8))
          .end()
          .doubles(0, i < 2 ? 4e6 : 9e6, 1, 1)
          .end();
    }
    expectRefused(sequences, "more than 10000000 objects");
    expectRefused(RBytes.version2().ints(255 | 7 << 8), "a reference to object 7 of 0");
    expectRefused(new RBytes().raw("A\n3\n"), "ascii = FALSE");
    expectRefused(RBytes.version2().ints(21, 0), "compiled code");
    expectRefused(RBytes.version2().ints(RBytes.LIST, 1).integers(0, 1), "names");
    var zeros = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(zeros)) {
      out.write(new byte[1 << 20]);
    }
    assertThatThrownBy(() -> RUnpack.file(zeros.toByteArray(), 1 << 19, "zeros"))
        .isInstanceOf(FileFormatException.class)
        .hasMessageStartingWith("zeros: unpacks to more than 524288 bytes");
    assertThat(RUnpack.file(zeros.toByteArray(), 1 << 20, "zeros").remaining()).isEqualTo(1 << 20);
  }

  private void expectRefused(RBytes content, String reason) {
    assertThatThrownBy(() -> rds(content))
        .isInstanceOf(FileFormatException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void tablesAreWrittenAsTheyAreRead() throws IOException {
    Path file = folder.resolve("out.csv");
    TableWriter.csv(rds(houses(RBytes.version3())), file);
    assertThat(file)
        .hasContent(
            "area,price,place,kind,sold\n80,2.5,\"Ñuñoa, centro\",house,2012-01-31\n"
                + "\"\",\"\",\"\",\"\",\"\"\n");
    Table again = Csv.options().missing("").readFrom(file);
    expectHouses(again);
  }
}
