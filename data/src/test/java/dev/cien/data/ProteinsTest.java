package dev.cien.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cien.io.FileFormatException;
import dev.cien.tensor.Rng;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Alignments, the search for relatives, and the data set made with them, from tiny files.
class ProteinsTest {
  @TempDir Path folder;

  private static String random(int length, long seed) {
    Rng rng = Rng.of(seed);
    return IntStream.range(0, length)
        .mapToObj(_ -> Character.toString(AminoAcids.LETTERS.charAt(rng.nextInt(20))))
        .collect(Collectors.joining());
  }

  /// Every fifth letter is another one.
  private static String relative(String sequence) {
    StringBuilder changed = new StringBuilder(sequence);
    for (int i = 0; i < changed.length(); i += 5) {
      changed.setCharAt(i, changed.charAt(i) == 'A' ? 'G' : 'A');
    }
    return changed.toString();
  }

  @Test
  void lettersScoreAsInBlosum62() {
    assertThat(Alignment.score('W', 'W')).isEqualTo(11);
    assertThat(Alignment.score('A', 'R')).isEqualTo(-1);
    assertThat(Alignment.score('I', 'V')).isEqualTo(3);
    assertThat(Alignment.score('Y', 'F')).isEqualTo(3);
    assertThat(Alignment.score('P', 'W')).isEqualTo(-4);
    for (char a : AminoAcids.LETTERS.toCharArray()) {
      for (char b : AminoAcids.LETTERS.toCharArray()) {
        assertThat(Alignment.score(a, b)).isEqualTo(Alignment.score(b, a));
      }
    }
  }

  @Test
  void theBestStretchIsAligned() {
    // W, W and C are 11, 11 and 9; what stands around them would cost more than it gives.
    Alignment alignment = Alignment.of("GGWWCGG", "PPPWWC");
    assertThat(alignment.score()).isEqualTo(31);
    assertThat(alignment.row()).isEqualTo("--WWC--");
    assertThat(alignment.coverage()).isCloseTo(3.0 / 7, within(1e-12));
    assertThat(alignment.identity("GGWWCGG")).isEqualTo(1);
    assertThat(alignment.bits())
        .isCloseTo((0.267 * 31 - Math.log(0.041)) / Math.log(2), within(1e-12));
    assertThat(Alignment.of("GGG", "WWW")).isEqualTo(new Alignment(0, "---"));
  }

  @Test
  void gapsAreOpenedWhereTheyPay() {
    // Six times 11 less 12 for a gap of one, and less 13 for one of two.
    assertThat(Alignment.of("WWWCWWW", "WWWWWW")).isEqualTo(new Alignment(54, "WWW-WWW"));
    assertThat(Alignment.of("WWWWWW", "WWWPPWWW")).isEqualTo(new Alignment(53, "WWWWWW"));
    String a = random(60, 1);
    String b = relative(a.substring(5, 30) + a.substring(33));
    assertThat(Alignment.score(a, b)).isEqualTo(Alignment.of(a, b).score());
    assertThat(Alignment.of(a, b).row().replace("-", "")).isSubstringOf(b);
  }

  @Test
  void relativesAreFoundAndStrangersAreNot() {
    String query = random(80, 2);
    List<String> all = new ArrayList<>();
    IntStream.range(0, 50).forEach(i -> all.add(random(100, 10 + i)));
    all.set(7, random(20, 3) + relative(query) + "X");
    all.set(8, "MK");
    SequenceSearch search = new SequenceSearch(all);
    assertThat(search.residues()).isEqualTo(48 * 100 + 101 + 2);
    List<SequenceSearch.Hit> hits = search.find(query, 1e-3);
    assertThat(hits).extracting(SequenceSearch.Hit::index).containsExactly(7);
    assertThat(hits.getFirst().alignment().identity(query)).isBetween(0.75, 0.85);
    assertThat(search.find("AC", 1e-3)).isEmpty();
  }

  /// Places along a line, as far apart as peptide bonds put them.
  private static ProteinChain chain(String name, String sequence) {
    float[] places = new float[3 * sequence.length()];
    for (int i = 0; i < sequence.length(); i++) {
      places[3 * i] = 3.8f * i;
    }
    return new ProteinChain(name, sequence, places);
  }

  private static StructureDatabase.Entered entered(String name, String sequence) {
    float[] shares = new float[20 * sequence.length()];
    Arrays.fill(shares, 0.05f);
    return new StructureDatabase.Entered(chain(name, sequence), shares);
  }

  @Test
  void familiesAndRowsComeFromTheSearch() throws IOException {
    String one = random(60, 4);
    Path file = folder.resolve("chains.tsv");
    ProteinFile.write(
        List.of(
            entered("1AAA_A", one),
            entered("2BBB_A", random(200, 5)),
            entered("3CCC_A", relative(one)),
            entered("4DDD_A", random(70, 6))),
        file);
    Proteins proteins = Proteins.read(file);
    assertThat(proteins.members())
        .extracting(member -> member.chain().name())
        .containsExactly("1AAA_A", "3CCC_A", "4DDD_A");
    assertThat(proteins.members()).extracting(Proteins.Member::family).containsExactly(0, 0, 3);
    assertThat(proteins.members().getFirst().rows()).hasSize(1);
    assertThat(proteins.members().getLast().rows()).isEmpty();
    assertThat(proteins.members().getFirst().shares()[0]).isCloseTo(0.05f, within(0.005f));
    assertThat(proteins.members().getFirst().chain().distance(3, 5)).isCloseTo(7.6, within(0.02));
    assertThat(proteins.sequences()).hasSize(4).last().isEqualTo(random(200, 5));
  }

  @Test
  void noFamilyIsInTwoParts() {
    List<Proteins.Member> members =
        IntStream.range(0, 100)
            .mapToObj(
                i -> new Proteins.Member(chain(i + "_A", "ACD"), i / 2, new float[60], List.of()))
            .toList();
    Proteins.Parts parts = new Proteins(members, List.of()).parts();
    assertThat(parts.train()).hasSize(41).allMatch(family -> family.size() == 2);
    assertThat(parts.validation()).hasSize(3);
    assertThat(parts.test()).hasSize(6);
    assertThat(
            IntStream.concat(
                    parts.train().stream().mapToInt(family -> family.getFirst().family()),
                    IntStream.concat(
                        parts.test().stream().mapToInt(Proteins.Member::family),
                        parts.validation().stream().mapToInt(Proteins.Member::family)))
                .distinct()
                .count())
        .isEqualTo(50);
  }

  @Test
  void damagedLinesAreRefused() throws IOException {
    String whole = "1A_A\t0\tAC\t0 0 0 380 0 0\t" + "0".repeat(40) + "\t-C";
    assertThat(Proteins.read(Files.writeString(folder.resolve("a"), whole)).members()).hasSize(1);
    for (String line :
        List.of(
            "1A_A\t0\tAC",
            whole.replace(" 380", ""),
            whole.replace("380", "far"),
            whole.replace("-C", "-CC"),
            whole.replace("000\t", "00\t"),
            whole.replace("000\t", "00~\t"),
            whole.replace("\tAC\t", "\t\t"))) {
      Path file = Files.writeString(folder.resolve("b"), line);
      assertThatThrownBy(() -> Proteins.read(file))
          .as(line)
          .isInstanceOf(FileFormatException.class)
          .hasMessageContaining("line 1");
    }
  }

  /// A structure database of two chains with letters `ACDEF`, three and two of them.
  private static byte[] database() {
    ByteBuffer out = ByteBuffer.allocate(2000).order(ByteOrder.LITTLE_ENDIAN);
    out.position(0x4d);
    out.putLong(2);
    for (int chain = 0; chain < 2; chain++) {
      out.putInt(4).put((chain == 0 ? "1ABC" : "2ABC").getBytes(StandardCharsets.US_ASCII));
      out.putInt(1).put((byte) 'A');
      out.putInt(3 * chain).putShort((short) (3 - chain)).putShort((short) 1);
      out.putFloat(0).putFloat(0).putFloat(0);
    }
    out.putLong(5).put("ACDEF".getBytes(StandardCharsets.US_ASCII));
    out.putLong(5);
    for (int i = 0; i < 5; i++) {
      for (int number = 0; number < 12; number++) {
        out.putShort((short) (number >= 3 && number < 6 ? 40_000 + i * 100 + number : 7));
      }
    }
    for (int bytes : new int[] {4, 2, 2, 1}) {
      out.putLong(5);
      out.position(out.position() + 5 * bytes);
    }
    out.putLong(5);
    for (int i = 0; i < 100; i++) {
      out.putShort((short) (i * 100));
    }
    return Arrays.copyOf(out.array(), out.position());
  }

  @Test
  void theDatabaseIsReadToItsShares() throws IOException {
    Path file = Files.write(folder.resolve("db"), database());
    List<StructureDatabase.Entered> read = StructureDatabase.read(file);
    assertThat(read).extracting(e -> e.chain().name()).containsExactly("1ABC_A", "2ABC_A");
    assertThat(read).extracting(e -> e.chain().sequence()).containsExactly("ACD", "EF");
    assertThat(read.get(1).chain().places())
        .containsExactly(
            new float[] {403.03f, 403.04f, 403.05f, 404.03f, 404.04f, 404.05f}, within(1e-3f));
    assertThat(read.get(1).shares()[0]).isCloseTo(0.6f, within(1e-6f));
  }

  @Test
  void aCutOrForgedDatabaseIsRefused() throws IOException {
    byte[] whole = database();
    for (int length = 0; length < whole.length; length += 37) {
      Path file = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> StructureDatabase.read(file))
          .isInstanceOf(FileFormatException.class);
    }
    for (int at : new int[] {0x4d + 7, 0x4d + 11, 0x4d + 24, 0x4d + 8 + 2 * 33 + 6}) {
      byte[] forged = whole.clone();
      forged[at] = 0x7f;
      Path file = Files.write(folder.resolve("forged"), forged);
      assertThatThrownBy(() -> StructureDatabase.read(file))
          .as("byte " + at)
          .isInstanceOf(FileFormatException.class);
    }
  }
}
