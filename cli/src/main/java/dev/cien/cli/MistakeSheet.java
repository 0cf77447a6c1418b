package dev.cien.cli;

import dev.cien.io.plot.Sheet;
import dev.cien.recipes.Mistake;
import java.util.List;
import java.util.Optional;

/// The worst mistakes as one picture: each sample, what it is, and what the model took it for.
final class MistakeSheet {
  private static final int COLUMNS = 8;
  private static final int SIDE = 96;

  private MistakeSheet() {}

  /// The picture as PNG; nothing if no sample is a picture.
  static Optional<byte[]> png(List<Mistake> mistakes) {
    List<Sheet.Cell> cells =
        mistakes.stream()
            .filter(mistake -> mistake.picture().isPresent())
            .map(mistake -> new Sheet.Cell(mistake.picture().orElseThrow(), label(mistake)))
            .toList();
    return cells.isEmpty() ? Optional.empty() : Optional.of(new Sheet(cells, COLUMNS, SIDE).png());
  }

  private static String label(Mistake mistake) {
    return mistake.expected()
        + " → "
        + mistake.found()
        + "  "
        + Math.round(100 * mistake.certainty())
        + " %";
  }
}
