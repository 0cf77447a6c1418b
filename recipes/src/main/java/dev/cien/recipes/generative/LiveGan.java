package dev.cien.recipes.generative;

import dev.cien.nn.Params;
import dev.cien.optim.Adam;
import dev.cien.optim.Optimizer;
import dev.cien.recipes.InputException;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.live.LiveNetwork;
import dev.cien.recipes.live.SteppedTraining;
import dev.cien.recipes.live.Track;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.gan.Gan;
import dev.cien.zoo.gan.GanLoss;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The game of [GanPoints] to be watched round by round: where the generator puts its points, what
/// the discriminator thinks of each place, and which clouds are missing.
public final class LiveGan extends SteppedTraining {
  private static final int BATCH = 128;
  private static final int WIDTH = 64;
  private static final int LATENT = 2;
  private static final int SHOWN = 400;
  private static final int MEASURED = 1000;
  private static final int ARROWS = 60;
  private static final int CELLS = 40;
  private static final int EVERY = 20;
  private static final int MOST = 10_000;
  private static final int LINES = 9;
  private static final int STEPS = 31;
  // As in the recipe: the critic's answers must be right before they are worth following.
  private static final double LEAD = 3;
  private static final double PENALTY = 1;
  private static final String RATE = "rate";

  private final Points points;
  private final Gan gan;
  private final GanLoss loss;
  private final Rng seed;
  private final LiveNetwork maker;
  private final LiveNetwork critic;
  private final Step round;
  private final Track track = new Track(6);
  private final Tensor noise;
  private final float[] real;
  private double makerCost = Double.NaN;
  private double criticCost = Double.NaN;

  /// Before the first round.
  ///
  /// @throws InputException if a setting does not fit
  public LiveGan(Map<String, String> chosen) {
    super(settingsList(), chosen, MOST, RATE);
    this.points = Points.of(settings().word("data"));
    this.loss = GanVariant.of(settings().word("variant")).loss(PENALTY);
    this.seed = Rng.of(settings().seed());
    this.gan = Gan.perceptrons(2, LATENT, WIDTH, Rng.of(settings().seed()));
    this.maker = network("generator", gan.generator(), 1);
    this.critic = network("discriminator", gan.discriminator(), LEAD);
    GanStep game = GanStep.of(gan, loss, critic.optimizer());
    this.round =
        Step.training(
            in -> {
              var outcome = game.forward(in[0], in[1]);
              Tensor opponent = outcome.measures().get(GanStep.OPPONENT);
              game.update(maker.optimizer(), outcome.cost());
              game.update(critic.optimizer(), opponent);
              return new Tensor[] {outcome.cost(), opponent};
            });
    this.noise = Tensor.randn(seed.fork(2), MEASURED, LATENT).compute();
    this.real = points.draw(SHOWN, seed.fork(3));
  }

  /// What may be chosen.
  public static List<Setting> settingsList() {
    return List.of(
        Setting.choice("data", Points.words(), "which points", "qué puntos"),
        Setting.choice(
            "variant",
            List.of("non-saturating", "least-squares", "wgan", "wgan-gp"),
            "what the two networks lower",
            "qué minimizan las dos redes"),
        Setting.seed(),
        Setting.number(RATE, 0.001, 1e-5, 0.1, "learning rate", "tasa de aprendizaje"));
  }

  private LiveNetwork network(String name, Object part, double factor) {
    // Without the memory of old gradients: the other player has moved since.
    return new LiveNetwork(
        name,
        part,
        Optimizer.of(Params.of(part).trainable(), Adam.of(1).withBetas(0.5, 0.9))
            .schedule((_, _) -> factor * settings().number(RATE)));
  }

  @Override
  protected void advance(long before) {
    Rng draw = seed.fork(1000 + before);
    Tensor batch = Tensor.of(points.draw(BATCH, draw), BATCH, 2);
    Tensor[] costs = round.run(draw, batch, Tensor.zeros(BATCH, 1));
    makerCost = costs[0].item();
    criticCost = costs[1].item();
  }

  @Override
  protected void measure(long steps) {
    if (steps == 1 || steps % EVERY == 0) {
      Modes modes = Modes.of(points, made());
      track.add(steps, makerCost, criticCost, modes.covered(), modes.overlap(), modes.good());
    }
  }

  private float[] made() {
    return gan.generator().forward(noise).toFloats();
  }

  /// What does not change.
  ///
  /// @param reach half the side of the plane that is shown
  /// @param real points of the data, x and y in turn
  /// @param modes how many clouds there are
  /// @param most rounds of a whole training
  /// @param generator parameters of the generator
  /// @param discriminator parameters of the discriminator
  public record Still(
      double reach, float[] real, int modes, int most, long generator, long discriminator) {}

  /// What there is to see after a round.
  ///
  /// @param made what the generator made of the same noise as always
  /// @param map what the discriminator says, 127 for its largest distance from the middle, rows
  ///   from the top
  /// @param cells of the map in a row
  /// @param pull where the discriminator pulls the first of the points made: x, y, dx, dy in turn,
  ///   the longest one a fifth of the plane's side
  /// @param generatorCost of the round
  /// @param discriminatorCost of the round
  /// @param covered clouds with at least a tenth of their fair share
  /// @param overlap 1 if all clouds are covered evenly and nothing lies between them
  /// @param good the share of the points that lie in some cloud
  /// @param track step, both costs, covered, overlap and good of earlier rounds
  public record Frame(
      float[] made,
      byte[] map,
      int cells,
      float[] pull,
      double generatorCost,
      double discriminatorCost,
      int covered,
      double overlap,
      double good,
      List<float[]> track) {}

  @Override
  public Still still() {
    return new Still(
        Points.REACH,
        real,
        points.modes(),
        MOST,
        Params.of(gan.generator()).trainableCount(),
        Params.of(gan.discriminator()).trainableCount());
  }

  @Override
  public Frame frame() {
    float[] made = made();
    Modes modes = Modes.of(points, made);
    return new Frame(
        Arrays.copyOf(made, 2 * SHOWN),
        map(),
        CELLS,
        pull(Arrays.copyOf(made, 2 * ARROWS)),
        makerCost,
        criticCost,
        modes.covered(),
        modes.overlap(),
        modes.good(),
        track.columns());
  }

  private byte[] map() {
    return PlaneMap.of(
        CELLS,
        Points.REACH,
        xy -> gan.discriminator().forward(Tensor.of(xy, xy.length / 2, 2)).toFloats());
  }

  private float[] pull(float[] at) {
    Tensor fake = Tensor.of(at, at.length / 2, 2);
    float[] by =
        loss.generator(gan.discriminator(), fake).gradients(fake).of(fake).neg().toFloats();
    double longest = Double.MIN_NORMAL;
    for (int i = 0; i < by.length; i += 2) {
      longest = Math.max(longest, Math.hypot(by[i], by[i + 1]));
    }
    float[] pull = new float[2 * at.length];
    for (int i = 0; i < at.length; i += 2) {
      pull[2 * i] = at[i];
      pull[2 * i + 1] = at[i + 1];
      pull[2 * i + 2] = (float) (by[i] * 0.4 * Points.REACH / longest);
      pull[2 * i + 3] = (float) (by[i + 1] * 0.4 * Points.REACH / longest);
    }
    return pull;
  }

  /// Where noise is taken to.
  ///
  /// @param point what the generator makes of the noise that was asked for
  /// @param score what the discriminator thinks of it
  /// @param lines straight walks through the noise, each x and y in turn
  public record Walk(float[] point, double score, List<float[]> lines) {}

  /// Asked with `z1` and `z2`, the two numbers of noise: the sample, and the plane of noise as the
  /// generator folds it.
  @Override
  public Walk ask(Map<String, String> question) {
    Settings asked =
        Settings.of(
            List.of(
                Setting.number("z1", 0, -3, 3, "first number of noise", "primer número del ruido"),
                Setting.number(
                    "z2", 0, -3, 3, "second number of noise", "segundo número del ruido")),
            question);
    Tensor z =
        Tensor.of(new float[] {(float) asked.number("z1"), (float) asked.number("z2")}, 1, 2);
    Tensor point = gan.generator().forward(z);
    return new Walk(point.toFloats(), gan.discriminator().forward(point).item(), lines());
  }

  private List<float[]> lines() {
    float[] all = new float[2 * 2 * LINES * STEPS];
    int at = 0;
    for (int way = 0; way < 2; way++) {
      for (int line = 0; line < LINES; line++) {
        for (int s = 0; s < STEPS; s++) {
          float along = -2.5f + 5f * s / (STEPS - 1);
          float across = -2 + 4f * line / (LINES - 1);
          all[at++] = way == 0 ? along : across;
          all[at++] = way == 0 ? across : along;
        }
      }
    }
    float[] places = gan.generator().forward(Tensor.of(all, all.length / 2, LATENT)).toFloats();
    return IntStream.range(0, 2 * LINES)
        .mapToObj(i -> Arrays.copyOfRange(places, 2 * STEPS * i, 2 * STEPS * (i + 1)))
        .toList();
  }

  @Override
  protected void save(Map<String, Tensor> state) {
    maker.save(state);
    critic.save(state);
    state.put("track", track.state());
  }

  @Override
  protected void load(Map<String, Tensor> state) {
    maker.load(state);
    critic.load(state);
    track.restore(state.get("track"));
    if (!track.isEmpty()) {
      List<float[]> columns = track.columns();
      makerCost = columns.get(1)[columns.get(1).length - 1];
      criticCost = columns.get(2)[columns.get(2).length - 1];
    }
  }
}
