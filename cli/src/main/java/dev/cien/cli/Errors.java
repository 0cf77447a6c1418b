package dev.cien.cli;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Turns what went wrong into one line on standard error and an exit code; `--verbose` adds the
/// stack trace.
final class Errors
    implements CommandLine.IParameterExceptionHandler, CommandLine.IExecutionExceptionHandler {
  private final Terminal terminal;
  private final boolean verbose;

  Errors(Terminal terminal, boolean verbose) {
    this.terminal = terminal;
    this.verbose = verbose;
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    String name = e.getCommandLine().getCommandSpec().qualifiedName();
    terminal
        .err()
        .println("cien: " + sentence(explain(e)) + " " + terminal.text("error.seeHelp", name));
    trace(e);
    return Exit.USAGE;
  }

  @Override
  public int handleExecutionException(
      Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    if (e instanceof ParameterException wrong) {
      return handleParseException(wrong, new String[0]);
    }
    terminal.err().println("cien: " + oneLine(message(e)));
    trace(e);
    return e instanceof Failure failure ? failure.code() : Exit.FAILED;
  }

  private void trace(Exception e) {
    if (verbose) {
      e.printStackTrace(terminal.err());
    }
  }

  /// What the parser found, in the terminal's language; its own words where they are rare ones.
  private String explain(ParameterException e) {
    return switch (e) {
      case UnmatchedArgumentException unmatched -> unmatched(unmatched);
      case MissingParameterException missing -> terminal.text("error.missing", missing(missing));
      default -> {
        // The parser wraps what a setter or a converter says.
        Throwable cause = e.getCause();
        yield cause instanceof Failure ? cause.getMessage() : e.getMessage();
      }
    };
  }

  private String unmatched(UnmatchedArgumentException e) {
    String word = e.getUnmatched().getFirst();
    CommandLine command = e.getCommandLine();
    boolean option = word.startsWith("-");
    List<String> known =
        option
            ? command.getCommandSpec().options().stream().map(o -> o.longestName()).toList()
            : List.copyOf(command.getSubcommands().keySet());
    String kind = terminal.text(option ? "error.unknownOption" : "error.unknownWord", word);
    String bare = option && word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
    return kind
        + Nearest.of(bare, known)
            .map(name -> " " + terminal.text("error.didYouMean", name))
            .orElse("");
  }

  private static String missing(MissingParameterException e) {
    return e.getMissing().stream()
        .map(arg -> arg.isOption() ? arg.toString() : arg.paramLabel())
        .collect(Collectors.joining(", "));
  }

  private String message(Throwable e) {
    if (e instanceof UncheckedIOException && e.getCause() != null && e.getMessage() == null) {
      return e.getCause().toString();
    }
    if (e instanceof OutOfMemoryError) {
      return terminal.text("error.memory", Runtime.getRuntime().maxMemory() >> 20);
    }
    // A bug, not a mistake of the person: its class is half of what there is to say.
    boolean plain =
        e.getMessage() == null
            || e instanceof NullPointerException
            || e instanceof IndexOutOfBoundsException;
    return plain ? e + " " + terminal.text("error.verbose") : e.getMessage();
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  private static String sentence(String text) {
    String line = oneLine(text);
    return line.endsWith(".") || line.endsWith("?") ? line : line + ".";
  }
}
