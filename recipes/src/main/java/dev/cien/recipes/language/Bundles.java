package dev.cien.recipes.language;

import dev.cien.data.Batch;
import dev.cien.data.Dataset;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Texts in bundles of about equal length, so that little is filled up: a sample of this set is a
/// whole bundle.
///
/// Lengths are rounded up to a multiple of some step, and a bundle of length L holds tokens / L
/// texts: short ones come many at a time. Each epoch draws anew which texts come together; the last
/// bundle of a length is filled up with texts of another.
///
/// A. Vaswani et al.: Attention is all you need, 2017, section 5.1, batches sentences so.
///
/// @param <T> a text as tokens, or a pair of texts
final class Bundles<T> implements Dataset {
  private static final int STEP = 4;

  private final Filling<T> filling;
  private final int step;
  private final int tokens;
  private final List<Group<T>> groups = new ArrayList<>();
  private final List<Group<T>> bundles = new ArrayList<>();

  /// How texts become a batch.
  interface Filling<T> {
    /// How many places a text needs.
    int length(T text);

    /// A text without tokens.
    T nothing();

    /// Inputs and targets `[texts, …]`, every text filled up to `length` places.
    Batch batch(List<T> texts, int length);
  }

  /// Texts that are equally long when filled up.
  private record Group<T>(int length, List<T> members) {}

  private Bundles(Filling<T> filling, int step, int tokens) {
    this.filling = filling;
    this.step = step;
    this.tokens = tokens;
  }

  /// @param step what lengths are rounded up to a multiple of
  /// @param tokens how many tokens a bundle has, filled up
  static <T> Bundles<T> of(Filling<T> filling, List<T> texts, int step, int tokens) {
    TreeMap<Integer, List<T>> byLength = new TreeMap<>();
    for (T text : texts) {
      int length = Math.ceilDiv(filling.length(text), step) * step;
      byLength.computeIfAbsent(length, key -> new ArrayList<>()).add(text);
    }
    Bundles<T> bundles = new Bundles<>(filling, step, tokens);
    byLength.forEach((length, members) -> bundles.groups.add(new Group<>(length, members)));
    bundles.fill(Rng.of(0));
    return bundles;
  }

  /// Bundles of pairs, as [Pairs#batch] fills them.
  ///
  /// @param tokens how many tokens a bundle has on each side, filled up
  static Bundles<Pairs.Encoded> of(Pairs pairs, List<Scripture.Verse> verses, int tokens) {
    Filling<Pairs.Encoded> filling =
        new Filling<>() {
          @Override
          public int length(Pairs.Encoded pair) {
            return pair.length();
          }

          @Override
          public Pairs.Encoded nothing() {
            return new Pairs.Encoded(new int[0], new int[0]);
          }

          @Override
          public Batch batch(List<Pairs.Encoded> chosen, int length) {
            return pairs.batch(chosen, length, length);
          }
        };
    return of(filling, pairs.encode(verses), STEP, tokens);
  }

  private void fill(Rng rng) {
    for (Group<T> group : groups) {
      int count = group.members.size();
      int size = Math.clamp(tokens / group.length, 1, count);
      int[] order = rng.permutation(count);
      for (int from = 0; from < count; from += size) {
        List<T> chosen = new ArrayList<>();
        for (int i = 0; i < size; i++) {
          chosen.add(group.members.get(order[(from + i) % count]));
        }
        bundles.add(new Group<>(group.length, chosen));
      }
    }
  }

  @Override
  public int size() {
    return bundles.size();
  }

  /// Inputs and targets `[bundles, texts, …]`; several bundles are filled up to the longest and the
  /// fullest of them.
  @Override
  public Batch batch(int... indices) {
    int length = IntStream.of(indices).map(i -> bundles.get(i).length).max().orElse(step);
    int size = IntStream.of(indices).map(i -> bundles.get(i).members.size()).max().orElse(1);
    List<T> chosen = new ArrayList<>();
    for (int index : indices) {
      List<T> members = bundles.get(index).members;
      chosen.addAll(members);
      chosen.addAll(Collections.nCopies(size - members.size(), filling.nothing()));
    }
    Batch batch = filling.batch(chosen, length);
    return new Batch(
        apart(batch.inputs(), indices.length, size), apart(batch.targets(), indices.length, size));
  }

  /// `[bundles·texts, …]` as `[bundles, texts, …]`.
  private static Tensor apart(Tensor texts, int bundles, int size) {
    int[] shape = texts.shape().dims();
    int[] apart = new int[shape.length + 1];
    apart[0] = bundles;
    apart[1] = size;
    System.arraycopy(shape, 1, apart, 2, shape.length - 1);
    return texts.reshape(apart);
  }

  @Override
  public Dataset forEpoch(long seed, int epoch) {
    Bundles<T> drawn = new Bundles<>(filling, step, tokens);
    drawn.groups.addAll(groups);
    drawn.fill(Rng.of(seed).fork(epoch));
    return drawn;
  }
}
