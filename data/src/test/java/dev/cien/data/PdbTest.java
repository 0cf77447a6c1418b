package dev.cien.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cien.io.FileFormatException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PdbTest {
  @TempDir Path folder;

  /// A line as the format's columns have it.
  private static String atom(
      String record, String atom, String residue, char chain, String number, double x) {
    return String.format(
        Locale.ROOT,
        "%-6s%5d %-4s %3s %c%5s   %8.3f%8.3f%8.3f  1.00 10.00%n",
        record,
        1,
        atom,
        residue,
        chain,
        number,
        x,
        2.0,
        -3.5);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static String two() {
    return "HEADER    A MADE-UP PROTEIN\n"
        + atom("ATOM", " N  ", "MET", 'A', "1 ", 0)
        + atom("ATOM", " CA ", "MET", 'A', "1 ", 1.25)
        // Another place of the same atom, and a residue put in between.
        + atom("ATOM", " CA ", "MET", 'A', "1 ", 9)
        + atom("ATOM", " CA ", "GLY", 'A', "1A", 5)
        + atom("HETATM", " CA ", "MSE", 'A', "2 ", 8.5)
        + atom("HETATM", "CA  ", " CA", 'A', "3 ", 0)
        + atom("ATOM", " CA ", "UNK", 'B', "7 ", -999.5)
        + "ENDMDL\n"
        + atom("ATOM", " CA ", "TRP", 'A', "1 ", 0);
  }

  @Test
  void carbonsOfTheFirstModelAreRead() throws IOException {
    List<ProteinChain> chains = Pdb.read(file("1abc.pdb", two()));
    assertThat(chains).extracting(ProteinChain::name).containsExactly("1abc_A", "1abc_B");
    assertThat(chains).extracting(ProteinChain::sequence).containsExactly("MGM", "X");
    assertThat(chains.getFirst().places())
        .containsExactly(1.25f, 2, -3.5f, 5, 2, -3.5f, 8.5f, 2, -3.5f);
    assertThat(chains.getFirst().distance(0, 2)).isCloseTo(7.25, within(1e-6));
  }

  @Test
  void packedFilesAreUnpacked() throws IOException {
    Path packed = folder.resolve("1abc.ent.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(two().getBytes(StandardCharsets.US_ASCII));
    }
    assertThat(Pdb.read(packed)).extracting(ProteinChain::name).contains("1abc_A");
  }

  @Test
  void whatIsNoStructureIsRefused() throws IOException {
    Path empty = file("a.pdb", "");
    assertThatThrownBy(() -> Pdb.read(empty))
        .isInstanceOf(FileFormatException.class)
        .hasMessageContaining("α carbons")
        .hasMessageContaining("mmCIF");
    Path cut = file("b.pdb", two() + "ATOM      2  CA  GLY C   9      27.340");
    Path first =
        file("c.pdb", two().replace("ENDMDL\n", "") + "ATOM      2  CA  GLY C   9      27");
    assertThat(Pdb.read(cut)).hasSize(2);
    assertThatThrownBy(() -> Pdb.read(first))
        .isInstanceOf(FileFormatException.class)
        .hasMessageContaining("line 10")
        .hasMessageContaining("54 columns");
    Path words = file("d.pdb", two().replace("   1.250", "   a.bcd"));
    assertThatThrownBy(() -> Pdb.read(words))
        .isInstanceOf(FileFormatException.class)
        .hasMessageContaining("'a.bcd'");
    Path far = file("e.pdb", two().replace("   1.250", "     NaN"));
    assertThatThrownBy(() -> Pdb.read(far)).isInstanceOf(FileFormatException.class);
  }
}
