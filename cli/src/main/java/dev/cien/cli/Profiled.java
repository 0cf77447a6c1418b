package dev.cien.cli;

import dev.cien.recipes.Recipe;
import dev.cien.recipes.Settings;
import dev.cien.recipes.SingleStep;
import dev.cien.recipes.Text;
import dev.cien.recipes.workload.Task;
import dev.cien.tensor.Profile;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;

/// A training step on one batch that is taken again and again to see where its time goes.
interface Profiled {
  /// The recipe's or the workload's name.
  String name();

  /// What it is.
  Text title();

  /// Takes one step.
  void run();

  /// Takes so many steps and times each of their kernels.
  Profile profile(int steps);

  /// The step of a recipe on the first batch of its data.
  static Profiled of(Recipe recipe, Settings settings) {
    SingleStep single = SingleStep.of(recipe.prepare(settings));
    Rng rng = Rng.of(settings.seed());
    Tensor[] inputs = {single.batch().inputs(), single.batch().targets()};
    return new Profiled() {
      @Override
      public String name() {
        return recipe.card().name();
      }

      @Override
      public Text title() {
        return recipe.card().title();
      }

      @Override
      public void run() {
        single.step().run(rng, inputs);
      }

      @Override
      public Profile profile(int steps) {
        return single.step().profile(steps, rng, inputs);
      }
    };
  }

  /// The step that `cien bench` times.
  static Profiled of(Bench bench) {
    Task task = bench.prepare();
    return new Profiled() {
      @Override
      public String name() {
        return bench.name();
      }

      @Override
      public Text title() {
        return bench.workload().title();
      }

      @Override
      public void run() {
        task.run();
      }

      @Override
      public Profile profile(int steps) {
        return task.profile(steps);
      }
    };
  }
}
