package dev.cien.nn;

import java.util.List;

/// How the names and shapes of loaded tensors compare with a model's.
///
/// @param missing names that the model has and the tensors lack
/// @param unexpected names that the tensors have and the model lacks
/// @param misshapen one line for each name whose shapes differ
public record LoadReport(List<String> missing, List<String> unexpected, List<String> misshapen) {
  private static final int SHOWN = 12;

  /// Whether all names and shapes agree.
  public boolean isExact() {
    return missing.isEmpty() && unexpected.isEmpty() && misshapen.isEmpty();
  }

  @Override
  public String toString() {
    if (isExact()) {
      return "All names and shapes agree.";
    }
    StringBuilder text = new StringBuilder();
    list(text, "Missing", missing);
    list(text, "Unexpected", unexpected);
    list(text, "Of another shape", misshapen);
    return text.append("Usual cause: ").append(cause()).toString();
  }

  private String cause() {
    String wrapper = commonPrefix(unexpected);
    if (!missing.isEmpty()
        && !wrapper.isEmpty()
        && missing.stream().anyMatch(name -> unexpected.contains(wrapper + name))) {
      return "the tensors were saved from a model that holds this one as `"
          + wrapper.substring(0, wrapper.length() - 1)
          + "`; fix: cut `"
          + wrapper
          + "` off their names.";
    }
    return missing.isEmpty() && unexpected.isEmpty()
        ? "the model was built with other sizes; fix: build it with those of the file."
        : "another architecture or other options; fix: build the model as it was when saved, or"
            + " loadMatching for the common part.";
  }

  private static String commonPrefix(List<String> names) {
    if (names.isEmpty()) {
      return "";
    }
    String first = names.getFirst();
    String prefix = first.substring(0, first.indexOf('.') + 1);
    return names.stream().allMatch(name -> name.startsWith(prefix)) ? prefix : "";
  }

  private static void list(StringBuilder text, String title, List<String> lines) {
    if (!lines.isEmpty()) {
      text.append(title)
          .append(" (")
          .append(lines.size())
          .append("): ")
          .append(String.join(", ", lines.subList(0, Math.min(SHOWN, lines.size()))))
          .append(lines.size() > SHOWN ? ", …" : "")
          .append('\n');
    }
  }
}
