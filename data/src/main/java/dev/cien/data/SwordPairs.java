package dev.cien.data;

import dev.cien.io.FileFormatException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Two SWORD modules whose slots stand for the same verses, as lines `Gen.1.1`, text, translation,
/// set apart by tabs. A verse that one of them lacks is left out.
final class SwordPairs {
  private static final int FILES = 6;

  private SwordPairs() {}

  /// The lines.
  ///
  /// @param groups two groups of six files, in the order of their names: blocks, slots and texts
  ///   (`.bzs`, `.bzv`, `.bzz`) of the new testament, then of the old
  static List<String> lines(List<List<Path>> groups) {
    if (groups.size() != 2 || groups.stream().anyMatch(group -> group.size() != FILES)) {
      throw new FileFormatException(
          groups, "expected two modules of six files: nt and ot with .bzs, .bzv and .bzz");
    }
    List<String> lines = new ArrayList<>();
    for (int first : new int[] {3, 0}) {
      List<String> one = slots(groups.get(0), first);
      List<String> other = slots(groups.get(1), first);
      if (one.size() != other.size()) {
        throw new FileFormatException(
            groups.get(1).get(first + 1),
            "expected " + one.size() + " slots like the other module's, found " + other.size());
      }
      pair(one, other, lines);
    }
    return lines;
  }

  private static List<String> slots(List<Path> files, int first) {
    return SwordModule.slots(files.get(first), files.get(first + 1), files.get(first + 2));
  }

  private static void pair(List<String> one, List<String> other, List<String> lines) {
    String chapter = null;
    int verse = 0;
    for (int slot = 0; slot < one.size(); slot++) {
      Optional<String> begins = Osis.chapter(one.get(slot));
      verse++;
      if (begins.isPresent()) {
        chapter = begins.get();
        verse = 0;
      } else if (chapter != null) {
        String text = Osis.text(one.get(slot));
        String translation = Osis.text(other.get(slot));
        if (!text.isEmpty() && !translation.isEmpty()) {
          lines.add(chapter + "." + verse + "\t" + text + "\t" + translation);
        }
      }
    }
  }
}
