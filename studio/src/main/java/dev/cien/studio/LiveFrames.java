package dev.cien.studio;

import io.javalin.http.sse.SseClient;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Sends what is new of a training, at most twenty times a second, and something every second, so
/// that a page that has gone is noticed. Each page has its own pace; none holds up the training.
/// Once the login that asked for them has ended, a last event says so and there are no more.
final class LiveFrames {
  private static final long FRAME_MS = 50;
  private static final long LOOK_NANOS = 1_000_000_000;

  private LiveFrames() {}

  /// Waits for a frame that is newer than another one.
  ///
  /// @param <F> the frames
  interface Source<F> {
    /// The next one; nothing if there is none within a second.
    ///
    /// @param last the one that was sent last, empty at the beginning
    Optional<F> after(Optional<F> last) throws InterruptedException;
  }

  static <F> void send(SseClient client, LiveSession session, Source<F> source) {
    BooleanSupplier stays = Gate.stays(client.ctx());
    client.keepAlive();
    Thread.ofVirtual()
        .name("frames")
        .start(
            () -> {
              try {
                sendAll(client, session, source, stays);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } finally {
                client.close();
              }
            });
  }

  private static <F> void sendAll(
      SseClient client, LiveSession session, Source<F> source, BooleanSupplier stays)
      throws InterruptedException {
    Optional<F> last = Optional.empty();
    long looked = System.nanoTime();
    while (!client.terminated()) {
      Optional<F> next = source.after(last);
      boolean over = session.isOver();
      if (over || System.nanoTime() - looked >= LOOK_NANOS) {
        looked = System.nanoTime();
        if (!stays.getAsBoolean()) {
          client.sendEvent("left", Map.of());
          return;
        }
      }
      if (next.isPresent()) {
        last = next;
        client.sendEvent("frame", Json.text(next.get()));
      } else if (over) {
        return;
      } else {
        client.sendEvent("calm", Map.of());
      }
      Thread.sleep(FRAME_MS);
    }
  }
}
