package dev.cien.cli;

import dev.cien.data.DataUnavailableException;
import dev.cien.io.FileFormatException;
import dev.cien.io.IoReason;
import dev.cien.recipes.InputException;
import dev.cien.tensor.TensorException;
import dev.cien.train.TrainEvent;
import dev.cien.train.TrainException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/// What went wrong, in the terminal's language.
///
/// The libraries speak English, to developers, and say details that only they know. Where a learner
/// meets them, a sentence in the learner's language goes in front; in English their own words are
/// enough.
final class Reasons {
  private Reasons() {}

  static String of(Terminal terminal, Throwable e) {
    // Whatever a lack of memory was wrapped into on its way here.
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError) {
        return terminal.text("error.memory", Runtime.getRuntime().maxMemory() >> 20);
      }
    }
    return switch (e) {
      case Failure failure -> failure.getMessage();
      case InputException input -> input.text().in(terminal.messages().language().locale());
      case TrainException train -> terminal.text(key(train.reason()), train.getMessage());
      case DataUnavailableException data -> terminal.text("error.data", data.getMessage());
      case FileFormatException format -> terminal.text("error.format", format.getMessage());
      case TensorException tensor -> terminal.text("error.tensor", tensor.getMessage());
      case UncheckedIOException io -> file(terminal, io.getCause(), io.getMessage());
      case IOException io -> file(terminal, io, io.getMessage());
      default -> other(terminal, e);
    };
  }

  /// A library's message, which may have several lines, as part of a sentence.
  static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  /// What is not as it should be although training goes on.
  static String of(Terminal terminal, TrainEvent.Warned warned) {
    String key =
        switch (warned.about()) {
          case DAMAGED_CHECKPOINT -> "warning.checkpoint";
          case NO_CHECKPOINT -> "warning.noCheckpoint";
        };
    return terminal.text(key, oneLine(warned.message()));
  }

  private static String key(TrainException.Reason reason) {
    return switch (reason) {
      case NOT_FINITE -> "error.notFinite";
      case CANNOT_WRITE -> "error.cannotWrite";
      case IN_USE -> "error.inUse";
      case HOLDS_A_RUN -> "error.holdsRun";
      case NOTHING_TO_RESUME -> "error.nothingToResume";
      case OTHER -> "error.training";
    };
  }

  /// Files that cannot be read or written; the message of a file exception says only the path.
  private static String file(Terminal terminal, IOException cause, String message) {
    return switch (cause) {
      case NoSuchFileException absent -> terminal.text("error.noFile", absent.getFile());
      case AccessDeniedException denied -> terminal.text("error.access", denied.getFile());
      case FileSystemException file when file.getReason() != null ->
          terminal.text("error.file", file.getFile() + ": " + file.getReason());
      default -> terminal.text("error.io", message == null ? IoReason.of(cause) : message);
    };
  }

  /// A bug, unless it explains itself: then its class is half of what there is to say.
  private static String other(Terminal terminal, Throwable e) {
    boolean plain =
        e.getMessage() == null
            || e instanceof NullPointerException
            || e instanceof IndexOutOfBoundsException;
    return plain ? e + " " + terminal.text("error.verbose") : e.getMessage();
  }
}
