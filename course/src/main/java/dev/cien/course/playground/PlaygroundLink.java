package dev.cien.course.playground;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The state of the playground as its links write it: `activation=tanh&batchSize=10&…`.
///
/// All 27 keys are read, and `NAME_hide=true` for controls that are not shown; a hidden feature is
/// none. A key with a value that it does not take keeps its standard value, as in TensorFlow
/// Playground; keys that nobody knows are kept and written back.
///
/// @param activation of the hidden nodes
/// @param regularization what pulls on the weights
/// @param batchSize points an update
/// @param dataset the set of classes
/// @param regDataset the set of quantities
/// @param learningRate how far an update goes
/// @param regularizationRate how strong the pull is
/// @param noise 0 to 80
/// @param networkShape nodes of each hidden layer
/// @param seed what all random numbers come from
/// @param percTrainData how many of a hundred points are learnt from
/// @param features what the network is told of a point
/// @param regression whether quantities are learnt
/// @param initZero whether all parameters start at 0
/// @param others all other keys as they were written: those that change nothing that is computed,
///   and unknown ones
public record PlaygroundLink(
    Activation activation,
    Regularization regularization,
    int batchSize,
    PlaneData dataset,
    PlaneData regDataset,
    double learningRate,
    double regularizationRate,
    double noise,
    List<Integer> networkShape,
    String seed,
    double percTrainData,
    Set<Feature> features,
    boolean regression,
    boolean initZero,
    Map<String, String> others) {
  /// The most characters of a link.
  private static final int MOST = 8192;

  private static final int MOST_LAYERS = 32;
  private static final int MOST_NODES = 256;
  private static final int MOST_BATCH = 1_000_000;
  private static final double USUAL_NOISE = 50;
  private static final double MOST_NOISE = 80;

  /// Copies the collections.
  public PlaygroundLink {
    networkShape = List.copyOf(networkShape);
    features = Collections.unmodifiableSet(EnumSet.copyOf(orNone(features)));
    others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
  }

  private static EnumSet<Feature> orNone(Set<Feature> features) {
    EnumSet<Feature> set = EnumSet.noneOf(Feature.class);
    set.addAll(features);
    return set;
  }

  /// Reads what stands behind the `#` of a link; the `#` and all before it may be there.
  ///
  /// @param drawnSeed the seed where the link has none
  /// @throws IllegalArgumentException if a number or the shape cannot be used; the message says
  ///   what is expected
  public static PlaygroundLink parse(String link, String drawnSeed) {
    if (link.length() > MOST) {
      throw refused("link", "at most " + MOST + " characters", Integer.toString(link.length()));
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (String part : link.substring(link.indexOf('#') + 1).split("&")) {
      int cut = part.indexOf('=');
      if (cut > 0) {
        values.put(part.substring(0, cut), part.substring(cut + 1).trim());
      }
    }
    return new Reading(values).link(drawnSeed);
  }

  /// The link, without the `#`. What has its standard value is written, too.
  public String text() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("activation", activation.name().toLowerCase(Locale.ROOT));
    if (regularization != Regularization.NONE) {
      all.put("regularization", regularization.name());
    }
    all.put("batchSize", Integer.toString(batchSize));
    all.put("dataset", dataset.key());
    all.put("regDataset", regDataset.key());
    all.put("learningRate", number(learningRate));
    all.put("regularizationRate", number(regularizationRate));
    all.put("noise", number(noise));
    all.put(
        "networkShape",
        networkShape.stream().map(Object::toString).collect(Collectors.joining(",")));
    all.put("seed", seed);
    all.put("percTrainData", number(percTrainData));
    for (Feature feature : Feature.values()) {
      all.put(feature.key(), Boolean.toString(features.contains(feature)));
    }
    all.put("problem", regression ? "regression" : "classification");
    all.put("initZero", Boolean.toString(initZero));
    all.putAll(others);
    return all.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining("&"));
  }

  /// The same link with another value for a key.
  ///
  /// @throws IllegalArgumentException if the value cannot be used
  public PlaygroundLink with(String key, String value) {
    return parse(text() + "&" + key + "=" + value, seed);
  }

  /// How many times weights are drawn and thrown away before those that are used; the key
  /// `weightDraws`, which TensorFlow Playground has not. There, each reset draws new ones.
  int weightDraws() {
    String value = others.getOrDefault("weightDraws", "0");
    return value.matches("\\d{1,3}") ? Integer.parseInt(value) : 0;
  }

  /// The set that is learnt.
  public PlaneData data() {
    return regression ? regDataset : dataset;
  }

  /// The controls that are not shown.
  public Set<String> hidden() {
    Set<String> hidden = new TreeSet<>();
    others.forEach(
        (key, value) -> {
          if (key.endsWith("_hide") && value.equals("true")) {
            hidden.add(key.substring(0, key.length() - "_hide".length()));
          }
        });
    return hidden;
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static IllegalArgumentException refused(String key, String expected, String found) {
    return new IllegalArgumentException(
        "playground: " + key + ": expected " + expected + ", found " + found + ".");
  }

  /// The values of a link while they are read; what was read is taken away.
  private static final class Reading {
    private final Map<String, String> values;

    Reading(Map<String, String> values) {
      this.values = values;
    }

    PlaygroundLink link(String drawnSeed) {
      Activation activation =
          choice("activation", Activation.TANH, v -> named(Activation.values(), v));
      Regularization regularization =
          choice(
              "regularization",
              Regularization.NONE,
              v -> v.equals("L1") ? Regularization.L1 : v.equals("L2") ? Regularization.L2 : null);
      int batch = (int) positive("batchSize", 10, MOST_BATCH);
      PlaneData dataset = choice("dataset", PlaneData.CIRCLE, v -> data(v, false));
      PlaneData quantities = choice("regDataset", PlaneData.REG_PLANE, v -> data(v, true));
      double rate = number("learningRate", 0.03);
      double pull = number("regularizationRate", 0);
      double noise = noise(number("noise", 0));
      List<Integer> shape = shape();
      String seed = text("seed", drawnSeed);
      double share = number("percTrainData", 50);
      if (!(share >= 0 && share <= 100)) {
        throw refused("percTrainData", "0 to 100", PlaygroundLink.number(share));
      }
      EnumSet<Feature> features = EnumSet.noneOf(Feature.class);
      for (Feature feature : Feature.values()) {
        boolean first = feature == Feature.X || feature == Feature.Y;
        boolean hidden = "true".equals(values.get(feature.key() + "_hide"));
        if (flag(feature.key(), first) && !hidden) {
          features.add(feature);
        }
      }
      boolean regression =
          choice(
              "problem",
              false,
              v ->
                  v.equals("regression")
                      ? Boolean.TRUE
                      : v.equals("classification") ? false : null);
      boolean zero = flag("initZero", false);
      return new PlaygroundLink(
          activation,
          regularization,
          batch,
          dataset,
          quantities,
          rate,
          pull,
          noise,
          shape,
          seed,
          share,
          features,
          regression,
          zero,
          values);
    }

    private static <T extends Enum<T>> T named(T[] all, String key) {
      return Arrays.stream(all)
          .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(key))
          .findFirst()
          .orElse(null);
    }

    private static PlaneData data(String key, boolean regression) {
      return PlaneData.of(key).filter(d -> d.isRegression() == regression).orElse(null);
    }

    /// Gives nothing for a value that is none of the choices.
    private interface Choice<T> {
      T of(String value);
    }

    private <T> T choice(String key, T standard, Choice<T> choice) {
      String value = values.remove(key);
      T chosen = value == null ? null : choice.of(value);
      return chosen == null ? standard : chosen;
    }

    private String text(String key, String standard) {
      String value = values.remove(key);
      return value == null || value.isEmpty() ? standard : value;
    }

    private boolean flag(String key, boolean standard) {
      String value = text(key, "");
      return value.isEmpty() ? standard : !value.equals("false");
    }

    private double number(String key, double standard) {
      String value = text(key, "");
      if (value.isEmpty()) {
        return standard;
      }
      try {
        double number = Double.parseDouble(value);
        if (Double.isFinite(number)) {
          return number;
        }
      } catch (NumberFormatException e) {
        // Said below.
      }
      throw refused(key, "a number with a decimal point", "'" + value + "'");
    }

    private double positive(String key, double standard, double most) {
      double value = number(key, standard);
      if (!(value >= 1 && value <= most && value == Math.rint(value))) {
        throw refused(
            key,
            "a whole number from 1 to " + PlaygroundLink.number(most),
            PlaygroundLink.number(value));
      }
      return value;
    }

    /// Up to 80 is taken as it is, more is the usual most, less than none is none.
    private static double noise(double asked) {
      return asked > MOST_NOISE ? USUAL_NOISE : Math.max(0, asked);
    }

    private List<Integer> shape() {
      String value = values.remove("networkShape");
      if (value == null) {
        return List.of(4, 2);
      }
      if (value.isEmpty()) {
        return List.of();
      }
      String[] parts = value.split(",", -1);
      List<Integer> nodes =
          IntStream.range(0, Math.min(parts.length, MOST_LAYERS + 1))
              .mapToObj(i -> nodes(parts[i].trim(), value))
              .toList();
      if (nodes.size() > MOST_LAYERS) {
        throw shape(value);
      }
      return nodes;
    }

    private static int nodes(String text, String whole) {
      if (!text.matches("\\d{1,4}")) {
        throw shape(whole);
      }
      int nodes = Integer.parseInt(text);
      if (nodes < 1 || nodes > MOST_NODES) {
        throw shape(whole);
      }
      return nodes;
    }

    private static IllegalArgumentException shape(String found) {
      return refused(
          "networkShape",
          "at most "
              + MOST_LAYERS
              + " whole numbers from 1 to "
              + MOST_NODES
              + " with commas between, such as 4,2",
          "'" + found + "'");
    }
  }
}
