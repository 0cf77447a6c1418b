package dev.cien.zoo.diffusion;

import dev.cien.tensor.Tensor;

/// What the network of a diffusion model gives, from which its noise is read.
///
/// With x = √ᾱ x₀ + √(1 − ᾱ) ε the two are equally good: each can be made of the other and of x.
/// They differ in what training attends to. The mean square error of the noise hardly counts what
/// the network takes the data for where there is almost only noise, which is where the way back
/// begins and where it is decided what a sample will show.
public enum Target {
  /// The noise ε: J. Ho, A. Jain, P. Abbeel, 2020,
  /// [arXiv:2006.11239](https://arxiv.org/abs/2006.11239), equation 14.
  NOISE {
    @Override
    public Tensor of(NoiseSchedule schedule, Tensor clean, Tensor time, Tensor noise) {
      return noise;
    }

    @Override
    public NoisePredictor noise(NoiseSchedule schedule, NoisePredictor network) {
      return network;
    }
  },

  /// The velocity v = √ᾱ ε − √(1 − ᾱ) x₀, hence ε = √(1 − ᾱ) x + √ᾱ v: almost the noise early and
  /// almost the data late. T. Salimans, J. Ho: Progressive distillation for fast sampling of
  /// diffusion models, 2022, [arXiv:2202.00512](https://arxiv.org/abs/2202.00512), section 4 and
  /// appendix D.
  VELOCITY {
    @Override
    public Tensor of(NoiseSchedule schedule, Tensor clean, Tensor time, Tensor noise) {
      return schedule.noised(noise, time, clean.neg());
    }

    @Override
    public NoisePredictor noise(NoiseSchedule schedule, NoisePredictor network) {
      return (x, time) -> schedule.noised(network.noise(x, time), time, x);
    }
  };

  /// What the network should give for data at given times, `[batch, …]`.
  public abstract Tensor of(NoiseSchedule schedule, Tensor clean, Tensor time, Tensor noise);

  /// The noise that such a network finds.
  public abstract NoisePredictor noise(NoiseSchedule schedule, NoisePredictor network);
}
