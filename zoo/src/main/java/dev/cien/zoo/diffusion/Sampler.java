package dev.cien.zoo.diffusion;

import dev.cien.tensor.Rng;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/// The way back from noise to data, as a list of jumps that are all of one form: guess the clean
/// sample, then mix the guess, the present sample and fresh noise.
///
/// ```
/// x̂₀ = (xₜ − √(1 − ᾱₜ) ε̂(xₜ, t)) / √ᾱₜ        cut to −limit … limit, if there is a limit
/// xᵤ = fromClean · x̂₀ + fromNow · xₜ + fresh · z,  z ~ N(0, 1)
/// ```
///
/// [#ddpm] and [#ddim] differ in the three numbers and in how many jumps there are.
///
/// @param jumps from the noisiest time down
/// @param limit the largest value that clean data have; infinite for none
public record Sampler(List<Jump> jumps, double limit) {
  /// One jump from time t to an earlier one.
  ///
  /// @param time t
  /// @param kept ᾱₜ
  /// @param fromClean weight of the guessed clean sample
  /// @param fromNow weight of the present sample
  /// @param fresh deviation of the fresh noise
  public record Jump(int time, double kept, double fromClean, double fromNow, double fresh) {}

  /// Copies the list.
  public Sampler {
    jumps = List.copyOf(jumps);
  }

  /// One step back after the other, each drawn from the distribution of xₜ₋₁ that xₜ and the guess
  /// leave.
  ///
  /// J. Ho, A. Jain, P. Abbeel, 2020, [arXiv:2006.11239](https://arxiv.org/abs/2006.11239),
  /// equations 6 and 7, with the smaller of its two variances.
  public static Sampler ddpm(NoiseSchedule schedule) {
    List<Jump> jumps = new ArrayList<>();
    for (int t = schedule.steps() - 1; t >= 0; t--) {
      double kept = schedule.kept(t);
      double before = schedule.kept(t - 1);
      double beta = schedule.beta(t);
      jumps.add(
          new Jump(
              t,
              kept,
              Math.sqrt(before) * beta / (1 - kept),
              Math.sqrt(1 - beta) * (1 - before) / (1 - kept),
              Math.sqrt(beta * (1 - before) / (1 - kept))));
    }
    return new Sampler(jumps, Double.POSITIVE_INFINITY);
  }

  /// Fewer and longer jumps: the noise that was found is put back in the smaller amount that
  /// belongs to the earlier time. With `eta` 0 nothing is random after the start, so that the first
  /// noise decides the sample; with 1 and all steps it is [#ddpm].
  ///
  /// J. Song, C. Meng, S. Ermon: Denoising diffusion implicit models, 2020,
  /// [arXiv:2010.02502](https://arxiv.org/abs/2010.02502), equations 12 and 16.
  ///
  /// @param count how many jumps, 1 … T
  public static Sampler ddim(NoiseSchedule schedule, int count, double eta) {
    int all = schedule.steps();
    if (count < 1 || count > all || !(eta >= 0 && eta <= 1)) {
      throw new IllegalArgumentException(
          "ddim: expected 1 to "
              + all
              + " jumps and eta from 0 to 1, found "
              + count
              + " and "
              + eta);
    }
    List<Jump> jumps = new ArrayList<>();
    for (int i = count; i >= 1; i--) {
      int t = (int) ((long) all * i / count) - 1;
      double kept = schedule.kept(t);
      double before = schedule.kept((int) ((long) all * (i - 1) / count) - 1);
      double fresh = eta * Math.sqrt((1 - before) / (1 - kept) * (1 - kept / before));
      double found = Math.sqrt(Math.max(0, 1 - before - fresh * fresh));
      double now = found / Math.sqrt(1 - kept);
      jumps.add(new Jump(t, kept, Math.sqrt(before) - now * Math.sqrt(kept), now, fresh));
    }
    return new Sampler(jumps, Double.POSITIVE_INFINITY);
  }

  /// The same with clean guesses cut to −limit … limit, for pictures.
  public Sampler limited(double newLimit) {
    return new Sampler(jumps, newLimit);
  }

  /// Goes all the way.
  ///
  /// @param start noise N(0, 1), `[batch, …]`
  /// @param rng where fresh noise comes from
  public Tensor run(NoisePredictor model, Tensor start, Rng rng) {
    return run(model, start, rng, (jump, sample) -> {});
  }

  /// Goes all the way and tells about each jump.
  ///
  /// @param watcher hears how many jumps were made and where the samples are then
  public Tensor run(
      NoisePredictor model, Tensor start, Rng rng, BiConsumer<Integer, Tensor> watcher) {
    int[] dims = start.shape().dims();
    Step step = Step.inference(in -> new Tensor[] {jump(model, in[0], in[1], in[2], in[3])});
    Tensor still = Tensor.zeros(dims).compute();
    Tensor x = start;
    for (int i = 0; i < jumps.size(); i++) {
      Jump jump = jumps.get(i);
      int[] time = new int[dims[0]];
      Arrays.fill(time, jump.time);
      float[] numbers = {
        (float) (1 / Math.sqrt(jump.kept)),
        (float) Math.sqrt((1 - jump.kept) / jump.kept),
        (float) jump.fromClean,
        (float) jump.fromNow,
        (float) jump.fresh
      };
      Tensor fresh = jump.fresh > 0 ? Tensor.randn(rng, dims).compute() : still;
      x = step.run(x, Tensor.of(time, dims[0]), fresh, Tensor.of(numbers, 5))[0];
      watcher.accept(i + 1, x);
    }
    return x;
  }

  private Tensor jump(NoisePredictor model, Tensor x, Tensor time, Tensor fresh, Tensor numbers) {
    Tensor clean = x.mul(numbers.at(0)).sub(model.noise(x, time).mul(numbers.at(1)));
    if (Double.isFinite(limit)) {
      clean = clean.clamp(-limit, limit);
    }
    return clean.mul(numbers.at(2)).add(x.mul(numbers.at(3))).add(fresh.mul(numbers.at(4)));
  }
}
