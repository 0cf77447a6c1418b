package dev.cien.cli;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Whether this JVM's heap lies in pages of 2 MB. A training step goes through hundreds of buffers;
/// with pages of 4 KB the processor looks up most of them anew.
public enum LargePages {
  /// The system gives them and this JVM asks for them.
  USED("doctor.largePages"),
  /// The system would give them.
  NOT_ASKED_FOR("doctor.smallPages"),
  /// Not a system that gives them to whoever asks.
  NONE(null);

  private static final Path SYSTEM = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");

  private final String key;

  LargePages(String key) {
    this.key = key;
  }

  /// What there is to say about it.
  Optional<String> key() {
    return Optional.ofNullable(key);
  }

  /// What this JVM has.
  static LargePages find() {
    if (!areGiven()) {
      return NONE;
    }
    try {
      var bean = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      boolean asked = Boolean.parseBoolean(bean.getVMOption("UseTransparentHugePages").getValue());
      return asked ? USED : NOT_ASKED_FOR;
    } catch (IllegalArgumentException e) {
      // Another JVM.
      return NONE;
    }
  }

  /// Whether this system gives them to whoever asks.
  public static boolean areGiven() {
    try {
      String modes = Files.readString(SYSTEM);
      return modes.contains("[madvise]") || modes.contains("[always]");
    } catch (IOException e) {
      // Another system.
      return false;
    }
  }
}
