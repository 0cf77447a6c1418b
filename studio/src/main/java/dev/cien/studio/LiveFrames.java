package dev.cien.studio;

import io.javalin.http.sse.SseClient;
import java.util.Map;
import java.util.Optional;

/// Sends what is new of a training, at most twenty times a second, and something every second, so
/// that a page that has gone is noticed. Each page has its own pace; none holds up the training.
final class LiveFrames {
  private static final long FRAME_MS = 50;

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
    client.keepAlive();
    Thread.ofVirtual()
        .name("frames")
        .start(
            () -> {
              Optional<F> last = Optional.empty();
              try {
                while (!client.terminated()) {
                  Optional<F> next = source.after(last);
                  if (next.isPresent()) {
                    last = next;
                    client.sendEvent("frame", Json.text(next.get()));
                  } else if (session.isOver()) {
                    client.close();
                  } else {
                    client.sendEvent("calm", Map.of());
                  }
                  Thread.sleep(FRAME_MS);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } finally {
                client.close();
              }
            });
  }
}
