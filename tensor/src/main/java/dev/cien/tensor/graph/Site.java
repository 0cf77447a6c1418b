package dev.cien.tensor.graph;

import java.util.regex.Pattern;

/// The user's line that recorded an operation: the innermost stack frame outside the engine.
public record Site(String className, String method, String file, int line) {
  /// No line is known.
  public static final Site NONE = new Site("", "", "", 0);

  private static final StackWalker WALKER = StackWalker.getInstance();
  private static final String ENGINE = "dev.cien.tensor.";

  /// The packages that people call to build a model: an error of theirs belongs to the caller. The
  /// layers' lines are sites of operations all the same, because they say more than the caller's.
  private static final Pattern LIBRARY =
      Pattern.compile("dev\\.cien\\.(tensor|nn|optim|data|io)\\..*");

  /// The line that is calling the engine now.
  public static Site here() {
    return WALKER.walk(
        frames -> frames.filter(Site::isOutside).findFirst().map(Site::of).orElse(NONE));
  }

  /// The method of the engine that the user's line called, `sum` for instance: what messages name
  /// where a check serves many methods.
  public static String operation() {
    return WALKER.walk(
        frames ->
            frames
                .takeWhile(frame -> !isOutside(frame))
                .reduce((_, outer) -> outer)
                .map(StackWalker.StackFrame::getMethodName)
                .filter(name -> name.matches("[a-z]\\w*"))
                .orElse("tensor"));
  }

  private static boolean isOutside(StackWalker.StackFrame frame) {
    return !isJdk(frame.getClassName()) && !isEngine(frame.getClassName(), frame.getFileName());
  }

  /// Streams and the like, which stand between the engine and its callers as they please.
  private static boolean isJdk(String className) {
    return className.startsWith("java.") || className.startsWith("jdk.");
  }

  /// Whether a stack frame is the engine's own; its tests count as users.
  private static boolean isEngine(String className, String file) {
    return className.startsWith(ENGINE) && !isTest(file);
  }

  /// Whether a stack frame is that of the engine or of what is built on it for models (layers,
  /// optimizers, data sets, files), or of the JDK.
  public static boolean isLibrary(String className, String file) {
    return isJdk(className) || LIBRARY.matcher(className).matches() && !isTest(file);
  }

  private static boolean isTest(String file) {
    return file != null && file.endsWith("Test.java");
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
