package dev.cien.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cien.tensor.DType;
import dev.cien.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NpyTest {
  @TempDir Path folder;

  @Test
  void writesTheBytesNumPyWrites() throws IOException {
    Path file = folder.resolve("a.npy");
    Npy.write(file, Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3));
    String dict = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }";
    String header = dict + " ".repeat(118 - dict.length() - 1) + "\n";
    byte[] values = HexFormat.of().parseHex("0000803f0000004000004040000080400000a0400000c040");
    assertThat(file).hasBinaryContent(npy(1, header, values));
  }

  @Test
  void everyDtypeComesBack() {
    for (Tensor tensor :
        new Tensor[] {
          Tensor.of(new double[] {1e-300, -0.0}, 2, 1),
          Tensor.of(new int[] {-5}, 1),
          Tensor.of(new long[] {Long.MIN_VALUE, 3}, 2),
          Tensor.of(new boolean[] {true, false}, 1, 2),
          Tensor.of(new float[0], 0, 3),
          Tensor.scalar(2.5)
        }) {
      Path file = folder.resolve("t.npy");
      Npy.write(file, tensor);
      Tensor read = Npy.read(file);
      assertThat(read.dtype()).isEqualTo(tensor.dtype());
      assertThat(read.shape()).isEqualTo(tensor.shape());
      assertThat(read.toDoubles()).containsExactly(tensor.toDoubles());
    }
    Path file = folder.resolve("bf16.npy");
    Npy.write(file, Tensor.ofBfloat16(new short[] {0x4000}, 1));
    assertThat(Npy.read(file).dtype()).as("NumPy has no bfloat16").isEqualTo(DType.FLOAT32);
    assertThat(Npy.read(file).toFloats()).containsExactly(2f);
  }

  /// Big-endian, Fortran order, version 2: `np.asfortranarray(np.arange(6, dtype='>i2').reshape(2,
  /// 3))`.
  @Test
  void readsFortranOrderAndBigEndian() throws IOException {
    byte[] columns = HexFormat.of().parseHex("000000030001000400020005");
    Path file =
        Files.write(
            folder.resolve("f.npy"),
            npy(2, "{'descr': '>i2', 'fortran_order': True, 'shape': (2, 3), }\n", columns));
    Tensor read = Npy.read(file);
    assertThat(read.shape().dims()).containsExactly(2, 3);
    assertThat(read.toInts()).containsExactly(0, 1, 2, 3, 4, 5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{'descr': '<f2', 'fortran_order': False, 'shape': (2,), } ; 003c00c0 ; FLOAT32 ; 1.0 ;"
            + " -2.0",
        "{'descr': '|u1', 'fortran_order': False, 'shape': (2,), } ; ff01 ; INT32 ; 255 ; 1",
        "{'descr': '|i1', 'fortran_order': False, 'shape': (2,), } ; ff01 ; INT32 ; -1 ; 1",
        "{'descr': '<u4', 'fortran_order': False, 'shape': (2,), } ; ffffffff01000000 ; INT64 ;"
            + " 4294967295 ; 1",
        "{'shape': (2,), 'descr': '|b1', 'fortran_order': False} ; 0100 ; BOOL ; 1 ; 0",
      })
  void widensSmallFormats(String header, String data, DType dtype, double first, double second)
      throws IOException {
    Path file = Files.write(folder.resolve("w.npy"), npy(1, header, HexFormat.of().parseHex(data)));
    assertThat(Npy.read(file).dtype()).isEqualTo(dtype);
    assertThat(Npy.read(file).toDoubles()).containsExactly(first, second);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "1 ; {'descr': '<f4', 'fortran_order': False, 'shape': (3,), } ; 8 ; truncated: F32[3]"
            + " needs 12 bytes",
        "1 ; {'descr': '<f4', 'fortran_order': False, 'shape': (1,), } ; 8 ; too long",
        "1 ; {'descr': '|O', 'fortran_order': False, 'shape': (1,), } ; 8 ; number format '|O' is"
            + " not read",
        "1 ; {'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (1,), } ; 8 ; structured"
            + " arrays are not read",
        "1 ; {'descr': '<f4', 'fortran_order': Maybe, 'shape': (1,), } ; 8 ; 'fortran_order' of"
            + " True or False",
        "1 ; {'descr': '<f4', 'fortran_order': False, 'shape': (99999999999,), } ; 8 ; impossible"
            + " shape",
        "1 ; {'descr': '<f4', 'fortran_order': False, 'shape': (65536, 65536), } ; 8 ; more"
            + " elements than",
        "9 ; {'descr': '<f4', 'fortran_order': False, 'shape': (1,), } ; 4 ; version 9 of the npy"
            + " format",
      })
  void refusesWhatItCannotRead(int version, String header, int bytes, String message)
      throws IOException {
    Path file = Files.write(folder.resolve("bad.npy"), npy(version, header, new byte[bytes]));
    assertThatThrownBy(() -> Npy.read(file))
        .isInstanceOf(FileFormatException.class)
        .hasMessageContaining(message);
  }

  @Test
  void refusesOtherFilesAndCutHeaders() throws IOException {
    Path text = Files.writeString(folder.resolve("text"), "hello, world");
    assertThatThrownBy(() -> Npy.read(text)).hasMessageContaining("not a NumPy array");
    byte[] whole = npy(1, "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }", new byte[4]);
    Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, 20));
    assertThatThrownBy(() -> Npy.read(cut)).hasMessageContaining("truncated within its header");
  }

  @Test
  void archivesComeBackInOrder() {
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    arrays.put("x", Tensor.of(new float[] {1, 2}, 1, 2));
    arrays.put("labels", Tensor.of(new int[] {3}, 1));
    Path file = folder.resolve("a.npz");
    Npz.write(file, arrays);
    Map<String, Tensor> read = Npz.read(file);
    assertThat(read.keySet()).containsExactly("x", "labels");
    assertThat(read.get("x").toFloats()).containsExactly(1, 2);
    assertThat(read.get("labels").toInts()).containsExactly(3);
  }

  @Test
  void storedArchivesAreReadToo() throws IOException {
    byte[] array =
        npy(1, "{'descr': '|u1', 'fortran_order': False, 'shape': (2,), }", new byte[] {4, 5});
    Path file = folder.resolve("stored.npz");
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      var entry = new ZipEntry("x.npy");
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(array.length);
      var crc = new CRC32();
      crc.update(array);
      entry.setCrc(crc.getValue());
      zip.putNextEntry(entry);
      zip.write(array);
    }
    assertThat(Npz.read(file).get("x").toInts()).containsExactly(4, 5);
  }

  @Test
  void aSmallArchiveCannotClaimMuchMemory() throws IOException {
    Path bomb = folder.resolve("bomb.npz");
    try (var zip = new ZipOutputStream(Files.newOutputStream(bomb))) {
      zip.putNextEntry(new ZipEntry("x.npy"));
      zip.write(
          npy(1, "{'descr': '|u1', 'fortran_order': False, 'shape': (50000000,), }", new byte[0]));
      OutputStream out = zip;
      for (int i = 0; i < 50; i++) {
        out.write(new byte[1_000_000]);
      }
    }
    assertThat(Files.size(bomb)).isLessThan(100_000);
    assertThatThrownBy(() -> Npz.read(bomb, 10_000_000))
        .hasMessageContaining("at most 10000000 are accepted here");
    Path liar = folder.resolve("liar.npz");
    try (var zip = new ZipOutputStream(Files.newOutputStream(liar))) {
      zip.putNextEntry(new ZipEntry("x.npy"));
      zip.write(
          npy(
              1,
              "{'descr': '|u1', 'fortran_order': False, 'shape': (2000000000,), }",
              new byte[9]));
    }
    assertThatThrownBy(() -> Npz.read(liar, Npz.MAX_BYTES))
        .hasMessageContaining("truncated")
        .hasMessageContaining("found 9");
    long quarter = Math.min(Integer.MAX_VALUE - 8, Runtime.getRuntime().maxMemory() / 4);
    if (quarter < 2_000_000_000) {
      assertThatThrownBy(() -> Npz.read(liar)).hasMessageContaining("at most " + quarter + " are");
    }
  }

  @Test
  void refusesOtherArchives() throws IOException {
    Path file = folder.resolve("other.npz");
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("../../evil.sh"));
    }
    assertThatThrownBy(() -> Npz.read(file)).hasMessageContaining("is not an array");
    Path text = Files.writeString(folder.resolve("text"), "no zip at all");
    assertThatThrownBy(() -> Npz.read(text)).hasMessageContaining("not an npz archive");
  }

  private static byte[] npy(int version, String header, byte[] data) {
    var out = new ByteArrayOutputStream();
    byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
    out.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
    out.writeBytes(new byte[] {(byte) text.length, (byte) (text.length >> 8)});
    if (version > 1) {
      out.writeBytes(new byte[2]);
    }
    out.writeBytes(text);
    out.writeBytes(data);
    return out.toByteArray();
  }
}
