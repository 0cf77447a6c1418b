package dev.cien.cli;

/// What is said if Ctrl-C or a signal ends the process while this is open. Once the process is
/// ending nothing else can be done.
final class Farewell implements AutoCloseable {
  private final Thread hook;

  Farewell(Runnable words) {
    hook = new Thread(words, "cien-farewell");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending, and the hook speaks.
    }
  }
}
