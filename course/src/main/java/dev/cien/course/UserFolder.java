package dev.cien.course;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/// Where a person's own things are kept: journal, runs, settings.
public final class UserFolder {
  private UserFolder() {}

  /// The folder for this person: `CIEN_HOME` if it is set; otherwise `%LOCALAPPDATA%\cien` on
  /// Windows, `~/Library/Application Support/cien` on macOS, `$XDG_DATA_HOME/cien` or
  /// `~/.local/share/cien` elsewhere.
  public static Path standard() {
    return of(System.getenv(), System.getProperty("os.name"), System.getProperty("user.home"));
  }

  static Path of(Map<String, String> environment, String system, String home) {
    String moved = environment.getOrDefault("CIEN_HOME", "");
    if (!moved.isBlank()) {
      return Path.of(moved);
    }
    String name = system.toLowerCase(Locale.ROOT);
    String local = environment.getOrDefault("LOCALAPPDATA", "");
    if (name.startsWith("windows") && !local.isBlank()) {
      return Path.of(local, "cien");
    }
    if (name.startsWith("mac")) {
      return Path.of(home, "Library", "Application Support", "cien");
    }
    String data = environment.getOrDefault("XDG_DATA_HOME", "");
    return data.isBlank() ? Path.of(home, ".local", "share", "cien") : Path.of(data, "cien");
  }
}
