package dev.cien.studio.store;

/// Somebody else already has the name that was asked for.
public final class NameTakenException extends Exception {
  private static final long serialVersionUID = 1;

  NameTakenException() {
    super("studio: the name is taken", null, false, false);
  }
}
