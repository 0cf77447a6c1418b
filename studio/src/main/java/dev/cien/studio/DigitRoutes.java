package dev.cien.studio;

import dev.cien.course.digit.DigitReader;
import dev.cien.data.Digits;
import dev.cien.io.Pixels;
import dev.cien.recipes.InputException;
import io.javalin.config.RoutesConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// `/api/digit`: a network that reads what somebody draws. It is trained when it is first asked
/// for, kept in the learner's folder, and there again after a restart.
final class DigitRoutes implements Routes, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(DigitRoutes.class.getName());
  private static final int SMALLEST = 28;
  private static final int LARGEST = 280;
  private static final int LAST_MILLIS = 5000;

  private final Path file;
  private volatile State state = new State("none", 0, 0, 0, 0, 0, DigitReader.SAMPLES);
  private volatile DigitReader reader;
  private volatile boolean stop;
  private Thread training;

  /// @param folder where the trained network is kept
  DigitRoutes(Path folder) {
    this.file = folder.resolve("digits.safetensors");
    if (Files.isRegularFile(file)) {
      try {
        ready(DigitReader.load(file));
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.WARNING, "cannot use " + file + ", training anew", e);
      }
    }
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
  record Drawing(int side, double[] ink) {
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

  /// A digit of the test set.
  record Example(int label, double[] ink) {}

  /// Unpacked once, and only if somebody asks for an example.
  private static final class Loaded {
    private static final Digits DIGITS = Digits.load();
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/digit", ctx -> ctx.json(state));
    routes.post(
        "/api/digit/train",
        ctx -> {
          start();
          ctx.json(state);
        });
    routes.post("/api/digit/read", ctx -> ctx.json(read(Json.body(ctx, Drawing.class))));
    routes.get("/api/digit/example", ctx -> ctx.json(example(Asked.whole(ctx, "index"))));
  }

  private synchronized void start() {
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

  private DigitReader.Reading read(Drawing drawing) {
    DigitReader now = reader;
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
