package dev.cien.studio;

import dev.cien.course.playground.Parameters;
import dev.cien.course.playground.PlaneMaps;
import dev.cien.course.playground.Playground;
import dev.cien.course.playground.PlaygroundDoctor;
import dev.cien.course.playground.PlaygroundLink;
import dev.cien.course.playground.PlaygroundRun;
import dev.cien.course.playground.PlaygroundScores;
import dev.cien.course.playground.Point;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// One training of the playground in the server. It goes on while nobody looks; pages ask for
/// frames as often as they can show them.
///
/// All methods may be called from any thread. A lock that is handed over in turn lets a page read
/// between two epochs, however fast they follow.
final class PatioSession implements AutoCloseable {
  static final int MOST_PARAMETERS = 20_000;

  private static final int NODE_CELLS = 20;
  private static final int FINE = 3;
  private static final int MOST_MAPS = 128;
  private static final long NANOS = 1_000_000_000;

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
  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition changed = lock.newCondition();
  private final Thread trainer;
  private PlaygroundLink link;
  private List<Point> own;
  private PlaygroundRun run;
  private Stop stop = Stop.never();
  private int speed = 30;
  private boolean playing;
  private boolean over;
  private boolean unsaved = true;
  // Grows from one start of the studio to the next, too: pages tell old from new by it.
  private long version = System.currentTimeMillis() * 1000;

  /// A training before its first epoch.
  PatioSession(String id, PlaygroundLink link, List<Point> own) {
    this.id = id;
    start(link, own);
    this.trainer = begin();
  }

  /// A training that goes on.
  PatioSession(String id, PlaygroundLink link, Kept kept, boolean playing) {
    this.id = id;
    this.link = link;
    this.own = kept.own();
    this.run = new PlaygroundRun(link, kept.own(), kept.run());
    this.speed = kept.speed();
    this.stop = kept.stop();
    this.playing = playing;
    this.unsaved = false;
    this.trainer = begin();
  }

  /// A thread of the system's own: training would not let go of one that others share.
  private Thread begin() {
    return Thread.ofPlatform()
        .daemon()
        .name("patio-" + id)
        .priority(Thread.MIN_PRIORITY)
        .start(this::train);
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

  private void train() {
    long due = System.nanoTime();
    while (true) {
      lock.lock();
      try {
        while (!playing && !over) {
          changed.awaitUninterruptibly();
          due = System.nanoTime();
        }
        if (over) {
          return;
        }
        run.epoch();
        if (stop.isPastBest(run)) {
          playing = false;
          run.rewind(run.best().epoch());
        } else if (stop.reached(run)) {
          playing = false;
        }
        touched();
        due =
            speed == 0
                ? System.nanoTime()
                : Math.max(due, System.nanoTime() - NANOS / 5) + NANOS / speed;
      } finally {
        lock.unlock();
      }
      rest(due - System.nanoTime());
    }
  }

  private static void rest(long nanos) {
    if (nanos <= 0) {
      // Others of this machine's few threads get their turn.
      Thread.yield();
      return;
    }
    try {
      Thread.sleep(Duration.ofNanos(nanos));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void touched() {
    version++;
    unsaved = true;
    changed.signalAll();
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      touched();
    } finally {
      lock.unlock();
    }
  }

  void play(boolean on) {
    change(
        () -> {
          playing = on;
          if (on && (stop.reached(run) || stop.isPastBest(run))) {
            stop = Stop.never();
          }
        });
  }

  void step() {
    change(
        () -> {
          playing = false;
          run.epoch();
        });
  }

  void rewind(int epoch) {
    change(
        () -> {
          playing = false;
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
          boolean before = playing;
          start(next, points);
          playing = goOn && before;
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

  void speed(int epochsPerSecond) {
    if (epochsPerSecond < 0 || epochsPerSecond > 1000) {
      throw Refusal.bad(
          "La velocidad va de 0 (toda) a 1000 épocas por segundo.",
          "Speed goes from 0 (all there is) to 1000 epochs a second.");
    }
    change(() -> speed = epochsPerSecond);
  }

  void stopAt(Stop next) {
    change(() -> stop = next);
  }

  PlaygroundLink link() {
    lock.lock();
    try {
      return link;
    } finally {
      lock.unlock();
    }
  }

  /// Whether it was closed.
  boolean isOver() {
    lock.lock();
    try {
      return over;
    } finally {
      lock.unlock();
    }
  }

  boolean isPlaying() {
    lock.lock();
    try {
      return playing;
    } finally {
      lock.unlock();
    }
  }

  Whole whole() {
    lock.lock();
    try {
      Playground playground = run.playground();
      return new Whole(
          id,
          link.text(),
          own,
          playground.train(),
          playground.test(),
          run.losses(),
          speed,
          stop,
          frame(run.playground().epochs()),
          PlaygroundDoctor.look(run));
    } finally {
      lock.unlock();
    }
  }

  /// Looks at the training between two epochs.
  <T> T look(Function<PlaygroundRun, T> what) {
    lock.lock();
    try {
      return what.apply(run);
    } finally {
      lock.unlock();
    }
  }

  /// Waits for something newer than a frame, or a second.
  ///
  /// @param seen the version of that frame
  /// @param epoch its epoch
  /// @return nothing if there is nothing newer
  Optional<Frame> after(long seen, int epoch) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = NANOS;
      while (version == seen && !over && left > 0) {
        left = changed.awaitNanos(left);
      }
      return version == seen || over ? Optional.empty() : Optional.of(frame(epoch));
    } finally {
      lock.unlock();
    }
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
        version,
        link.text(),
        losses.epoch(),
        playing,
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
    lock.lock();
    try {
      if (!unsaved) {
        return Optional.empty();
      }
      unsaved = false;
      return Optional.of(new Kept(own, speed, stop, run.save()));
    } finally {
      lock.unlock();
    }
  }

  /// Ends the training thread; what was trained can still be saved.
  @Override
  public void close() {
    change(() -> over = true);
    try {
      trainer.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
