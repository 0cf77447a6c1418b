package dev.cien.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.lang.reflect.Constructor;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import picocli.CommandLine;

/// The `cien` command.
///
/// Exit codes: 0 done, 1 failed, 2 asked for something that does not exist, 130 interrupted. With
/// `--json` standard output carries JSON lines and nothing else; progress and errors go to standard
/// error.
public final class Main {
  private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

  private Main() {}

  /// Runs one command and exits with its code.
  public static void main(String[] args) {
    PrintStream out = stream(FileDescriptor.out);
    PrintStream err = stream(FileDescriptor.err);
    boolean watched = System.console() != null && System.console().isTerminal();
    int columns = watched ? columns() : Terminal.DEFAULT_COLUMNS;
    int code = run(List.of(args), out, err, watched, columns, System.getenv());
    out.flush();
    err.flush();
    System.exit(code);
  }

  /// Runs one command; for tests and for programs that embed it.
  ///
  /// @param args the command's words
  /// @param out standard output
  /// @param err standard error
  /// @param environment the variables to look at, such as `CIEN_LANG`
  /// @return the exit code
  public static int run(
      List<String> args, PrintStream out, PrintStream err, Map<String, String> environment) {
    return run(args, out, err, false, Terminal.DEFAULT_COLUMNS, environment);
  }

  private static int run(
      List<String> args,
      PrintStream out,
      PrintStream err,
      boolean watched,
      int columns,
      Map<String, String> environment) {
    Language language = Messages.choose(value(args, "--lang"), environment, Locale.getDefault());
    Terminal terminal = new Terminal(out, err, Messages.of(language), watched, columns);
    return execute(commandLine(terminal, args), terminal, args);
  }

  /// Runs a command, with errors as one line.
  static int execute(CommandLine command, Terminal terminal, List<String> args) {
    Errors errors = new Errors(terminal, args.contains("--verbose"));
    command
        .setParameterExceptionHandler(errors)
        .setExecutionExceptionHandler(errors)
        .setExecutionStrategy(
            parsed -> {
              Keys.checkOnce(terminal, parsed);
              return new CommandLine.RunLast().execute(parsed);
            });
    try {
      return command.execute(args.toArray(String[]::new));
    } catch (OutOfMemoryError e) {
      // The parser hands on exceptions only.
      return errors.report(e);
    }
  }

  /// The command with all its sub-commands.
  static CommandLine commandLine(Terminal terminal) {
    return commandLine(terminal, List.of());
  }

  /// The command with the sub-command that the first word names, or with all of them if it names
  /// none: describing all takes a good part of a second.
  private static CommandLine commandLine(Terminal terminal, List<String> args) {
    List<Class<?>> named =
        Cien.COMMANDS.stream()
            .filter(one -> !args.isEmpty() && args.getFirst().equals(name(one)))
            // It writes down what all of them take.
            .filter(one -> one != CompletionCommand.class)
            .toList();
    return commandLine(terminal, new Cien(terminal), named.isEmpty() ? Cien.COMMANDS : named);
  }

  private static String name(Class<?> command) {
    return command.getAnnotation(CommandLine.Command.class).name();
  }

  /// One command with the sub-commands that its class names.
  static CommandLine commandLine(Terminal terminal, Object command) {
    return commandLine(terminal, command, List.of());
  }

  private static CommandLine commandLine(
      Terminal terminal, Object command, List<Class<?>> subcommands) {
    CommandLine line = new CommandLine(command, new Commands(terminal));
    subcommands.forEach(line::addSubcommand);
    return line.setResourceBundle(terminal.messages().bundle())
        .setOut(new PrintWriter(terminal.out(), true))
        .setErr(new PrintWriter(terminal.err(), true))
        .setUsageHelpWidth(Math.clamp(terminal.columns(), 80, 120))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setAbbreviatedOptionsAllowed(false);
  }

  /// Makes a command: with the terminal where it asks for one.
  private record Commands(Terminal terminal) implements CommandLine.IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      for (Constructor<?> constructor : type.getDeclaredConstructors()) {
        if (Arrays.equals(constructor.getParameterTypes(), new Class<?>[] {Terminal.class})) {
          return type.cast(constructor.newInstance(terminal));
        }
      }
      return CommandLine.defaultFactory().create(type);
    }
  }

  private static String value(List<String> args, String option) {
    for (int i = 0; i < args.size(); i++) {
      if (args.get(i).startsWith(option + "=")) {
        return args.get(i).substring(option.length() + 1);
      }
      if (args.get(i).equals(option) && i + 1 < args.size()) {
        return args.get(i + 1);
      }
    }
    return null;
  }

  /// UTF-8 wherever the system does not insist on another encoding; a `C` locale, usual in
  /// containers, does not.
  private static PrintStream stream(FileDescriptor descriptor) {
    String console = System.getProperty("stdout.encoding");
    Charset charset =
        WINDOWS && console != null ? Charset.forName(console) : StandardCharsets.UTF_8;
    return new PrintStream(new FileOutputStream(descriptor), true, charset);
  }

  /// The terminal's width, asked of the terminal itself.
  private static int columns() {
    List<String> question = WINDOWS ? List.of("cmd", "/c", "mode", "con") : List.of("stty", "size");
    try {
      Process answer =
          new ProcessBuilder(question).redirectInput(ProcessBuilder.Redirect.INHERIT).start();
      if (answer.waitFor(1, TimeUnit.SECONDS) && answer.exitValue() == 0) {
        return columns(
            new String(answer.getInputStream().readAllBytes(), Charset.defaultCharset()));
      }
    } catch (IOException e) {
      // Not a terminal that can say: the default will do.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Terminal.DEFAULT_COLUMNS;
  }

  /// Both `stty size` and `mode con`, in whatever language, name the lines first and the columns
  /// second.
  static int columns(String answer) {
    return Pattern.compile("\\d{1,4}")
        .matcher(answer)
        .results()
        .skip(1)
        .map(match -> Integer.parseInt(match.group()))
        .findFirst()
        .filter(columns -> columns > 0)
        .orElse(Terminal.DEFAULT_COLUMNS);
  }
}
