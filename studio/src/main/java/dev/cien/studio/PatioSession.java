package dev.cien.studio;

import dev.cien.course.playground.Parameters;
import dev.cien.course.playground.PlaneMaps;
import dev.cien.course.playground.Playground;
import dev.cien.course.playground.PlaygroundDoctor;
import dev.cien.course.playground.PlaygroundLink;
import dev.cien.course.playground.PlaygroundRun;
import dev.cien.course.playground.PlaygroundScores;
import dev.cien.course.playground.Point;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// One training of the playground in the server; a turn is an epoch.
final class PatioSession extends LiveSession {
  static final int MOST_PARAMETERS = 20_000;

  private static final int NODE_CELLS = 20;
  private static final int FINE = 3;
  private static final int MOST_MAPS = 128;
  private static final int FIRST_SPEED = 30;

  /// When a training stops by itself.
  ///
  /// @param epoch after so many epochs; 0 for never
  /// @param loss when the test loss is no greater; 0 for never
  /// @param accuracy when as great a share of the test points is right; 0 for never
  /// @param patience after so many epochs without a lower test loss, with the network of the best
  ///   epoch; 0 for never
  record Stop(int epoch, double loss, Double accuracy, Integer patience) {
    Stop {
      // What was saved before these two existed has neither.
      accuracy = accuracy == null ? 0 : accuracy;
      patience = patience == null ? 0 : patience;
      if (epoch < 0 || !(loss >= 0) || !(accuracy >= 0 && accuracy <= 1) || patience < 0) {
        throw Refusal.bad(
            "Para parar sola se espera un número de épocas, una pérdida o una paciencia desde 0, o"
                + " una parte de aciertos de 0 a 1.",
            "To stop by itself it needs a number of epochs, a loss or a patience from 0, or a share"
                + " of right answers from 0 to 1.");
      }
    }

    static Stop never() {
      return new Stop(0, 0, 0.0, 0);
    }

    private boolean reached(PlaygroundRun run) {
      return epoch > 0 && run.playground().epochs() >= epoch
          || loss > 0 && run.last().test() <= loss
          || accuracy > 0 && accuracy(run) >= accuracy;
    }

    private static double accuracy(PlaygroundRun run) {
      return PlaygroundScores.of(run.playground(), run.playground().test()).accuracy();
    }

    /// Whether nothing has got better for long enough; asked after every epoch.
    private boolean isPastBest(PlaygroundRun run) {
      return patience > 0 && run.last().epoch() - run.best().epoch() >= patience;
    }
  }

  /// What a page draws, with the losses since the frame before.
  record Frame(
      long version,
      String link,
      int epoch,
      boolean playing,
      double rate,
      double rateNow,
      double train,
      double test,
      double[][] biases,
      double[][][] weights,
      boolean[][][] dead,
      double[][][] norms,
      PlaneMaps maps,
      PlaygroundScores trainScores,
      PlaygroundScores testScores,
      double trainAccuracy,
      double testAccuracy,
      List<PlaygroundRun.Losses> recent) {}

  /// What a page needs once.
  record Whole(
      String id,
      String link,
      List<Point> own,
      List<Point> train,
      List<Point> test,
      List<PlaygroundRun.Losses> losses,
      int speed,
      Stop stop,
      Frame frame,
      List<PlaygroundDoctor.Finding> findings) {}

  /// What is kept from one day to the next, beside the link.
  record Kept(List<Point> own, int speed, Stop stop, PlaygroundRun.Saved run) {}

  private final String id;
  private PlaygroundLink link;
  private List<Point> own;
  private PlaygroundRun run;
  private Stop stop = Stop.never();

  /// A training before its first epoch.
  PatioSession(String id, PlaygroundLink link, List<Point> own) {
    super("patio-" + id, FIRST_SPEED, false, true);
    this.id = id;
    start(link, own);
    begin();
  }

  /// A training that goes on.
  PatioSession(String id, PlaygroundLink link, Kept kept, boolean playing) {
    super("patio-" + id, kept.speed(), playing, false);
    this.id = id;
    this.link = link;
    this.own = kept.own();
    this.run = new PlaygroundRun(link, kept.own(), kept.run());
    this.stop = kept.stop();
    begin();
  }

  private void start(PlaygroundLink next, List<Point> points) {
    PlaygroundRun fresh = new PlaygroundRun(next, points);
    int count = fresh.playground().parameters().count();
    if (count > MOST_PARAMETERS) {
      throw Refusal.bad(
          "Esta red tiene " + count + " parámetros; aquí caben " + MOST_PARAMETERS + ".",
          "This network has " + count + " parameters; there is room for " + MOST_PARAMETERS + ".");
    }
    link = next;
    own = List.copyOf(points);
    run = fresh;
  }

  @Override
  void turn() {
    run.epoch();
  }

  @Override
  boolean isDone() {
    return stop.reached(run) || stop.isPastBest(run);
  }

  @Override
  void ended() {
    if (stop.isPastBest(run)) {
      run.rewind(run.best().epoch());
    }
  }

  @Override
  void goOn() {
    stop = Stop.never();
  }

  void rewind(int epoch) {
    change(
        () -> {
          pause();
          run.rewind(epoch);
          if (epoch == 0) {
            run.rate(link.learningRate());
          } else {
            link = link.with("learningRate", Double.toString(run.playground().rate()));
          }
        });
  }

  /// Another link, and with it another training.
  void link(PlaygroundLink next, List<Point> points, boolean goOn) {
    change(
        () -> {
          start(next, points);
          if (!goOn) {
            pause();
          }
        });
  }

  /// What of the link changes nothing that is trained: how it is shown.
  void shown(PlaygroundLink next) {
    change(() -> link = next);
  }

  void rate(double rate) {
    change(
        () -> {
          run.rate(rate);
          link = link.with("learningRate", Double.toString(rate));
        });
  }

  void set(int layer, int node, Optional<Integer> from, double value) {
    change(() -> run.set(layer, node, from, value));
  }

  void stopAt(Stop next) {
    change(() -> stop = next);
  }

  PlaygroundLink link() {
    return look(() -> link);
  }

  Whole whole() {
    return look(
        () -> {
          Playground playground = run.playground();
          return new Whole(
              id,
              link.text(),
              own,
              playground.train(),
              playground.test(),
              run.losses(),
              speed(),
              stop,
              frame(playground.epochs()),
              PlaygroundDoctor.look(run));
        });
  }

  /// Looks at the training between two epochs.
  <T> T look(Function<PlaygroundRun, T> what) {
    return look(() -> what.apply(run));
  }

  /// Waits for something newer than a frame, or a second.
  ///
  /// @return nothing if there is nothing newer
  Optional<Frame> next(Optional<Frame> last) throws InterruptedException {
    return after(
        last.map(Frame::version).orElse(0L),
        () -> frame(last.map(Frame::epoch).orElse(Integer.MAX_VALUE)));
  }

  private Frame frame(int since) {
    Playground playground = run.playground();
    PlaygroundRun.Losses losses = run.last();
    Parameters now = playground.parameters();
    int nodes = link.networkShape().stream().mapToInt(n -> n).sum();
    int cells = nodes <= MOST_MAPS ? NODE_CELLS : 1;
    PlaygroundScores train = PlaygroundScores.of(playground, playground.train());
    PlaygroundScores test = PlaygroundScores.of(playground, playground.test());
    return new Frame(
        version(),
        link.text(),
        losses.epoch(),
        isPlaying(),
        playground.rate(),
        playground.rateNow(),
        losses.train(),
        losses.test(),
        now.biases(),
        now.weights(),
        now.dead(),
        now.memory().norms(),
        PlaneMaps.of(playground, cells, NODE_CELLS * FINE / cells),
        train,
        test,
        train.accuracy(),
        test.accuracy(),
        run.losses().stream().filter(l -> l.epoch() > since).toList());
  }

  /// What to save if anything changed since the last time.
  Optional<Kept> unsaved() {
    return unsaved(() -> new Kept(own, speed(), stop, run.save()));
  }
}
