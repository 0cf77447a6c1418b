package dev.cien.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
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
        .println(
            "cien: " + visible(sentence(explain(e))) + " " + terminal.text("error.seeHelp", name));
    trace(e);
    return Exit.USAGE;
  }

  @Override
  public int handleExecutionException(
      Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    if (e instanceof ParameterException wrong) {
      return handleParseException(wrong, new String[0]);
    }
    return report(e);
  }

  /// Says what went wrong and gives the exit code.
  int report(Throwable e) {
    String text = Reasons.of(terminal, e);
    // The command's own sentences may bring a list; what libraries say is made one line.
    terminal.err().println("cien: " + visible(e instanceof Failure ? text : Reasons.oneLine(text)));
    trace(e);
    return e instanceof Failure failure ? failure.code() : Exit.FAILED;
  }

  private void trace(Throwable e) {
    if (verbose) {
      e.printStackTrace(terminal.err());
    }
  }

  /// What the parser found, in the terminal's language; its own words where they are rare ones.
  private String explain(ParameterException e) {
    return switch (e) {
      case UnmatchedArgumentException unmatched -> unmatched(unmatched);
      case MissingParameterException missing -> terminal.text("error.missing", missing(missing));
      case OverwrittenOptionException twice ->
          terminal.text("error.twice", name(twice.getOverwritten()));
      case ParameterException wrong when wrong.getArgSpec() != null && wrong.getValue() != null ->
          terminal.text(
              "error.badValue", name(wrong.getArgSpec()), wanted(wrong.getArgSpec()), e.getValue());
      default -> e.getMessage();
    };
  }

  private static String name(ArgSpec arg) {
    return arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel();
  }

  private String wanted(ArgSpec arg) {
    Class<?> type = arg.isMultiValue() ? arg.auxiliaryTypes()[0] : arg.type();
    if (Map.class.isAssignableFrom(arg.type())) {
      return arg.paramLabel();
    }
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(value -> value.toString().toLowerCase(Locale.ROOT))
          .collect(Collectors.joining(", "));
    }
    if (type == boolean.class) {
      return terminal.text("error.nothing");
    }
    return terminal.text(
        type == Double.class || type == double.class ? "error.number" : "error.whole");
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
    return Nearest.of(bare, known)
        .map(name -> sentence(kind) + " " + terminal.text("error.didYouMean", name))
        .orElse(kind);
  }

  private static String missing(MissingParameterException e) {
    return e.getMissing().stream().map(Errors::name).collect(Collectors.joining(", "));
  }

  /// Without control characters, which a damaged file or a model that writes bytes brings into a
  /// text and which could drive the terminal.
  static String visible(String text) {
    return text.replaceAll("[\\p{Cntrl}&&[^\n]]", "\uFFFD");
  }

  private static String sentence(String text) {
    String line = Reasons.oneLine(text);
    return line.endsWith(".") || line.endsWith("?") ? line : line + ".";
  }
}
