package dev.cien.tensor.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PhiloxTest {
  private static final int THREADS = Workers.threads();

  @AfterEach
  void restoreThreads() {
    Workers.setThreads(THREADS);
  }

  /// Known answers of the Random123 distribution, file kat_vectors.
  @Test
  void givesThePublishedAnswers() {
    assertThat(Philox.block(0, 0, 0, 0))
        .containsExactly(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
    assertThat(Philox.block(-1, -1, -1, -1))
        .containsExactly(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
    assertThat(Philox.block(0x299f31d0a4093822L, 0x0370734413198a2eL, 0x85a308d3, 0x243f6a88))
        .containsExactly(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1);
  }

  @Test
  void fillIsTheBlocksOneAfterTheOther() {
    for (int length : new int[] {0, 1, 3, 4, 5, 63, 257, 100_003}) {
      int[] expected = new int[length];
      for (int i = 0; i < length; i++) {
        expected[i] = Philox.block(42, 1L << 40 | 7, 3, i / 4)[i % 4];
      }
      for (int threads : new int[] {1, 2, 3, 8}) {
        Workers.setThreads(threads);
        int[] found = new int[length];
        Philox.fill(42, 1L << 40 | 7, 3, found);
        assertThat(found).isEqualTo(expected);
      }
    }
  }

  @Test
  void anyPartOfASequenceCanBeMadeAlone() {
    int[] all = new int[1000];
    Philox.fill(5, 6, 7, all);
    for (int[] range :
        new int[][] {{0, 0}, {0, 1}, {1, 2}, {3, 997}, {5, 130}, {8, 256}, {999, 1}}) {
      int[] part = new int[range[1] + 2];
      Philox.fill(5, 6, 7, range[0], part, 1, range[1]);
      assertThat(Arrays.copyOfRange(part, 1, 1 + range[1]))
          .isEqualTo(Arrays.copyOfRange(all, range[0], range[0] + range[1]));
      assertThat(part[0] | part[part.length - 1]).isZero();
    }
    assertThat(Philox.word(5, 6, 7, 501)).isEqualTo(all[501]);
  }
}
