package dev.cien.tensor.graph;

import java.lang.StackWalker.StackFrame;
import java.util.Iterator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The user's line that recorded an operation: the innermost stack frame outside the engine.
///
/// @param operation the method of the engine that the line called, `indexSelect` for instance
public record Site(String className, String method, String file, int line, String operation) {
  /// No line is known.
  public static final Site NONE = new Site("", "", "", 0, "");

  private static final StackWalker WALKER = StackWalker.getInstance();
  private static final String ENGINE = "dev.cien.tensor.";

  /// The packages that people call to build a model: an error of theirs belongs to the caller. The
  /// layers' lines are sites of operations all the same, because they say more than the caller's.
  private static final Pattern LIBRARY =
      Pattern.compile("dev\\.cien\\.(tensor|nn|optim|data|io)\\..*");

  /// The line that is calling the engine now.
  public static Site here() {
    return WALKER.walk(Site::first);
  }

  /// Whether there is such a line: a thread may begin within the engine.
  public boolean isKnown() {
    return !className.isEmpty();
  }

  /// What messages call the operation: the layer or loss whose line this is, `Embedding` for
  /// instance, or else the method that the line called.
  public String called() {
    String simple = className.substring(className.lastIndexOf('.') + 1);
    return isLibrary(className, file) ? simple.split("\\$")[0] : operation;
  }

  private static Site first(Stream<StackFrame> frames) {
    String operation = "tensor";
    for (Iterator<StackFrame> each = frames.iterator(); each.hasNext(); ) {
      StackFrame frame = each.next();
      if (isJdk(frame.getClassName())) {
        continue;
      }
      if (!isEngine(frame.getClassName(), frame.getFileName())) {
        return of(frame, operation);
      }
      if (isNamed(frame.getMethodName())) {
        operation = frame.getMethodName();
      }
    }
    return new Site("", "", "", 0, operation);
  }

  /// Whether a method has a name in the source: it is neither a lambda nor a constructor.
  private static boolean isNamed(String method) {
    return method.indexOf('$') < 0 && method.charAt(0) != '<';
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

  private static Site of(StackFrame frame, String operation) {
    return new Site(
        frame.getClassName(),
        frame.getMethodName(),
        String.valueOf(frame.getFileName()),
        frame.getLineNumber(),
        operation);
  }

  @Override
  public String toString() {
    return isKnown() ? className + "." + method + "(" + file + ":" + line + ")" : "(unknown line)";
  }
}
