package dev.cien.studio;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// Counts failures by name, and refuses further attempts for a while once there were too many.
final class Tries {
  /// How long a failure counts.
  static final Duration WHILE = Duration.ofMinutes(15);

  private static final int MOST_NAMES = 10_000;

  private final Clock clock;
  private final Map<String, Count> failed = new LinkedHashMap<>();

  private record Count(int failures, long until) {}

  Tries(Clock clock) {
    this.clock = clock;
  }

  /// Notes an attempt before its outcome is known, so that many at once count, too.
  ///
  /// @param most how many may fail
  /// @throws Refusal with status 429 if that many have failed
  synchronized void begin(String name, int most) {
    long now = clock.millis();
    Count count = failed.get(name);
    if (count == null || count.until <= now) {
      failed.remove(name);
      makeRoom(now);
      count = new Count(0, now + WHILE.toMillis());
    }
    if (count.failures >= most) {
      Duration left = Duration.ofMillis(count.until - now);
      long minutes = Math.max(1, left.plusSeconds(59).toMinutes());
      throw Refusal.later(
          left,
          "Demasiados intentos fallidos. Vuelve a probar dentro de " + minutes + " min.",
          "Too many failed attempts. Try again in " + minutes + " min.");
    }
    failed.put(name, new Count(count.failures + 1, count.until));
  }

  /// Takes an attempt back: it succeeded.
  synchronized void succeeded(String name) {
    failed.computeIfPresent(
        name,
        (_, count) -> count.failures <= 1 ? null : new Count(count.failures - 1, count.until));
  }

  /// The oldest ones go first; there is no end of names that somebody may try.
  private void makeRoom(long now) {
    failed.values().removeIf(count -> failed.size() >= MOST_NAMES && count.until <= now);
    while (failed.size() >= MOST_NAMES) {
      failed.remove(failed.keySet().iterator().next());
    }
  }
}
