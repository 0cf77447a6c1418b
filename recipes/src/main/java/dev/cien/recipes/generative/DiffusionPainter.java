package dev.cien.recipes.generative;

import dev.cien.nn.Params;
import dev.cien.optim.AdamW;
import dev.cien.optim.Clipping;
import dev.cien.optim.Optimizer;
import dev.cien.optim.Schedule;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.tensor.DType;
import dev.cien.tensor.Mode;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.train.TrainStep;
import dev.cien.zoo.diffusion.NoisePredictor;
import dev.cien.zoo.diffusion.NoiseSchedule;
import dev.cien.zoo.diffusion.PictureDenoiser;
import dev.cien.zoo.diffusion.Sampler;
import dev.cien.zoo.diffusion.Target;
import java.util.List;
import java.util.function.BiConsumer;

/// How small pictures are learnt and painted by diffusion, whatever says what they show.
///
/// @param network finds the noise
/// @param schedule how pictures drown
/// @param pictures what they look like
/// @param settings `learns`, `rate`, `jumps`, `fresh` and `seed`
record DiffusionPainter(
    PictureDenoiser network, NoiseSchedule schedule, SmallPictures pictures, Settings settings) {
  private static final double UNTOLD = 0.15;

  /// How pictures drown and are painted.
  ///
  /// @param width maps of the network, unless set
  /// @param guidance how strongly one asks, unless set
  static List<Setting> settings(int width, double guidance) {
    return List.of(
        Setting.choice(
            "schedule",
            List.of("cosine", "linear"),
            "how pictures drown",
            "cómo se ahogan las imágenes"),
        Setting.choice(
            "learns",
            List.of("velocity", "noise"),
            "what the network finds",
            "lo que encuentra la red"),
        Setting.whole("steps", 100, 25, "steps into the noise", "pasos hacia el ruido"),
        Setting.whole("jumps", 20, 1, "jumps on the way back", "saltos en el camino de vuelta"),
        Setting.number(
            "fresh",
            1,
            0,
            1,
            "fresh noise on the way back: 0 is DDIM, 1 as much as DDPM has",
            "ruido nuevo en el camino de vuelta: 0 es DDIM, 1 tanto como en DDPM"),
        Setting.number(
            "guidance",
            guidance,
            0,
            20,
            "how strongly the class is asked for; 1 is plain",
            "con cuánta fuerza se pide la clase; 1 es sin refuerzo"),
        Setting.whole(
            "width",
            width,
            4,
            "maps of the U-Net, a multiple of 4",
            "mapas de la U-Net, múltiplo de 4"));
  }

  /// A network for given pictures that has learnt nothing.
  ///
  /// @param classes how many classes or words pictures are asked for by
  static DiffusionPainter of(Settings settings, SmallPictures pictures, int classes) {
    return new DiffusionPainter(
        PictureDenoiser.of(
            pictures.channels(), classes, settings.whole("width"), Rng.of(settings.seed())),
        DiffusionPoints.schedule(settings),
        pictures,
        settings);
  }

  /// Some pictures keep to themselves what they show, so that the network learns to paint unasked
  /// too.
  TrainStep step() {
    return new DiffusionStep(
        schedule,
        target(),
        labels -> {
          Tensor hidden =
              Tensor.rand(Mode.rng(), labels.shape().dim(0)).lt(UNTOLD).cast(DType.INT32);
          if (labels.shape().rank() == 2) {
            hidden = hidden.unsqueeze(1);
          }
          return network.of(labels.mul(hidden.neg().add(1)).add(hidden.mul(network.classes())));
        });
  }

  /// What moves the network in a run of so many steps.
  Optimizer optimizer(long steps) {
    return Optimizer.of(Params.of(network).trainable(), AdamW.of(settings.number("rate")))
        .clip(Clipping.byGlobalNorm(1))
        .schedule(Schedule.oneCycle(steps));
  }

  /// The way back that the settings name.
  Sampler sampler() {
    return sampler(Math.min(settings.whole("jumps"), schedule.steps()), settings.number("fresh"));
  }

  Sampler sampler(int jumps, double eta) {
    return Sampler.ddim(schedule, jumps, eta).limited(1);
  }

  float[] paint(Tensor labels, Sampler sampler, double guidance) {
    return paint(labels, sampler, guidance, (made, x) -> {});
  }

  /// Pictures of what is asked for, always from the same noise.
  ///
  /// @param labels classes `[n]` or words `[n, L]`
  /// @param guidance how strongly: 0 not at all, 1 as learnt
  /// @param watcher sees them on their way
  float[] paint(
      Tensor labels, Sampler sampler, double guidance, BiConsumer<Integer, Tensor> watcher) {
    Rng rng = Rng.of(settings.seed()).fork(2);
    Tensor start = pictures.noise(rng, labels.shape().dim(0));
    return sampler.run(model(labels, guidance), start, rng, watcher).toFloats();
  }

  /// Finds the noise in pictures of what is asked for.
  ///
  /// @param guidance how strongly: 0 not at all, 1 as learnt
  NoisePredictor model(Tensor labels, double guidance) {
    NoisePredictor asked = noise(labels);
    NoisePredictor unasked =
        noise(Tensor.full(network.classes(), labels.shape().dims()).cast(DType.INT32));
    return guidance == 1 ? asked : guidance == 0 ? unasked : asked.guided(unasked, guidance);
  }

  private NoisePredictor noise(Tensor labels) {
    return target().noise(schedule, network.of(labels));
  }

  private Target target() {
    return settings.word("learns").equals("noise") ? Target.NOISE : Target.VELOCITY;
  }
}
