package dev.cien.studio;

import dev.cien.course.digit.DigitReader;
import dev.cien.course.digit.DigitRuns;
import dev.cien.course.runs.KeptRun;
import dev.cien.course.runs.RunsFolder;
import dev.cien.data.Digits;
import dev.cien.io.Pixels;
import dev.cien.recipes.InputException;
import dev.cien.recipes.Text;
import io.javalin.config.RoutesConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;

/// `/api/digit`: a network that reads what somebody draws. It is trained when it is first asked
/// for, kept in the learner's folder, and there again after a restart. `/api/digit/runs`: networks
/// that `cien train` has left, which can read it, too.
final class DigitRoutes implements Routes, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(DigitRoutes.class.getName());
  private static final int SMALLEST = 28;
  private static final int LARGEST = 280;
  private static final int LAST_MILLIS = 5000;

  private static final int MOST_OPEN = 3;

  private final Path file;
  private final DigitRuns runs;

  // In the order of use; the one that was used last at the end.
  private final SequencedMap<String, DigitRuns.Opened> open = new LinkedHashMap<>(8, 0.75f, true);
  private volatile State state = new State("none", 0, 0, 0, 0, 0, DigitReader.SAMPLES);
  private volatile DigitReader reader;
  private volatile boolean stop;
  private boolean looked;
  private Thread training;

  /// @param folder where the trained network is kept
  /// @param runs what `cien train` has left
  DigitRoutes(Path folder, RunsFolder runs) {
    this.runs = new DigitRuns(runs);
    this.file = folder.resolve("digits.safetensors");
  }

  /// Where the network stands.
  ///
  /// @param phase `none`, `training`, `ready` or `failed`
  record State(
      String phase,
      long step,
      long steps,
      double loss,
      double accuracy,
      long parameters,
      int samples) {}

  /// A drawing: `side · side` values from 0, paper, to 1, ink.
  ///
  /// @param run whose network reads it; none for the one that was trained here
  record Drawing(int side, double[] ink, String run) {
    Drawing {
      Objects.requireNonNull(ink);
      if (side < SMALLEST || side > LARGEST || ink.length != side * side) {
        throw Refusal.bad(
            "El dibujo tiene que ser cuadrado, de " + SMALLEST + " a " + LARGEST + " píxeles.",
            "The drawing has to be square, of " + SMALLEST + " to " + LARGEST + " pixels.");
      }
    }

    /// Black ink on white paper.
    private Pixels pixels() {
      int plane = side * side;
      byte[] rgba = new byte[4 * plane];
      for (int i = 0; i < plane; i++) {
        byte light = (byte) Math.round(255 * (1 - Math.clamp(ink[i], 0, 1)));
        rgba[i] = light;
        rgba[plane + i] = light;
        rgba[2 * plane + i] = light;
        rgba[3 * plane + i] = (byte) 255;
      }
      return new Pixels(4, side, side, rgba);
    }
  }

  /// A run whose network can be asked.
  ///
  /// @param accuracy none if nobody measured it
  record Offer(String id, String recipe, long time, Double accuracy) {}

  /// @param others how many runs there are whose networks cannot be asked
  record Offers(List<Offer> runs, int others) {}

  /// The network of a run.
  record Opened(String id, String recipe, Text title, long parameters, Double accuracy) {}

  /// A digit of the test set.
  record Example(int label, double[] ink) {}

  /// Unpacked once, and only if somebody asks for an example.
  private static final class Loaded {
    private static final Digits DIGITS = Digits.load();
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get(
        "/api/digit",
        ctx -> {
          load();
          ctx.json(state);
        });
    routes.post(
        "/api/digit/train",
        ctx -> {
          start();
          ctx.json(state);
        });
    routes.post("/api/digit/read", ctx -> ctx.json(read(Json.body(ctx, Drawing.class))));
    routes.get("/api/digit/runs", ctx -> ctx.json(offers()));
    routes.get("/api/digit/run", ctx -> ctx.json(opened(Asked.text(ctx, "id"))));
    routes.get("/api/digit/example", ctx -> ctx.json(example(Asked.whole(ctx, "index"))));
  }

  /// Takes up what an earlier start of the studio has left; when it is first asked for, because the
  /// engine takes a moment to wake.
  private synchronized void load() {
    if (looked || !Files.isRegularFile(file)) {
      return;
    }
    looked = true;
    try {
      ready(DigitReader.load(file));
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "cannot use " + file + ", training anew", e);
    }
  }

  private synchronized void start() {
    looked = true;
    if (training != null && training.isAlive()) {
      return;
    }
    state = new State("training", 0, 0, 0, 0, 0, DigitReader.SAMPLES);
    training = Thread.ofPlatform().name("digit training").daemon().start(this::train);
  }

  private void train() {
    try {
      DigitReader.train(
              progress ->
                  state =
                      new State(
                          "training",
                          progress.step(),
                          progress.steps(),
                          progress.loss(),
                          0,
                          0,
                          DigitReader.SAMPLES),
              () -> stop)
          .ifPresent(
              trained -> {
                trained.save(file);
                ready(trained);
              });
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "training on digits", e);
      state = new State("failed", 0, 0, 0, 0, 0, DigitReader.SAMPLES);
    }
  }

  private void ready(DigitReader trained) {
    reader = trained;
    state =
        new State("ready", 0, 0, 0, trained.accuracy(), trained.parameters(), DigitReader.SAMPLES);
  }

  private Offers offers() {
    List<DigitRuns.Entry> all = runs.all();
    List<Offer> offers =
        all.stream().filter(entry -> entry.obstacle().isEmpty()).map(DigitRoutes::offer).toList();
    return new Offers(offers, all.size() - offers.size());
  }

  private static Offer offer(DigitRuns.Entry entry) {
    KeptRun run = entry.run();
    return new Offer(
        run.id(), run.config().get("recipe"), run.time(), run.figures().get("accuracy"));
  }

  private Opened opened(String id) {
    DigitRuns.Opened network = network(id);
    double accuracy = network.reader().accuracy();
    return new Opened(
        id,
        network.recipe().card().name(),
        network.recipe().card().title(),
        network.reader().parameters(),
        Double.isNaN(accuracy) ? null : accuracy);
  }

  /// One at a time: opening one takes a second and the memory of all digits.
  private synchronized DigitRuns.Opened network(String id) {
    DigitRuns.Opened known = open.get(id);
    if (known == null) {
      known = runs.open(id);
      open.put(id, known);
      if (open.size() > MOST_OPEN) {
        open.pollFirstEntry();
      }
    }
    return known;
  }

  private DigitReader.Reading read(Drawing drawing) {
    load();
    DigitReader now =
        drawing.run() == null || drawing.run().isEmpty() ? reader : network(drawing.run()).reader();
    if (now == null) {
      throw new Refusal(
          409, "La red aún no está entrenada.", "The network has not been trained yet.");
    }
    try {
      return now.read(drawing.pixels());
    } catch (InputException e) {
      throw Refusal.bad(
          "La hoja está en blanco: dibuja un dígito.", "The sheet is blank: draw a digit.");
    }
  }

  private static Example example(long index) {
    int at = (int) Math.floorMod(index, (long) Loaded.DIGITS.test().size());
    Pixels picture = Loaded.DIGITS.test().picture(at);
    double[] ink = new double[picture.values().length];
    for (int i = 0; i < ink.length; i++) {
      ink[i] = Byte.toUnsignedInt(picture.values()[i]) / 255.0;
    }
    return new Example(Loaded.DIGITS.test().label(at), ink);
  }

  /// Stops a training; it begins anew when it is asked for again.
  @Override
  public void close() {
    stop = true;
    Thread running;
    synchronized (this) {
      running = training;
    }
    if (running == null) {
      return;
    }
    try {
      running.join(LAST_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
