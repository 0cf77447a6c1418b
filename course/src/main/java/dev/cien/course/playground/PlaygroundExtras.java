package dev.cien.course.playground;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// What a link of ours can say beyond TensorFlow Playground. Each key is absent from a link where
/// it has its standard value, which means: as there.
///
/// @param classDataset the set of several classes, key `classDataset`
/// @param classes how many they are, 3 to 5, key `classes`
/// @param cost of two classes, key `loss`; several have cross-entropy, quantities squares
/// @param mover the update rule, key `optimizer`
/// @param plan the learning rate over the epochs, key `schedule`
/// @param planEpochs its number of epochs, key `scheduleEpochs`
/// @param dropout the share of hidden outputs that an update leaves out, key `dropout`
/// @param batchNorm whether hidden sums are normalised, key `batchNorm`
/// @param activations of the first hidden layers, in place of the one of all, key `activations`
/// @param balance whether rare classes count as much as frequent ones, key `balance`
public record PlaygroundExtras(
    PlaneData classDataset,
    int classes,
    Cost cost,
    Mover mover,
    RatePlan plan,
    int planEpochs,
    double dropout,
    boolean batchNorm,
    List<Activation> activations,
    boolean balance) {
  /// The most classes.
  public static final int MOST_CLASSES = 5;

  /// The fewest of several classes.
  public static final int FEWEST_CLASSES = 3;

  private static final int USUAL_EPOCHS = 100;
  private static final double MOST_DROPOUT = 0.9;

  /// Copies the list.
  public PlaygroundExtras {
    activations = List.copyOf(activations);
  }

  static PlaygroundExtras read(LinkValues values) {
    PlaneData[] sets =
        Arrays.stream(PlaneData.values())
            .filter(data -> data.problem() == Problem.MULTICLASS)
            .toArray(PlaneData[]::new);
    return new PlaygroundExtras(
        values.choice("classDataset", sets, PlaneData::key, PlaneData.BLOBS),
        values.whole("classes", FEWEST_CLASSES, FEWEST_CLASSES, MOST_CLASSES),
        values.choice("loss", Cost.values(), Cost::key, Cost.SQUARED),
        values.choice("optimizer", Mover.values(), Mover::key, Mover.SGD),
        values.choice("schedule", RatePlan.values(), RatePlan::key, RatePlan.CONSTANT),
        values.whole("scheduleEpochs", USUAL_EPOCHS, 1, 1_000_000),
        values.within("dropout", 0, 0, MOST_DROPOUT),
        values.flag("batchNorm", false),
        activations(values.text("activations", "")),
        values.flag("balance", false));
  }

  private static List<Activation> activations(String text) {
    if (text.isEmpty()) {
      return List.of();
    }
    try {
      return Arrays.stream(text.split(",", -1))
          .map(one -> Activation.valueOf(one.strip().toUpperCase(Locale.ROOT)))
          .toList();
    } catch (IllegalArgumentException e) {
      throw LinkValues.refused(
          "activations",
          "some of relu, tanh, sigmoid, linear with commas between",
          "'" + text + "'");
    }
  }

  /// The keys that have not their standard value.
  Map<String, String> written() {
    Map<String, String> all = new LinkedHashMap<>();
    put(all, "classDataset", classDataset.key(), PlaneData.BLOBS.key());
    put(all, "classes", Integer.toString(classes), Integer.toString(FEWEST_CLASSES));
    put(all, "loss", cost.key(), Cost.SQUARED.key());
    put(all, "optimizer", mover.key(), Mover.SGD.key());
    put(all, "schedule", plan.key(), RatePlan.CONSTANT.key());
    put(all, "scheduleEpochs", Integer.toString(planEpochs), Integer.toString(USUAL_EPOCHS));
    put(all, "dropout", LinkValues.written(dropout), "0");
    put(all, "batchNorm", Boolean.toString(batchNorm), "false");
    put(
        all,
        "activations",
        activations.stream()
            .map(one -> one.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(",")),
        "");
    put(all, "balance", Boolean.toString(balance), "false");
    return all;
  }

  private static void put(Map<String, String> all, String key, String value, String standard) {
    if (!value.equals(standard)) {
      all.put(key, value);
    }
  }
}
