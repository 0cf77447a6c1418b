package dev.cien.studio;

/// Another program already listens at the port that was asked for.
public final class PortTakenException extends Exception {
  private static final long serialVersionUID = 1;

  private final int port;

  PortTakenException(int port, Throwable cause) {
    super("studio: port " + port + " is taken by another program. Fix: choose another one.", cause);
    this.port = port;
  }

  /// The port.
  public int port() {
    return port;
  }
}
