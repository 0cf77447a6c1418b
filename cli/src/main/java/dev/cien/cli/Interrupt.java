package dev.cien.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Turns Ctrl-C into a wish: training stops at its next step boundary, saves, and only then the
/// process ends. Java answers the signal by running shutdown hooks and exits with 130 (143 for
/// SIGTERM) when they return.
final class Interrupt implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 120;

  private final CountDownLatch saved = new CountDownLatch(1);
  private final Thread hook;
  private volatile boolean asked;

  Interrupt() {
    hook = new Thread(this::hold, "cien-interrupt");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void hold() {
    asked = true;
    try {
      saved.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Whether somebody asked to stop.
  boolean asked() {
    return asked;
  }

  /// Lets the process end, if it is about to.
  @Override
  public void close() {
    if (asked) {
      saved.countDown();
      return;
    }
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      saved.countDown();
    }
  }
}
