package dev.cien.course.playground;

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
/// @param problem what is learnt
/// @param initZero whether all parameters start at 0
/// @param extras what TensorFlow Playground has not
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
    Problem problem,
    boolean initZero,
    PlaygroundExtras extras,
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
      throw LinkValues.refused(
          "link", "at most " + MOST + " characters", Integer.toString(link.length()));
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (String part : link.substring(link.indexOf('#') + 1).split("&")) {
      int cut = part.indexOf('=');
      if (cut > 0) {
        values.put(part.substring(0, cut), part.substring(cut + 1).trim());
      }
    }
    return read(new LinkValues(values), drawnSeed);
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
    all.put("learningRate", LinkValues.written(learningRate));
    all.put("regularizationRate", LinkValues.written(regularizationRate));
    all.put("noise", LinkValues.written(noise));
    all.put(
        "networkShape",
        networkShape.stream().map(Object::toString).collect(Collectors.joining(",")));
    all.put("seed", seed);
    all.put("percTrainData", LinkValues.written(percTrainData));
    for (Feature feature : Feature.values()) {
      all.put(feature.key(), Boolean.toString(features.contains(feature)));
    }
    all.put("problem", problem.key());
    all.put("initZero", Boolean.toString(initZero));
    all.putAll(extras.written());
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
    return switch (problem) {
      case CLASSIFICATION -> dataset;
      case REGRESSION -> regDataset;
      case MULTICLASS -> extras.classDataset();
    };
  }

  /// Whether quantities are learnt.
  public boolean regression() {
    return problem == Problem.REGRESSION;
  }

  /// How many nodes the last layer has: one, or one for each of several classes.
  public int outputs() {
    return problem == Problem.MULTICLASS ? extras.classes() : 1;
  }

  /// How many classes there are; 0 for quantities.
  public int classes() {
    return switch (problem) {
      case CLASSIFICATION -> 2;
      case REGRESSION -> 0;
      case MULTICLASS -> extras.classes();
    };
  }

  /// What a hidden layer makes of its sums; the first is 1.
  public Activation activation(int layer) {
    List<Activation> own = extras.activations();
    return layer <= own.size() ? own.get(layer - 1) : activation;
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

  private static PlaygroundLink read(LinkValues values, String drawnSeed) {
    Activation activation =
        values.choice(
            "activation",
            Activation.values(),
            one -> one.name().toLowerCase(Locale.ROOT),
            Activation.TANH);
    Regularization regularization =
        values.choice(
            "regularization",
            new Regularization[] {Regularization.L1, Regularization.L2},
            Regularization::name,
            Regularization.NONE);
    int batch = values.whole("batchSize", 10, 1, MOST_BATCH);
    PlaneData dataset = data(values.raw("dataset"), PlaneData.CIRCLE);
    PlaneData quantities = data(values.raw("regDataset"), PlaneData.REG_PLANE);
    double rate = values.number("learningRate", 0.03);
    double pull = values.number("regularizationRate", 0);
    double noise = noise(values.number("noise", 0));
    List<Integer> shape = shape(values.raw("networkShape"));
    String seed = values.text("seed", drawnSeed);
    double share = values.within("percTrainData", 50, 0, 100);
    EnumSet<Feature> features = EnumSet.noneOf(Feature.class);
    for (Feature feature : Feature.values()) {
      boolean first = feature == Feature.X || feature == Feature.Y;
      boolean hidden = values.says(feature.key() + "_hide", "true");
      if (values.flag(feature.key(), first) && !hidden) {
        features.add(feature);
      }
    }
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
        values.choice("problem", Problem.values(), Problem::key, Problem.CLASSIFICATION),
        values.flag("initZero", false),
        PlaygroundExtras.read(values),
        values.left());
  }

  private static PlaneData data(String key, PlaneData standard) {
    return PlaneData.of(key == null ? "" : key)
        .filter(data -> data.problem() == standard.problem())
        .orElse(standard);
  }

  /// Up to 80 is taken as it is, more is the usual most, less than none is none.
  private static double noise(double asked) {
    return asked > MOST_NOISE ? USUAL_NOISE : Math.max(0, asked);
  }

  private static List<Integer> shape(String value) {
    if (value == null) {
      return List.of(4, 2);
    }
    if (value.isEmpty()) {
      return List.of();
    }
    // Programs that pass links on write a comma so.
    String[] parts = value.split("(?i),|%2c", -1);
    List<Integer> nodes =
        IntStream.range(0, Math.min(parts.length, MOST_LAYERS + 1))
            .mapToObj(i -> nodes(parts[i].trim(), value))
            .toList();
    if (nodes.size() > MOST_LAYERS) {
      throw badShape(value);
    }
    return nodes;
  }

  private static int nodes(String text, String whole) {
    if (!text.matches("\\d{1,4}")) {
      throw badShape(whole);
    }
    int nodes = Integer.parseInt(text);
    if (nodes < 1 || nodes > MOST_NODES) {
      throw badShape(whole);
    }
    return nodes;
  }

  private static IllegalArgumentException badShape(String found) {
    return LinkValues.refused(
        "networkShape",
        "at most "
            + MOST_LAYERS
            + " whole numbers from 1 to "
            + MOST_NODES
            + " with commas between, such as 4,2",
        "'" + found + "'");
  }
}
