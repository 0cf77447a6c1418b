package dev.cien.tensor.graph;

/// The user's line that recorded an operation: the innermost stack frame outside the engine.
public record Site(String className, String method, String file, int line) {
  /// No line is known.
  public static final Site NONE = new Site("", "", "", 0);

  private static final StackWalker WALKER = StackWalker.getInstance();
  private static final String ENGINE = "dev.cien.tensor.";

  /// The line that is calling the engine now.
  public static Site here() {
    return WALKER.walk(
        frames -> frames.filter(Site::isOutside).findFirst().map(Site::of).orElse(NONE));
  }

  private static boolean isOutside(StackWalker.StackFrame frame) {
    return !isEngine(frame.getClassName(), frame.getFileName());
  }

  /// Whether a stack frame is the engine's own; its tests count as users.
  public static boolean isEngine(String className, String file) {
    return className.startsWith(ENGINE) && (file == null || !file.endsWith("Test.java"));
  }

  private static Site of(StackWalker.StackFrame frame) {
    return new Site(
        frame.getClassName(),
        frame.getMethodName(),
        String.valueOf(frame.getFileName()),
        frame.getLineNumber());
  }

  @Override
  public String toString() {
    return this.equals(NONE)
        ? "(unknown line)"
        : className + "." + method + "(" + file + ":" + line + ")";
  }
}
