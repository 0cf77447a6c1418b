package dev.cien.recipes.generative;

import dev.cien.nn.Params;
import dev.cien.optim.Adam;
import dev.cien.optim.Optimizer;
import dev.cien.optim.Schedule;
import dev.cien.recipes.InputException;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.recipes.live.LiveNetwork;
import dev.cien.recipes.live.SteppedTraining;
import dev.cien.recipes.live.Track;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.diffusion.NoiseSchedule;
import dev.cien.zoo.diffusion.PointDenoiser;
import dev.cien.zoo.diffusion.Sampler;
import dev.cien.zoo.diffusion.Target;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The diffusion of [DiffusionPoints] to be watched: how points drown, what the network learns
/// about it, and how samples come back out of noise.
public final class LiveDiffusion extends SteppedTraining {
  private static final int BATCH = 256;
  private static final int WIDTH = 64;
  private static final int SHOWN = 400;
  private static final int MEASURED = 1000;
  private static final int EVERY = 20;
  private static final int SAMPLED = 500;
  private static final int QUICK = 20;
  private static final int MOST = 4000;
  private static final double RATE = 0.002;
  // Of one batch the cost says little: the times are drawn.
  private static final double SMOOTH = 0.95;

  private final Points points;
  private final NoiseSchedule schedule;
  private final PointDenoiser model;
  private final LiveNetwork network;
  private final Rng seed;
  private final Step update;
  private final Track costs = new Track(2);
  private final Track distances = new Track(2);
  private final float[] clean;
  private double cost = Double.NaN;

  /// Before the first step.
  ///
  /// @throws InputException if a setting does not fit
  public LiveDiffusion(Map<String, String> chosen) {
    super(
        List.of(
            Setting.choice("data", Points.words(), "which points", "qué puntos"),
            Setting.choice(
                "schedule",
                List.of("linear", "cosine"),
                "how the data drown",
                "cómo se ahogan los datos"),
            new Setting(
                "steps",
                "100",
                new Setting.Whole(25, 400),
                new Text("steps into the noise", "pasos hacia el ruido")),
            Setting.seed()),
        chosen,
        MOST);
    this.points = Points.of(settings().word("data"));
    this.schedule = DiffusionPoints.schedule(settings());
    this.seed = Rng.of(settings().seed());
    this.model = PointDenoiser.of(2, WIDTH, Rng.of(settings().seed()));
    this.network =
        new LiveNetwork(
            "denoiser",
            model,
            Optimizer.of(Params.of(model).trainable(), Adam.of(RATE))
                .schedule(Schedule.oneCycle(MOST)));
    DiffusionStep body = new DiffusionStep(schedule, Target.NOISE, _ -> model);
    this.update =
        Step.training(
            in -> {
              Tensor found = body.forward(in[0], in[1]).cost();
              body.update(network.optimizer(), found);
              return new Tensor[] {found};
            });
    this.clean = points.draw(SHOWN, seed.fork(2));
  }

  @Override
  protected void advance(long before) {
    Rng draw = seed.fork(1000 + before);
    Tensor batch = Tensor.of(points.draw(BATCH, draw), BATCH, 2);
    double now = update.run(draw, batch, Tensor.zeros(BATCH, 1))[0].item();
    cost = Double.isNaN(cost) ? now : SMOOTH * cost + (1 - SMOOTH) * now;
  }

  @Override
  protected void measure(long steps) {
    if (steps == 1 || steps % EVERY == 0) {
      costs.add(steps, cost);
    }
    if (steps % SAMPLED == 0) {
      Rng noise = seed.fork(5);
      Sampler sampler = Sampler.ddim(schedule, QUICK, 0);
      distances.add(
          steps, distance(sampler.run(model, Tensor.randn(noise, MEASURED, 2), noise).toFloats()));
    }
  }

  /// How far samples are from points that nobody learnt from.
  private double distance(float[] samples) {
    return SlicedWasserstein.between(
        samples, points.draw(samples.length / 2, seed.fork(3)), seed.fork(4));
  }

  /// What does not change.
  ///
  /// @param reach half the side of the plane that is shown
  /// @param clean points of the data, x and y in turn
  /// @param steps T
  /// @param linear ᾱ of a linear schedule, from t = 0, the data themselves, to T
  /// @param cosine the same of a cosine schedule
  /// @param chance the distance between two draws of the data: better cannot be told apart
  /// @param most steps of a whole training
  /// @param parameters of the network
  public record Still(
      double reach,
      float[] clean,
      int steps,
      double[] linear,
      double[] cosine,
      double chance,
      int most,
      long parameters) {}

  /// What there is to see after a step.
  ///
  /// @param cost mean square error of the noise that was found, smoothed
  /// @param costs step and cost of earlier steps
  /// @param distances step and distance of samples made in 20 jumps
  public record Frame(double cost, List<float[]> costs, List<float[]> distances) {}

  @Override
  public Still still() {
    int all = schedule.steps();
    return new Still(
        1.5 * Points.REACH,
        clean,
        all,
        kept(NoiseSchedule.linear(all)),
        kept(NoiseSchedule.cosine(all)),
        distance(points.draw(MEASURED, seed.fork(6))),
        MOST,
        Params.of(model).trainableCount());
  }

  private static double[] kept(NoiseSchedule one) {
    return IntStream.rangeClosed(-1, one.steps() - 1).mapToDouble(one::kept).toArray();
  }

  @Override
  public Frame frame() {
    return new Frame(cost, costs.columns(), distances.columns());
  }

  /// Asked with `what`: `forward` and a time `t` for [LiveDrowning.Drowned], `sample` with a
  /// `sampler`, `jumps` and a `seed` for [Way].
  @Override
  public Object ask(Map<String, String> question) {
    int all = schedule.steps();
    Settings asked =
        Settings.of(
            List.of(
                Setting.choice(
                    "what", List.of("forward", "sample"), "what is asked", "lo que se pregunta"),
                new Setting("t", "0", new Setting.Whole(0, all), new Text("the time", "el tiempo")),
                Setting.choice(
                    "sampler", List.of("ddpm", "ddim"), "the way back", "el camino de vuelta"),
                new Setting(
                    "jumps",
                    Integer.toString(all),
                    new Setting.Whole(1, all),
                    new Text("how many jumps", "cuántos saltos")),
                Setting.seed()),
            question);
    return asked.word("what").equals("forward")
        ? LiveDrowning.at(schedule, model, clean, asked.whole("t"))
        : way(asked);
  }

  /// A way back from noise.
  ///
  /// @param stops where the samples were after each of the jumps that are kept, x and y in turn
  /// @param after how many jumps had been made then
  /// @param distance of the samples from unseen data
  /// @param covered clouds that they cover
  /// @param modes how many clouds there are
  /// @param millis how long it took
  public record Way(
      List<float[]> stops, int[] after, double distance, int covered, int modes, double millis) {}

  private Way way(Settings asked) {
    Sampler sampler =
        asked.word("sampler").equals("ddpm")
            ? Sampler.ddpm(schedule)
            : Sampler.ddim(schedule, asked.whole("jumps"), 0);
    int jumps = sampler.jumps().size();
    Rng noise = Rng.of(asked.seed()).fork(7);
    Tensor start = Tensor.randn(noise, MEASURED, 2).compute();
    Map<Integer, float[]> stops = new LinkedHashMap<>();
    stops.put(0, first(start));
    int stride = Math.max(1, Math.ceilDiv(jumps, LiveDrowning.STOPS));
    long begin = System.nanoTime();
    float[] made =
        sampler
            .run(
                model,
                start,
                noise,
                (after, x) -> {
                  if (after % stride == 0 || after == jumps) {
                    stops.put(after, first(x));
                  }
                })
            .toFloats();
    double millis = (System.nanoTime() - begin) / 1e6;
    Modes modes = Modes.of(points, made);
    return new Way(
        List.copyOf(stops.values()),
        stops.keySet().stream().mapToInt(i -> i).toArray(),
        distance(made),
        modes.covered(),
        modes.modes(),
        millis);
  }

  private static float[] first(Tensor x) {
    return Arrays.copyOf(x.toFloats(), 2 * SHOWN);
  }

  @Override
  protected void save(Map<String, Tensor> state) {
    network.save(state);
    state.put("costs", costs.state());
    state.put("distances", distances.state());
    state.put("cost", Tensor.of(new float[] {(float) cost}, 1));
  }

  @Override
  protected void load(Map<String, Tensor> state) {
    network.load(state);
    costs.restore(state.get("costs"));
    distances.restore(state.get("distances"));
    cost = state.get("cost").item();
  }
}
