package dev.cien.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BatchesTest {
  private static List<Integer> walk(Epoch epoch) {
    List<Integer> seen = new ArrayList<>();
    for (Batch batch : epoch) {
      Arrays.stream(batch.targets().toInts()).forEach(seen::add);
    }
    return seen;
  }

  @Test
  void everySampleComesOnceAnEpoch() {
    Batches batches = Batches.of(DatasetTest.numbers(10), 3);
    assertThat(batches.steps()).isEqualTo(4);
    assertThat(walk(batches.epoch(0))).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(walk(batches.dropLast().epoch(0))).hasSize(9);
    assertThat(walk(batches.shuffled(1).epoch(0)))
        .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  @Test
  void orderIsAFunctionOfSeedAndEpoch() {
    Batches batches = Batches.of(DatasetTest.numbers(50), 8).shuffled(3);
    List<Integer> second = walk(batches.epoch(1));
    assertThat(walk(batches.epoch(0))).isNotEqualTo(second);
    assertThat(walk(batches.epoch(1))).isEqualTo(second);
    assertThat(walk(batches.ahead(0).epoch(1))).as("prefetching changes nothing").isEqualTo(second);
    assertThat(walk(batches.ahead(7).epoch(1))).isEqualTo(second);
    assertThat(walk(Batches.of(DatasetTest.numbers(50), 8).shuffled(4).epoch(1)))
        .isNotEqualTo(second);
  }

  @Test
  void resumingInMidEpochGivesTheRest() {
    Batches batches = Batches.of(DatasetTest.numbers(20), 3).shuffled(5);
    List<Integer> whole = walk(batches.epoch(2));
    for (int step = 0; step <= batches.steps(); step++) {
      assertThat(walk(batches.epoch(2, step))).isEqualTo(whole.subList(Math.min(20, 3 * step), 20));
    }
    assertThatThrownBy(() -> batches.epoch(2, 8)).hasMessageContaining("a step of 0 to 7");
  }

  @Test
  void resumingMakesNoEarlierBatch() {
    var made = new AtomicInteger();
    Dataset counted =
        DatasetTest.numbers(100)
            .map(
                batch -> {
                  made.incrementAndGet();
                  return batch;
                });
    walk(Batches.of(counted, 10).epoch(0, 8));
    assertThat(made).hasValue(2);
  }

  @Test
  void noMoreBatchesAreMadeThanAskedFor() throws InterruptedException {
    var made = new AtomicInteger();
    Dataset counted =
        DatasetTest.numbers(100)
            .map(
                batch -> {
                  made.incrementAndGet();
                  return batch;
                });
    try (Epoch epoch = Batches.of(counted, 1).ahead(3).epoch(0)) {
      epoch.next();
      Thread.sleep(Duration.ofMillis(200));
      // One taken, three waiting, one made and waiting for room.
      assertThat(made.get()).isBetween(1, 5);
    }
    int atClose = made.get();
    Thread.sleep(Duration.ofMillis(100));
    assertThat(made.get()).as("made after closing").isBetween(atClose, atClose + 1);
  }

  @Test
  void aClosedEpochIsOver() {
    Epoch epoch = Batches.of(DatasetTest.numbers(10), 1).epoch(0);
    epoch.next();
    assertThat(epoch.step()).isEqualTo(1);
    epoch.close();
    epoch.close();
    assertThat(epoch.hasNext()).isFalse();
    assertThatThrownBy(epoch::next)
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void failuresAreThrownWhereTheBatchIsAskedFor() {
    Dataset broken =
        DatasetTest.numbers(10)
            .map(
                batch -> {
                  if (batch.targets().toInts()[0] == 4) {
                    throw new IllegalStateException("sample 4 is bad");
                  }
                  return batch;
                });
    for (int ahead : new int[] {0, 2}) {
      Epoch epoch = Batches.of(broken, 2).ahead(ahead).epoch(0);
      epoch.next();
      epoch.next();
      assertThatThrownBy(epoch::next)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("sample 4 is bad");
    }
  }

  @Test
  void anInterruptedWaitKeepsTheMark() {
    Dataset slow =
        DatasetTest.numbers(4)
            .map(
                batch -> {
                  try {
                    Thread.sleep(Duration.ofSeconds(20));
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                  return batch;
                });
    Epoch epoch = Batches.of(slow, 1).epoch(0);
    Thread.currentThread().interrupt();
    assertThatThrownBy(epoch::next).hasMessageContaining("interrupted while waiting for batch 0");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(epoch.hasNext()).isFalse();
  }

  @Test
  void impossibleWalksAreRefused() {
    assertThatThrownBy(() -> Batches.of(DatasetTest.numbers(3), 0))
        .hasMessageContaining("batch size of 1 or more");
    assertThatThrownBy(() -> Batches.of(DatasetTest.numbers(3), 4).dropLast())
        .hasMessageContaining("expected at least one full batch of");
    assertThat(walk(Batches.of(DatasetTest.numbers(0), 4).epoch(0))).isEmpty();
  }
}
