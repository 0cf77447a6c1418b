package dev.cien.data;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What R's serialisation holds, as far as tables need it. An absent whole number or truth value is
/// [#ABSENT], an absent float NaN, an absent text empty.
sealed interface RValue {
  /// R's mark of an absent whole number or truth value.
  int ABSENT = Integer.MIN_VALUE;

  /// Its attributes (`names`, `class`, `levels`, `tsp`, …), in their order.
  Map<String, RValue> attributes();

  /// A vector of floats.
  record Doubles(double[] values, Map<String, RValue> attributes) implements RValue {}

  /// A vector of whole numbers, or of truth values 0 and 1.
  record Integers(int[] values, boolean isLogical, Map<String, RValue> attributes)
      implements RValue {}

  /// A vector of texts.
  record Texts(List<Optional<String>> values, Map<String, RValue> attributes) implements RValue {}

  /// A list; with `names` and `class` a data frame.
  record Items(List<RValue> values, Map<String, RValue> attributes) implements RValue {}

  /// A linked list with tags, in which attributes and saved workspaces are kept; a tag may be
  /// empty.
  record Pairs(List<Pair> pairs) implements RValue {
    @Override
    public Map<String, RValue> attributes() {
      return Map.of();
    }
  }

  /// One link of [Pairs].
  record Pair(String tag, RValue value) {}

  /// One text, or the name of a symbol.
  record Text(Optional<String> value) implements RValue {
    @Override
    public Map<String, RValue> attributes() {
      return Map.of();
    }
  }

  /// Anything that is no data: code, environments, absent values, complex numbers, raw bytes.
  ///
  /// @param kind what it is, for messages
  record Other(String kind, Map<String, RValue> attributes) implements RValue {}

  /// The texts of an attribute; empty if there is no such attribute or it holds something else.
  default List<String> texts(String attribute) {
    return attributes().get(attribute) instanceof Texts texts
        ? texts.values().stream().map(text -> text.orElse("NA")).toList()
        : List.of();
  }

  /// The numbers of an attribute; empty if there is no such attribute or it holds something else.
  default double[] numbers(String attribute) {
    return switch (attributes().get(attribute)) {
      case Doubles doubles -> doubles.values();
      case Integers integers -> Arrays.stream(integers.values()).asDoubleStream().toArray();
      case null, default -> new double[0];
    };
  }
}
