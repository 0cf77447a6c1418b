package dev.cien.recipes.language;

import dev.cien.data.Batch;
import dev.cien.data.Dataset;
import dev.cien.tensor.Rng;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Pairs of texts in bundles of about equal length, so that little is filled up: a sample of this
/// set is a whole bundle.
///
/// Lengths are rounded up to a multiple of four, and a bundle of length L holds tokens / L pairs:
/// short texts come many at a time. Each epoch draws anew which pairs come together; the last
/// bundle of a length is filled up with pairs of another.
///
/// A. Vaswani et al.: Attention is all you need, 2017, section 5.1, batches sentences so.
final class Bundles implements Dataset {
  private static final int STEP = 4;
  private static final Pairs.Encoded NOTHING = new Pairs.Encoded(new int[0], new int[0]);

  private final Pairs pairs;
  private final int tokens;
  private final List<Group> groups = new ArrayList<>();
  private final List<Group> bundles = new ArrayList<>();

  /// Pairs that are equally long when filled up.
  private record Group(int length, List<Pairs.Encoded> members) {}

  private Bundles(Pairs pairs, int tokens) {
    this.pairs = pairs;
    this.tokens = tokens;
  }

  /// @param tokens how many tokens a bundle has on each side, filled up
  static Bundles of(Pairs pairs, List<Scripture.Verse> verses, int tokens) {
    TreeMap<Integer, List<Pairs.Encoded>> byLength = new TreeMap<>();
    for (Pairs.Encoded pair : pairs.encode(verses)) {
      int length = Math.ceilDiv(pair.length(), STEP) * STEP;
      byLength.computeIfAbsent(length, key -> new ArrayList<>()).add(pair);
    }
    Bundles bundles = new Bundles(pairs, tokens);
    byLength.forEach((length, members) -> bundles.groups.add(new Group(length, members)));
    bundles.fill(Rng.of(0));
    return bundles;
  }

  private void fill(Rng rng) {
    for (Group group : groups) {
      int count = group.members.size();
      int size = Math.clamp(tokens / group.length, 1, count);
      int[] order = rng.permutation(count);
      for (int from = 0; from < count; from += size) {
        List<Pairs.Encoded> chosen = new ArrayList<>();
        for (int i = 0; i < size; i++) {
          chosen.add(group.members.get(order[(from + i) % count]));
        }
        bundles.add(new Group(group.length, chosen));
      }
    }
  }

  @Override
  public int size() {
    return bundles.size();
  }

  /// Inputs `[bundles, pairs, 2·L]` and targets `[bundles, pairs, L]` as [Pairs#batch] makes them;
  /// several bundles are filled up to the longest and the fullest of them.
  @Override
  public Batch batch(int... indices) {
    int length = IntStream.of(indices).map(i -> bundles.get(i).length).max().orElse(STEP);
    int size = IntStream.of(indices).map(i -> bundles.get(i).members.size()).max().orElse(1);
    List<Pairs.Encoded> chosen = new ArrayList<>();
    for (int index : indices) {
      List<Pairs.Encoded> members = bundles.get(index).members;
      chosen.addAll(members);
      chosen.addAll(Collections.nCopies(size - members.size(), NOTHING));
    }
    Batch batch = pairs.batch(chosen, length, length);
    return new Batch(
        batch.inputs().reshape(indices.length, size, 2 * length),
        batch.targets().reshape(indices.length, size, length));
  }

  @Override
  public Dataset forEpoch(long seed, int epoch) {
    Bundles drawn = new Bundles(pairs, tokens);
    drawn.groups.addAll(groups);
    drawn.fill(Rng.of(seed).fork(epoch));
    return drawn;
  }
}
