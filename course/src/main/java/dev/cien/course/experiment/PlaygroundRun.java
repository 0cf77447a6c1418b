package dev.cien.course.experiment;

import dev.cien.course.playground.Playground;
import dev.cien.course.playground.PlaygroundLink;
import dev.cien.course.playground.PlaygroundScores;
import dev.cien.course.playground.Point;
import dev.cien.course.playground.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A playground, trained from the state of a link. Figures: `trainLoss`, `testLoss`,
/// `trainAccuracy`, `testAccuracy` (the share of points whose sign or class is right), `startLoss`
/// (the training loss before the first epoch) and `worst` (the largest training loss on the way).
/// Curve: `trainLoss`.
///
/// @param link the state
/// @param epochs how long
public record PlaygroundRun(PlaygroundLink link, int epochs) implements Run {
  /// The most epochs of an experiment: a page waits for it.
  public static final int MOST = 2000;

  @Override
  public Measured measure() {
    Playground playground = new Playground(link);
    double[] curve = new double[epochs + 1];
    double worst = 0;
    for (int epoch = 0; epoch <= epochs; epoch++) {
      if (epoch > 0) {
        playground.epoch();
      }
      curve[epoch] = playground.trainLoss();
      worst = Math.max(worst, curve[epoch]);
    }
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("startLoss", curve[0]);
    figures.put("trainLoss", playground.trainLoss());
    figures.put("testLoss", playground.testLoss());
    figures.put("trainAccuracy", accuracy(playground, playground.train()));
    figures.put("testAccuracy", accuracy(playground, playground.test()));
    figures.put("worst", worst);
    return new Measured(figures, Map.of("trainLoss", curve));
  }

  private static double accuracy(Playground playground, List<Point> points) {
    if (playground.link().problem() == Problem.MULTICLASS) {
      return points.isEmpty() ? 0 : PlaygroundScores.of(playground, points).accuracy();
    }
    long right =
        points.stream().filter(p -> playground.output(p.x(), p.y()) > 0 == p.label() > 0).count();
    return points.isEmpty() ? 0 : (double) right / points.size();
  }

  @Override
  public String command() {
    return "cien playground --hash \"" + link.text() + "\" --epochs " + epochs;
  }
}
