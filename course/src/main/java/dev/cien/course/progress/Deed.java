package dev.cien.course.progress;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/// Something a learner did.
public sealed interface Deed {
  /// A day of the course was finished.
  ///
  /// @param day 1 to 100
  record DayDone(int day) implements Deed {
    /// Checks what it holds.
    ///
    /// @throws ProgressException if there is no such day
    public DayDone {
      checkDay(day);
    }
  }

  /// A day's notes were written or changed.
  ///
  /// @param day 1 to 100
  record NoteWritten(int day) implements Deed {
    /// Checks what it holds.
    ///
    /// @throws ProgressException if there is no such day
    public NoteWritten {
      checkDay(day);
    }
  }

  /// A resource moved to another state; the last one counts.
  ///
  /// @param resource its link, or its title if it has none
  /// @param status where it is now
  record ResourceMoved(String resource, ResourceStatus status) implements Deed {
    /// Checks what it holds.
    ///
    /// @throws ProgressException if the name is empty or too long
    public ResourceMoved {
      checkText("resource", "recurso", resource);
    }
  }

  /// A project moved to another state; the last one counts.
  ///
  /// @param project its title
  /// @param done whether it is finished
  record ProjectMoved(String project, boolean done) implements Deed {
    /// Checks what it holds.
    ///
    /// @throws ProgressException if the title is empty or too long
    public ProjectMoved {
      checkText("project", "proyecto", project);
    }
  }

  /// A run was kept as evidence.
  ///
  /// @param recipe what was run
  /// @param run where it can be found
  /// @param figures what was measured
  record RunKept(String recipe, String run, Map<String, Double> figures) implements Deed {
    /// Checks what it holds.
    ///
    /// @throws ProgressException if a name is empty or too long
    public RunKept {
      checkText("recipe", "receta", recipe);
      checkText("run", "entrenamiento", run);
      figures = Map.copyOf(figures);
    }
  }

  /// Predictions about an experiment were compared with what it gave.
  ///
  /// @param experiment its id
  /// @param day the day it belongs to
  /// @param right how many came true
  /// @param asked how many there were
  /// @param hints how many hints were opened before
  record Predicted(String experiment, int day, int right, int asked, int hints) implements Deed {
    /// Checks what it holds.
    ///
    /// @throws ProgressException if the counts do not fit each other
    public Predicted {
      checkDay(day);
      checkText("experiment", "experimento", experiment);
      if (right < 0 || right > asked || hints < 0) {
        throw new ProgressException(
            "progress: expected 0 to " + asked + " right predictions, found " + right + ".",
            "progreso: se esperaban de 0 a " + asked + " aciertos, se encontraron " + right + ".");
      }
    }
  }

  /// A pause was declared: its dates neither count nor break a streak.
  ///
  /// @param from its first date
  /// @param to its last date
  /// @param reason why; may be empty
  record Paused(LocalDate from, LocalDate to, String reason) implements Deed {
    /// The most days of one pause.
    public static final int MOST_DAYS = 366;

    /// Checks what it holds.
    ///
    /// @throws ProgressException if it ends before it begins, or is longer than [#MOST_DAYS]
    public Paused {
      long days = to.toEpochDay() - from.toEpochDay() + 1;
      if (days < 1 || days > MOST_DAYS) {
        throw new ProgressException(
            "pause: expected 1 to " + MOST_DAYS + " days, found " + days + " from " + from + ".",
            "pausa: se esperaban de 1 a "
                + MOST_DAYS
                + " días, se encontraron "
                + days
                + " desde el "
                + from
                + ".");
      }
      if (!reason.isEmpty()) {
        checkText("reason", "motivo", reason);
      }
    }
  }

  /// Where a resource is.
  enum ResourceStatus {
    /// Not begun.
    PENDING,
    /// Begun.
    STARTED,
    /// Finished.
    DONE
  }

  /// Whether it counts as learning on its date.
  default boolean isActivity() {
    return switch (this) {
      case DayDone _, NoteWritten _, RunKept _, Predicted _, ProjectMoved _ -> true;
      case ResourceMoved moved -> moved.status() != ResourceStatus.PENDING;
      case Paused _ -> false;
    };
  }

  /// The day of the course it belongs to, if it belongs to one.
  default Optional<Integer> courseDay() {
    return switch (this) {
      case DayDone done -> Optional.of(done.day());
      case NoteWritten note -> Optional.of(note.day());
      case Predicted predicted -> Optional.of(predicted.day());
      case ResourceMoved _, ProjectMoved _, RunKept _, Paused _ -> Optional.empty();
    };
  }

  private static void checkDay(int day) {
    if (day < 1 || day > 100) {
      throw new ProgressException(
          "day: expected 1 to 100, found " + day + ".",
          "día: se esperaba de 1 a 100, se encontró " + day + ".");
    }
  }

  private static void checkText(String en, String es, String text) {
    int most = 500;
    if (text.isBlank() || text.length() > most) {
      throw new ProgressException(
          en + ": expected 1 to " + most + " characters, found " + text.length() + ".",
          es
              + ": se esperaban de 1 a "
              + most
              + " caracteres, se encontraron "
              + text.length()
              + ".");
    }
  }
}
