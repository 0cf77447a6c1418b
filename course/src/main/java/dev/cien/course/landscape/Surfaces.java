package dev.cien.course.landscape;

import dev.cien.course.small.Criterion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// All surfaces by name. Slices of networks have to be trained, and the last few are kept.
///
/// Safe for several threads.
public final class Surfaces {
  private static final int KEPT = 8;
  private static final String LINE = "line-";
  private static final String NETWORK = "network-";
  private static final List<Criterion> LINES =
      List.of(Criterion.MSE, Criterion.MAE, Criterion.HUBER);

  private record Slice(int depth, long seed) {}

  private final Map<Slice, NetworkSlice> slices =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Slice, NetworkSlice> eldest) {
          return size() > KEPT;
        }
      };

  /// Surfaces of which none is trained yet.
  public Surfaces() {}

  /// The names of all.
  public static List<String> names() {
    List<String> names = new ArrayList<>();
    Stream.of(Formula.values()).map(Formula::key).forEach(names::add);
    LINES.forEach(criterion -> names.add(LINE + criterion.name().toLowerCase(Locale.ROOT)));
    for (int depth = 1; depth <= NetworkSlice.DEEPEST; depth++) {
      names.add(NETWORK + depth);
    }
    return names;
  }

  /// What the parameters of a surface are called in formulas.
  public static List<String> parameters(String name) {
    if (name.startsWith(LINE)) {
      return List.of("w", "b");
    }
    return name.startsWith(NETWORK) ? List.of("α", "β") : List.of("x", "y");
  }

  /// The surface of a name.
  ///
  /// @param seed of the network's first weights and directions, where there is one
  public Optional<Surface> of(String name, long seed) {
    if (!names().contains(name)) {
      return Optional.empty();
    }
    if (name.startsWith(LINE)) {
      String loss = name.substring(LINE.length()).toUpperCase(Locale.ROOT);
      return Optional.of(new LineFit(Criterion.valueOf(loss)));
    }
    if (name.startsWith(NETWORK)) {
      int depth = Integer.parseInt(name.substring(NETWORK.length()));
      synchronized (slices) {
        return Optional.of(
            slices.computeIfAbsent(
                new Slice(depth, seed), slice -> NetworkSlice.of(slice.depth, slice.seed)));
      }
    }
    return Stream.of(Formula.values())
        .filter(formula -> formula.key().equals(name))
        .map(Surface.class::cast)
        .findFirst();
  }
}
