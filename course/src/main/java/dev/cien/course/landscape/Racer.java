package dev.cien.course.landscape;

import dev.cien.optim.AdaGrad;
import dev.cien.optim.Adam;
import dev.cien.optim.AdamW;
import dev.cien.optim.RMSProp;
import dev.cien.optim.SGD;
import dev.cien.optim.UpdateRule;
import java.util.Locale;

/// The rules that race, with their usual settings.
public enum Racer {
  /// Plain gradient descent.
  SGD,
  /// With momentum 0.9.
  MOMENTUM,
  /// With Nesterov's momentum 0.9.
  NESTEROV,
  /// A rate of its own for each parameter, which only shrinks.
  ADAGRAD,
  /// A rate of its own for each parameter, by the last gradients; smoothing 0.9, since a race is
  /// short.
  RMSPROP,
  /// Momentum and a rate of its own for each parameter.
  ADAM,
  /// The same with weight decay 0.01, which pulls to the origin.
  ADAMW;

  /// The name in links.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The rule with a rate.
  public UpdateRule rule(double rate) {
    return switch (this) {
      case SGD -> dev.cien.optim.SGD.of(rate);
      case MOMENTUM -> dev.cien.optim.SGD.of(rate).withMomentum(0.9);
      case NESTEROV -> dev.cien.optim.SGD.of(rate).withMomentum(0.9).withNesterov();
      case ADAGRAD -> AdaGrad.of(rate);
      case RMSPROP -> RMSProp.of(rate).withSmoothing(0.9);
      case ADAM -> Adam.of(rate);
      case ADAMW -> AdamW.of(rate);
    };
  }

  /// A rate to begin with. Momentum adds up about ten gradients, so it takes a fifth of plain
  /// descent's; rules that divide by the size of the gradient move by about their rate at each
  /// step, whatever the slope, so theirs is a share of the picture.
  public double rate(Surface surface) {
    Surface.Frame frame = surface.frame();
    return switch (this) {
      case SGD -> frame.rate();
      case MOMENTUM, NESTEROV -> frame.rate() / 5;
      case ADAGRAD -> rounded(frame.width() / 12);
      case RMSPROP -> rounded(frame.width() / 100);
      case ADAM, ADAMW -> rounded(frame.width() / 60);
    };
  }

  /// Two digits: it is a number for people.
  private static double rounded(double rate) {
    double unit = StrictMath.pow(10, Math.floor(StrictMath.log10(rate)) - 1);
    return Math.round(rate / unit) * unit;
  }
}
