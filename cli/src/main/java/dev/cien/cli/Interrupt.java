package dev.cien.cli;

import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;

/// Turns Ctrl-C, SIGTERM and a closed terminal into a wish: training stops at its next step
/// boundary, saves, and the process ends with code 130. A second Ctrl-C ends it at once.
///
/// The signal is taken before the JVM starts to shut down: shutdown hooks of the JDK would close
/// the pictures that are being written. `sun.misc.Signal` is the only way there; it is called by
/// reflection because the compiler warns of every other use. Where it does not exist, the signals
/// keep their usual effect and what is lost is the work since the last checkpoint.
final class Interrupt implements AutoCloseable {
  private static final int SECOND_SIGNAL = 130;

  private final Map<String, Object> before = new LinkedHashMap<>();
  private volatile boolean asked;

  Interrupt() {
    for (String signal : new String[] {"INT", "TERM", "HUP"}) {
      take(signal);
    }
  }

  private void take(String signal) {
    try {
      Class<?> type = Class.forName("sun.misc.SignalHandler");
      Object handler =
          Proxy.newProxyInstance(
              type.getClassLoader(),
              new Class<?>[] {type},
              (_, method, _) -> {
                if (method.getName().equals("handle")) {
                  answer();
                }
                return null;
              });
      before.put(signal, install(signal, handler));
    } catch (ReflectiveOperationException | RuntimeException e) {
      System.getLogger(Interrupt.class.getName())
          .log(System.Logger.Level.DEBUG, "SIG" + signal + " keeps its usual effect", e);
    }
  }

  private static Object install(String signal, Object handler) throws ReflectiveOperationException {
    Class<?> type = Class.forName("sun.misc.Signal");
    Class<?> handlers = Class.forName("sun.misc.SignalHandler");
    Object named = type.getConstructor(String.class).newInstance(signal);
    return type.getMethod("handle", type, handlers).invoke(null, named, handler);
  }

  private void answer() {
    if (asked) {
      Runtime.getRuntime().halt(SECOND_SIGNAL);
    }
    asked = true;
  }

  /// Whether somebody asked to stop.
  boolean asked() {
    return asked;
  }

  /// Gives the signals back.
  @Override
  public void close() {
    before.forEach(
        (signal, handler) -> {
          try {
            install(signal, handler);
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot restore SIG" + signal, e);
          }
        });
  }
}
