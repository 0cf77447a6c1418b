package dev.cien.course.playground;

import dev.cien.optim.Schedule;

/// The learning rate over the epochs. Each plan has one number n, of epochs.
public enum RatePlan {
  /// The same rate throughout, as in TensorFlow Playground.
  CONSTANT("constant"),
  /// Half of it after every n epochs.
  STEP("step"),
  /// A little less after each epoch, half of it after n.
  EXPONENTIAL("exponential"),
  /// Along half a cosine to 0 in n epochs.
  COSINE("cosine"),
  /// Rises to the rate in n epochs, then stays.
  WARM_UP("warmUp");

  private final String key;

  RatePlan(String key) {
    this.key = key;
  }

  /// What links call it.
  public String key() {
    return key;
  }

  /// The rate of an epoch.
  ///
  /// @param epoch how many were trained before
  /// @param rate the rate that is planned from
  /// @param n the number of the plan
  public double at(int epoch, double rate, int n) {
    Schedule schedule =
        switch (this) {
          case CONSTANT -> Schedule.constant();
          case STEP -> Schedule.stepped(n, 0.5);
          case EXPONENTIAL -> Schedule.exponential(StrictMath.pow(0.5, 1.0 / n));
          case COSINE -> Schedule.cosine(n);
          case WARM_UP -> Schedule.constant().warmUp(n);
        };
    return schedule.at(epoch, rate);
  }
}
