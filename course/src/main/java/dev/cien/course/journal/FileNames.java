package dev.cien.course.journal;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/// Names that any file system takes, and that hide nothing from whoever reads them.
final class FileNames {
  private static final int MOST_BYTES = 120;
  private static final String NAMELESS = "archivo";
  private static final Set<String> RESERVED = Set.of("con", "prn", "aux", "nul");

  private FileNames() {}

  /// A safe name that is as near to the one asked for as can be: the part after the last slash,
  /// without control and formatting characters, without what file systems and addresses keep for
  /// themselves, and short enough. Its ending stays.
  static String safe(String asked) {
    String bare = Normalizer.normalize(asked, Normalizer.Form.NFC);
    bare = bare.substring(Math.max(bare.lastIndexOf('/'), bare.lastIndexOf('\\')) + 1);
    bare = bare.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}]", "");
    bare = bare.replaceAll("[<>:\"|?*%;#]", "_").replaceAll("\\s+", " ");
    bare = bare.replaceAll("^[. ]+|[. ]+$", "");
    // Windows keeps its devices' names for itself whatever follows: `con.tar.gz` is a console.
    String device = lower(bare.replaceAll("\\..*", "")).strip();
    if (stem(bare).isEmpty() || RESERVED.contains(device) || device.matches("(com|lpt)[\\d¹²³]")) {
      bare = NAMELESS + (bare.isEmpty() ? "" : "-" + bare);
    }
    return shortened(bare);
  }

  /// The n-th name of those that would be the same: `foto (2).png`.
  static String numbered(String name, int n) {
    String stem = stem(name);
    return stem + " (" + n + ")" + name.substring(stem.length());
  }

  private static String shortened(String name) {
    String stem = stem(name);
    String ending = name.substring(stem.length());
    if (bytes(ending) > MOST_BYTES / 4) {
      stem = name;
      ending = "";
    }
    while (bytes(stem) + bytes(ending) > MOST_BYTES) {
      stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
    }
    return stem.stripTrailing() + ending;
  }

  private static String stem(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
