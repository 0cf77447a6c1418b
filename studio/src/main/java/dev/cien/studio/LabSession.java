package dev.cien.studio;

import dev.cien.recipes.Settings;
import dev.cien.recipes.live.LiveState;
import dev.cien.recipes.live.LiveTraining;
import java.util.Map;
import java.util.Optional;

/// One training of a laboratory in the server.
final class LabSession extends LiveSession {
  /// Makes trainings of one laboratory from settings that were chosen.
  interface Maker {
    LiveTraining make(Map<String, String> chosen);
  }

  /// What a page draws.
  record Frame(long version, long step, boolean playing, boolean finished, Object shown) {}

  /// What a page needs once.
  record Whole(
      String id, Map<String, String> settings, int speed, long made, Object still, Frame frame) {}

  /// What is kept, beside the settings.
  record Kept(int speed, Map<String, String> state) {}

  private final String id;
  private LiveTraining training;
  // Which training of this session it is: pages ask for everything again when it changes.
  private long made = System.currentTimeMillis();

  /// A training before its first step.
  LabSession(String id, LiveTraining training) {
    super("lab-" + id, 0, false, true);
    this.id = id;
    this.training = training;
    begin();
  }

  /// A training that goes on.
  LabSession(String id, LiveTraining training, Kept kept, boolean playing) {
    super("lab-" + id, kept.speed(), playing, false);
    this.id = id;
    this.training = training;
    training.restore(LiveState.read(kept.state()));
    begin();
  }

  @Override
  void turn() {
    if (!training.isFinished()) {
      training.train();
    }
  }

  @Override
  boolean isDone() {
    return training.isFinished();
  }

  @Override
  void goOn() {
    pause();
  }

  /// Another training in the place of this one.
  void restart(LiveTraining next, boolean goOn) {
    change(
        () -> {
          training = next;
          made++;
          if (!goOn) {
            pause();
          }
        });
  }

  void tune(String key, String value) {
    change(() -> training.tune(key, value));
  }

  Settings settings() {
    return look(() -> training.settings());
  }

  Object ask(Map<String, String> question) {
    return look(() -> training.ask(question));
  }

  Whole whole() {
    return look(
        () ->
            new Whole(id, training.settings().values(), speed(), made, training.still(), frame()));
  }

  /// Waits for something newer than a frame, or a second.
  Optional<Frame> next(Optional<Frame> last) throws InterruptedException {
    return after(last.map(Frame::version).orElse(0L), this::frame);
  }

  private Frame frame() {
    return new Frame(
        version(), training.step(), isPlaying(), training.isFinished(), training.frame());
  }

  /// What to save if anything changed since the last time.
  Optional<Kept> unsaved() {
    return unsaved(() -> new Kept(speed(), LiveState.text(training.state())));
  }
}
