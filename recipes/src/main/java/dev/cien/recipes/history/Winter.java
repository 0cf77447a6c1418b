package dev.cien.recipes.history;

import dev.cien.io.plot.Chart;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// What ended the first enthusiasm: what one unit cannot compute, and what the computers of 1970
/// could not pay for.
///
/// The operations that the training of known models took are estimates by Epoch AI, good to a
/// factor of two or so. Those of 1970 are read off a straight line, on a logarithmic scale, between
/// the Perceptron of 1957 and the Neocognitron of 1980.
final class Winter {
  private record Milestone(int year, String name, double flop) {}

  private static final List<Milestone> MILESTONES =
      List.of(
          new Milestone(1957, "Perceptron Mark I", 6.9e5),
          new Milestone(1980, "Neocognitron", 2.7e8),
          new Milestone(1986, "back-propagation", 6.7e8),
          new Milestone(1998, "LeNet-5", 2.8e12),
          new Milestone(2012, "AlexNet", 4.7e17),
          new Milestone(2017, "Transformer", 7.4e18),
          new Milestone(2020, "GPT-3", 3.1e23));

  private Winter() {}

  /// The most rows of a function's truth table that a unit w₁a + w₂b + c > 0 gets right, of all
  /// units with weights from −2 to 2 in steps of ¼.
  static int bestUnit(int function) {
    int best = 0;
    for (double w1 = -2; w1 <= 2; w1 += 0.25) {
      for (double w2 = -2; w2 <= 2; w2 += 0.25) {
        for (double c = -2; c <= 2; c += 0.25) {
          int right = 0;
          for (int row = 0; row < 4; row++) {
            boolean said = w1 * (row >> 1) + w2 * (row & 1) + c > 0;
            right += said == (Functions.answer(function, row) == 1) ? 1 : 0;
          }
          best = Math.max(best, right);
        }
      }
    }
    return best;
  }

  /// The operations that one would have spent on a training in 1970.
  static double budgetOf1970() {
    Milestone before = MILESTONES.get(0);
    Milestone after = MILESTONES.get(1);
    double share = (1970.0 - before.year()) / (after.year() - before.year());
    return before.flop() * StrictMath.pow(after.flop() / before.flop(), share);
  }

  /// Shows both.
  ///
  /// @param parameters of the network that was trained
  /// @param samples that it saw, all epochs together
  static void show(Gallery gallery, long parameters, long samples) {
    List<List<String>> units = new ArrayList<>();
    units.add(
        List.of(
            gallery.in("function", "función"), gallery.in("rows of 4 right", "filas de 4 bien")));
    for (int f = 0; f < Functions.COUNT; f++) {
      units.add(List.of(Functions.name(f), Integer.toString(bestUnit(f))));
    }
    gallery.table(
        "one-unit",
        new Text(
            "The best single unit of 4,913 for each function of two bits: for XOR and its opposite"
                + " three rows of four, and no more.",
            "La mejor unidad suelta de 4913 para cada función de dos bits: para XOR y su contraria,"
                + " tres filas de cuatro y ni una más."),
        units);
    double budget = budgetOf1970();
    // A multiplication and an addition forwards, twice as many backwards.
    double own = 6.0 * parameters * samples;
    List<List<String>> costs = new ArrayList<>();
    costs.add(
        List.of(
            gallery.in("training", "entrenamiento"),
            gallery.in("operations", "operaciones"),
            gallery.in("budgets of 1970", "presupuestos de 1970")));
    costs.add(row(gallery.in("this run", "esta ejecución"), own, budget));
    costs.add(row(gallery.in("a budget of 1970", "un presupuesto de 1970"), budget, budget));
    MILESTONES.forEach(m -> costs.add(row(m.year() + " " + m.name(), m.flop(), budget)));
    gallery.table(
        "budget",
        new Text(
            "What trainings cost, in the money of 1970 (estimates by Epoch AI; 1970 lies on the"
                + " line between 1957 and 1980): this run was affordable, what came later was not.",
            "Lo que cuestan los entrenamientos en dinero de 1970 (estimaciones de Epoch AI; 1970"
                + " está en la recta entre 1957 y 1980): esta ejecución era asequible; lo que vino"
                + " después, no."),
        costs);
    gallery.chart(
        "compute",
        new Text(
            "Operations of a training, year by year, on a logarithmic scale.",
            "Operaciones de un entrenamiento, año a año, en escala logarítmica."),
        Chart.of(
                gallery.in("training", "entrenamiento"),
                gallery.in("year", "año"),
                gallery.in("operations", "operaciones"))
            .line(
                gallery.in("known models", "modelos conocidos"),
                IntStream.range(0, MILESTONES.size())
                    .mapToDouble(i -> MILESTONES.get(i).year())
                    .toArray(),
                MILESTONES.stream().mapToDouble(Milestone::flop).toArray())
            .dots(
                gallery.in("a budget of 1970, this run", "presupuesto de 1970, esta ejecución"),
                new double[] {1970, 1970},
                new double[] {budget, own})
            .logarithmicY());
  }

  private static List<String> row(String what, double flop, double budget) {
    return List.of(what, "%.1e".formatted(flop), "%.2g".formatted(flop / budget));
  }
}
