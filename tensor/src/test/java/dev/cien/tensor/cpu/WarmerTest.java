package dev.cien.tensor.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WarmerTest {
  /// Code that becomes fast after a number of turns.
  private static class Slow implements Cold {
    final int turns;
    final AtomicInteger exercised = new AtomicInteger();
    int looked;
    final CountDownLatch used = new CountDownLatch(1);

    Slow(int turns) {
      this.turns = turns;
    }

    @Override
    public boolean isWanted() {
      return true;
    }

    @Override
    public long missed() {
      return 1;
    }

    @Override
    public void exercise() {
      exercised.getAndIncrement();
    }

    @Override
    public boolean isFast() {
      return ++looked >= turns;
    }

    @Override
    public void use() {
      used.countDown();
    }

    boolean isUsed(int seconds) throws InterruptedException {
      return used.await(seconds, TimeUnit.SECONDS);
    }
  }

  @Test
  void neverGivesUp() throws InterruptedException {
    // Long after the JVM should have compiled it.
    Slow late = new Slow(40);
    Warmer.submit(late);
    assertThat(late.isUsed(50)).isTrue();
  }

  @Test
  void whatBecomesSlowInUseBeginsAnew() throws InterruptedException {
    CountDownLatch again = new CountDownLatch(2);
    Cold relapsing =
        new Cold() {
          private int looks;
          private int exercised;

          @Override
          public boolean isWanted() {
            return again.getCount() > 0;
          }

          @Override
          public long missed() {
            return 1;
          }

          @Override
          public void exercise() {
            exercised++;
          }

          /// Slow at the second to the fourth look, and until it is exercised again.
          @Override
          public boolean isFast() {
            return ++looks == 1 || exercised > 1;
          }

          @Override
          public void use() {
            again.countDown();
          }
        };
    Warmer.submit(relapsing);
    assertThat(again.await(50, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void oneSlowLookIsNotEnough() throws InterruptedException {
    CountDownLatch left = new CountDownLatch(4);
    AtomicInteger uses = new AtomicInteger();
    Slow disturbed =
        new Slow(1) {
          @Override
          public boolean isWanted() {
            return left.getCount() > 0;
          }

          @Override
          public boolean isFast() {
            left.countDown();
            return left.getCount() % 2 == 1;
          }

          @Override
          public void use() {
            uses.incrementAndGet();
          }
        };
    Warmer.submit(disturbed);
    assertThat(left.await(50, TimeUnit.SECONDS)).isTrue();
    assertThat(uses).hasValue(1);
    assertThat(disturbed.exercised).hasValue(1);
  }

  @Test
  void whatStaysSlowDoesNotHoldUpOthers() throws InterruptedException {
    Slow never =
        new Slow(Integer.MAX_VALUE) {
          @Override
          public boolean isWanted() {
            return used.getCount() > 0;
          }

          @Override
          public long missed() {
            return Long.MAX_VALUE;
          }
        };
    Warmer.submit(never);
    Slow soon = new Slow(3);
    Warmer.submit(soon);
    assertThat(soon.isUsed(50)).isTrue();
    never.use();
  }

  @Test
  void whatFailsIsLeftAndTheOthersGoOn() throws InterruptedException {
    Slow broken =
        new Slow(3) {
          @Override
          public boolean isFast() {
            throw new IllegalStateException("broken on purpose");
          }
        };
    Warmer.submit(broken);
    Slow sound = new Slow(3);
    Warmer.submit(sound);
    assertThat(sound.isUsed(50)).isTrue();
    assertThat(broken.exercised.get()).isEqualTo(1);
  }

  @Test
  void theVectorKernelsGetThereOnABusyMachine() throws InterruptedException {
    if (!VectorSupport.available()) {
      return;
    }
    AtomicInteger stop = new AtomicInteger();
    for (int i = 0; i < 4 * Runtime.getRuntime().availableProcessors(); i++) {
      Thread.ofPlatform()
          .daemon()
          .start(
              () -> {
                while (stop.get() == 0) {
                  Thread.onSpinWait();
                }
              });
    }
    try {
      assertThat(MatMulKernels.awaitVector()).isTrue();
    } finally {
      stop.set(1);
    }
  }
}
