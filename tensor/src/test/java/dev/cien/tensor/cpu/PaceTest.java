package dev.cien.tensor.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PaceTest {
  private final AtomicBoolean wanted = new AtomicBoolean(true);
  private final AtomicInteger looks = new AtomicInteger();
  private final AtomicBoolean used = new AtomicBoolean();

  @AfterEach
  void nobodyWaitsAnyMore() {
    wanted.set(false);
  }

  /// Code that much work waits for, and that is fast after a number of looks.
  private Cold hot(int turns) {
    return new Cold() {
      @Override
      public boolean isWanted() {
        return wanted.get();
      }

      @Override
      public long missed() {
        return Long.MAX_VALUE;
      }

      @Override
      public void exercise() {}

      @Override
      public boolean isFast() {
        return looks.incrementAndGet() >= turns;
      }

      @Override
      public void use() {
        used.set(true);
      }
    };
  }

  /// Waits until the warmer is pressed, and by this test's own code: that of other tests may press
  /// it too, and leave off at any moment.
  private void whenPressed() throws InterruptedException {
    while (!used.get() && (looks.get() == 0 || !Warmer.isPressed())) {
      Thread.sleep(1);
    }
  }

  @Test
  void aProgramThatRanSlowlyRestsUntilItsCodeIsFast() throws InterruptedException {
    Warmer.submit(hot(20));
    whenPressed();
    Pace.lose(TimeUnit.SECONDS.toNanos(10));
    assertThat(used).isTrue();
  }

  @Test
  void onceAllCodeIsFastNobodyRests() throws InterruptedException {
    Warmer.submit(hot(20));
    whenPressed();
    while (!used.get() || Warmer.isPressed()) {
      Thread.sleep(1);
    }
    long start = System.nanoTime();
    Pace.lose(TimeUnit.SECONDS.toNanos(10));
    assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(1));
  }

  @Test
  void aProgramThatLosesLittleDoesNotRest() throws InterruptedException {
    Warmer.submit(hot(Integer.MAX_VALUE));
    whenPressed();
    long start = System.nanoTime();
    for (int i = 0; i < 100; i++) {
      Pace.lose(1000);
    }
    assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(2));
  }

  @Test
  void itDoesNotRestForEver() throws InterruptedException {
    Warmer.submit(hot(Integer.MAX_VALUE));
    whenPressed();
    Pace.lose(TimeUnit.SECONDS.toNanos(1));
    assertThat(used).isFalse();
  }

  @Test
  void whatWarmsForTooLongHoldsNobodyUp() throws InterruptedException {
    Warmer.submit(hot(Integer.MAX_VALUE));
    whenPressed();
    while (Warmer.isPressed()) {
      Thread.sleep(1);
    }
    assertThat(looks.get()).isGreaterThan(20);
    assertThat(wanted).isTrue();
  }
}
