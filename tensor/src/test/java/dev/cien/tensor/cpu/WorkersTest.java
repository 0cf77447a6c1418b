package dev.cien.tensor.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WorkersTest {

  private final int before = Workers.threads();

  @AfterEach
  void restoreThreads() {
    Workers.setThreads(before);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void runsEveryTaskExactlyOnce(int threads) {
    Workers.setThreads(threads);
    for (int tasks : new int[] {0, 1, 2, 3, 7, 100, 5000}) {
      AtomicIntegerArray runs = new AtomicIntegerArray(tasks);
      Workers.parallelFor(tasks, runs::incrementAndGet);
      for (int i = 0; i < tasks; i++) {
        assertThat(runs.get(i)).as("runs of task %d of %d", i, tasks).isEqualTo(1);
      }
    }
  }

  @Test
  void runsEveryTaskOfManyShortCalls() {
    Workers.setThreads(4);
    AtomicInteger runs = new AtomicInteger();
    for (int call = 0; call < 20_000; call++) {
      Workers.parallelFor(5, i -> runs.incrementAndGet());
    }
    assertThat(runs.get()).isEqualTo(100_000);
  }

  @Test
  void helpersTakePartInLongCalls() throws InterruptedException {
    Workers.setThreads(2);
    CountDownLatch both = new CountDownLatch(2);
    Workers.parallelFor(
        2,
        i -> {
          both.countDown();
          try {
            both.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    assertThat(both.getCount()).isZero();
  }

  @Test
  void wakesHelpersThatHaveParked() throws InterruptedException {
    Workers.setThreads(3);
    for (int round = 0; round < 5; round++) {
      Thread.sleep(20);
      CountDownLatch all = new CountDownLatch(3);
      Workers.parallelFor(
          3,
          i -> {
            all.countDown();
            try {
              all.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          });
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void throwsWhatATaskThrowsAndStaysUsable(int threads) {
    Workers.setThreads(threads);
    for (int round = 0; round < 100; round++) {
      assertThatThrownBy(
              () ->
                  Workers.parallelFor(
                      50,
                      i -> {
                        if (i == 17) {
                          throw new IllegalStateException("task seventeen");
                        }
                      }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("task seventeen");
    }
    AtomicInteger runs = new AtomicInteger();
    Workers.parallelFor(50, i -> runs.incrementAndGet());
    assertThat(runs.get()).isEqualTo(50);
  }

  @Test
  void throwsErrorsToo() {
    Workers.setThreads(2);
    assertThatThrownBy(
            () ->
                Workers.parallelFor(
                    4,
                    i -> {
                      throw new AssertionError("no");
                    }))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void nestedCallsRunOnTheThreadOfTheirTask() {
    Workers.setThreads(3);
    AtomicInteger strangers = new AtomicInteger();
    AtomicInteger runs = new AtomicInteger();
    Workers.parallelFor(
        20,
        i -> {
          Thread outer = Thread.currentThread();
          Workers.parallelFor(
              10,
              j -> {
                runs.incrementAndGet();
                if (Thread.currentThread() != outer) {
                  strangers.incrementAndGet();
                }
              });
        });
    assertThat(runs.get()).isEqualTo(200);
    assertThat(strangers.get()).isZero();
  }

  @Test
  void servesManyCallersAtOnce() throws InterruptedException {
    Workers.setThreads(4);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    List<Thread> callers = new ArrayList<>();
    for (int c = 0; c < 40; c++) {
      Thread caller =
          (c % 2 == 0 ? Thread.ofPlatform() : Thread.ofVirtual())
              .uncaughtExceptionHandler((thread, thrown) -> failure.set(thrown))
              .start(
                  () -> {
                    for (int call = 0; call < 200; call++) {
                      AtomicIntegerArray runs = new AtomicIntegerArray(33);
                      Workers.parallelFor(33, runs::incrementAndGet);
                      for (int i = 0; i < 33; i++) {
                        assertThat(runs.get(i)).isEqualTo(1);
                      }
                    }
                  });
      callers.add(caller);
    }
    for (Thread caller : callers) {
      caller.join();
    }
    assertThat(failure.get()).isNull();
  }

  @Test
  void changesSizeWhileCallsRun() throws InterruptedException {
    AtomicInteger runs = new AtomicInteger();
    Thread caller =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (int call = 0; call < 2000; call++) {
                    Workers.parallelFor(10, i -> runs.incrementAndGet());
                  }
                });
    for (int round = 0; round < 50; round++) {
      Workers.setThreads(1 + round % 4);
      Thread.sleep(1);
    }
    caller.join();
    assertThat(runs.get()).isEqualTo(20_000);
  }

  @Test
  void keepsTheInterruptOfItsCaller() {
    Workers.setThreads(2);
    AtomicInteger runs = new AtomicInteger();
    Thread.currentThread().interrupt();
    Workers.parallelFor(100, i -> runs.incrementAndGet());
    assertThat(Thread.interrupted()).isTrue();
    assertThat(runs.get()).isEqualTo(100);
  }

  @Test
  void refusesFewerThanOneThread() {
    assertThatThrownBy(() -> Workers.setThreads(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 1 thread")
        .hasMessageContaining("found 0");
  }
}
