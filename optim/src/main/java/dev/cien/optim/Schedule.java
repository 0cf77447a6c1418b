package dev.cien.optim;

import java.util.Optional;

/// The learning rate over the steps: a function of the number of updates done so far and of the
/// rate it starts from.
///
/// ```java
/// Schedule.cosine(10_000).warmUp(500)      // rises for 500 updates, then falls to 0 along half a cosine
/// ```
///
/// A schedule that is a pure function needs no saving; [Plateau], which listens to a metric, is the
/// exception.
@FunctionalInterface
public interface Schedule {
  /// The learning rate.
  ///
  /// @param step how many updates were done before: 0 at the first one
  /// @param rate the rate of the [UpdateRule]
  double at(long step, double rate);

  /// The same rate throughout.
  static Schedule constant() {
    return (step, rate) -> rate;
  }

  /// The rate times `factor` after every `every` updates: rate · factor^⌊step / every⌋.
  static Schedule stepped(long every, double factor) {
    Checks.require(every > 0, "schedule", "the updates between two falls", "1 or more", every);
    return (step, rate) -> rate * StrictMath.pow(factor, step / every);
  }

  /// The rate times `factor` after each update: rate · factorˢᵗᵉᵖ.
  static Schedule exponential(double factor) {
    return (step, rate) -> rate * StrictMath.pow(factor, step);
  }

  /// Along a straight line from the rate to rate · `end` over `steps` updates, then constant.
  static Schedule linear(long steps, double end) {
    Checks.require(steps > 0, "schedule", "steps", "1 or more", steps);
    return (step, rate) -> rate * (1 + (end - 1) * Math.min(step, steps) / steps);
  }

  /// Falls to 0 along half a cosine over `steps` updates.
  static Schedule cosine(long steps) {
    return cosine(steps, 0);
  }

  /// Falls to `minimum` along half a cosine over `steps` updates, and stays there: minimum + (rate
  /// − minimum) · (1 + cos(π · step / steps)) / 2. Loshchilov & Hutter 2017,
  /// [arXiv:1608.03983](https://arxiv.org/abs/1608.03983), without restarts.
  static Schedule cosine(long steps, double minimum) {
    Checks.require(steps > 0, "schedule", "steps", "1 or more", steps);
    return (step, rate) -> between(rate, minimum, (double) Math.min(step, steps) / steps);
  }

  /// One cycle over `steps` updates: up from rate / 25 to the rate during the first 30 %, then down
  /// to rate / 250,000, both along half a cosine. Smith & Topin 2018,
  /// [arXiv:1708.07120](https://arxiv.org/abs/1708.07120).
  static Schedule oneCycle(long steps) {
    return oneCycle(steps, 0.3, 25, 1e4);
  }

  /// One cycle over `steps` updates; the momentum is left alone.
  ///
  /// @param steps how many updates the cycle has, at least one; afterwards the rate stays at its
  ///   end. A single update is the first of a cycle of two: it has no room for a rise and a fall
  /// @param rising the share of the updates in which the rate rises
  /// @param startDivisor the cycle starts at rate / startDivisor
  /// @param endDivisor it ends at rate / (startDivisor · endDivisor)
  static Schedule oneCycle(long steps, double rising, double startDivisor, double endDivisor) {
    Checks.require(steps > 0, "schedule", "steps of one cycle", "1 or more", steps);
    Checks.require(
        rising > 0 && rising < 1,
        "schedule",
        "the rising share",
        "a number between 0 and 1",
        rising);
    long last = Math.max(2, steps) - 1;
    double top = rising * (last + 1) - 1;
    return (step, rate) -> {
      double start = rate / startDivisor;
      long at = Math.min(step, steps - 1);
      return at <= top
          // A rise of one update starts at its end.
          ? between(start, rate, top == 0 ? 1 : at / top)
          : between(rate, start / endDivisor, (at - top) / (last - top));
    };
  }

  /// Rises along a straight line to this schedule's first rate over `steps` updates, then follows
  /// it from its beginning. The first update gets 1 / steps of the rate.
  default Schedule warmUp(long steps) {
    return warmUp(steps, 1.0 / Math.max(1, steps));
  }

  /// Rises along a straight line from `start` times this schedule's first rate over `steps`
  /// updates, then follows it from its beginning. Goyal et al. 2017,
  /// [arXiv:1706.02677](https://arxiv.org/abs/1706.02677).
  default Schedule warmUp(long steps, double start) {
    Checks.require(steps >= 0, "schedule", "steps of warm-up", "0 or more", steps);
    return following(
        (step, rate) ->
            step >= steps
                ? at(step - steps, rate)
                : at(0, rate) * (start + (1 - start) * step / steps));
  }

  /// This schedule with its steps counted in spans of `updates`, for instance in epochs.
  default Schedule every(long updates) {
    Checks.require(updates > 0, "schedule", "the updates of a span", "1 or more", updates);
    return following((step, rate) -> at(step / updates, rate));
  }

  /// The part of this schedule that listens to a metric, if there is one: whoever evaluates calls
  /// its [Plateau#observe].
  default Optional<Plateau> listener() {
    return Optional.empty();
  }

  /// A schedule made from this one, which listens to a metric if this one does.
  private Schedule following(Schedule changed) {
    Schedule own = this;
    return new Schedule() {
      @Override
      public double at(long step, double rate) {
        return changed.at(step, rate);
      }

      @Override
      public Optional<Plateau> listener() {
        return own.listener();
      }
    };
  }

  /// From `start` to `end` along half a cosine.
  private static double between(double start, double end, double share) {
    return end + (start - end) / 2 * (1 + StrictMath.cos(Math.PI * share));
  }
}
