package dev.cien.course.playground;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A playground in the state of a link, ready to be trained epoch by epoch.
///
/// ```java
/// var playground = new Playground(PlaygroundLink.parse("dataset=xor&seed=0.5", "0.5"));
/// playground.epoch();
/// double loss = playground.trainLoss();
/// ```
///
/// Data first, then weights are drawn from one stream of numbers. Points keep their order in every
/// epoch, and those of a batch that is not full wait for the next epoch's.
public final class Playground {
  /// The most points of one's own.
  public static final int MOST_POINTS = 5000;

  private final PlaygroundLink link;
  private final List<Point> train;
  private final List<Point> test;
  private final List<Feature> features;
  private final double[][] inputs;
  private final double[] labels;
  private final double[] shares;
  private final PlaneNetwork network;
  private double rate;
  private int epochs;

  /// A playground before its first epoch.
  ///
  /// @throws IllegalArgumentException if the link leaves the network nothing to see
  public Playground(PlaygroundLink link) {
    this(link, null);
  }

  /// A playground with points of one's own instead of those that the link names. They are shuffled
  /// by the seed and split as the link says.
  ///
  /// @throws IllegalArgumentException if there are no points or the network has nothing to see
  public static Playground of(PlaygroundLink link, List<Point> points) {
    if (points.isEmpty() || points.size() > MOST_POINTS) {
      throw new IllegalArgumentException(
          "playground: expected 1 to "
              + MOST_POINTS
              + " points, found "
              + points.size()
              + ". Fix: add or take away some.");
    }
    return new Playground(link, points);
  }

  private Playground(PlaygroundLink link, List<Point> own) {
    this.link = link;
    this.rate = link.learningRate();
    this.features = List.copyOf(link.features());
    if (features.isEmpty()) {
      throw new IllegalArgumentException(
          "playground: expected at least one feature, found none. Fix: x=true.");
    }
    SeedRandom random = new SeedRandom(link.seed());
    List<Point> points;
    if (own == null) {
      points = link.data().draw(random, link.noise() / 100, link.classes());
    } else {
      own.forEach(this::check);
      points = new ArrayList<>(own);
      PlaneData.shuffle(points, random);
    }
    int cut = (int) Math.floor(points.size() * link.percTrainData() / 100);
    this.train = List.copyOf(points.subList(0, cut));
    this.test = List.copyOf(points.subList(cut, points.size()));
    this.inputs = train.stream().map(p -> inputs(p.x(), p.y())).toArray(double[][]::new);
    this.labels = train.stream().mapToDouble(Point::label).toArray();
    this.shares = shares();
    PlaneNetwork.Plan plan = plan();
    PlaneNetwork drawn = new PlaneNetwork(plan, random);
    for (int i = 0; i < link.weightDraws(); i++) {
      drawn = new PlaneNetwork(plan, random);
    }
    this.network = drawn;
  }

  private PlaneNetwork.Plan plan() {
    List<Integer> sizes = new ArrayList<>();
    List<Activation> activations = new ArrayList<>();
    sizes.add(features.size());
    for (int nodes : link.networkShape()) {
      activations.add(link.activation(sizes.size()));
      sizes.add(nodes);
    }
    sizes.add(link.outputs());
    return new PlaneNetwork.Plan(
        sizes,
        activations,
        Head.of(link),
        link.regularization(),
        link.extras().mover(),
        link.extras().dropout(),
        link.extras().batchNorm(),
        link.initZero());
  }

  private void check(Point point) {
    double label = point.label();
    boolean fits =
        link.problem() == Problem.MULTICLASS
            ? label >= 0 && label < link.classes() && label == Math.rint(label)
            : label >= -1 && label <= 1;
    if (!fits) {
      throw new IllegalArgumentException(
          "playground: expected labels "
              + (link.problem() == Problem.MULTICLASS
                  ? "0, 1, … up to " + (link.classes() - 1)
                  : "from −1 to 1")
              + ", found "
              + label
              + ". Fix: the problem and the number of classes of the link.");
    }
  }

  /// How much each training point counts: all the same, or so that all classes do.
  private double[] shares() {
    double[] all = new double[labels.length];
    Arrays.fill(all, 1);
    if (link.extras().balance() && link.classes() > 0) {
      int[] counts = classCounts();
      long present = Arrays.stream(counts).filter(count -> count > 0).count();
      Arrays.setAll(
          all, i -> all.length / (double) (present * counts[classOf(train.get(i).label())]));
    }
    return all;
  }

  /// How many training points each class has; nothing for quantities.
  public int[] classCounts() {
    int[] counts = new int[link.classes()];
    if (counts.length > 0) {
      train.forEach(point -> counts[classOf(point.label())]++);
    }
    return counts;
  }

  /// The class that a label means, counted from 0; of two classes −1 is the first.
  public int classOf(double label) {
    return link.problem() == Problem.MULTICLASS ? (int) label : label >= 0 ? 1 : 0;
  }

  /// The class that the network takes a point for.
  public int answer(double x, double y) {
    double[] out = network.forward(inputs(x, y));
    if (out.length == 1) {
      return out[0] >= 0 ? 1 : 0;
    }
    int most = 0;
    for (int i = 1; i < out.length; i++) {
      most = out[i] > out[most] ? i : most;
    }
    return most;
  }

  /// All that the network says of a point: of several classes their probabilities.
  public double[] outputs(double x, double y) {
    return network.forward(inputs(x, y)).clone();
  }

  /// The learning rate of the next epoch: that of its plan.
  public double rateNow() {
    return link.extras().plan().at(epochs, rate, link.extras().planEpochs());
  }

  /// The loss of one who guesses: what a training should stay below.
  double lossOfGuessing() {
    return Head.of(link).ofGuessing(link.classes());
  }

  /// The state it was made from.
  public PlaygroundLink link() {
    return link;
  }

  /// The points that are learnt from.
  public List<Point> train() {
    return train;
  }

  /// The points that are not.
  public List<Point> test() {
    return test;
  }

  /// What the network is told of a point, in the order of its input nodes.
  public List<Feature> features() {
    return features;
  }

  /// How far an update goes: the link's learning rate until it is changed.
  public double rate() {
    return rate;
  }

  /// Changes how far the next updates go, in the midst of training.
  public void rate(double rate) {
    if (!(rate >= 0 && rate <= 1000)) {
      throw new IllegalArgumentException(
          "playground: expected a learning rate from 0 to 1000, found " + rate + ".");
    }
    this.rate = rate;
  }

  /// A copy of everything the network knows.
  public Parameters parameters() {
    return network.parameters().copy();
  }

  /// Puts the network into the state it had after some epoch.
  ///
  /// @throws IllegalArgumentException if the parameters belong to a network of other sizes
  public void take(Parameters parameters, int epoch) {
    network.take(parameters);
    epochs = epoch;
  }

  /// How many epochs it has been trained.
  public int epochs() {
    return epochs;
  }

  /// Goes through the training points once.
  public void epoch() {
    double now = rateNow();
    int batch = link.batchSize();
    // A stream for each epoch, so that going back to an epoch and on again drops the same nodes.
    SeedRandom masks = new SeedRandom(link.seed() + " dropout " + epochs);
    for (int from = 0; from < inputs.length; from += batch) {
      int to = (int) Math.min(inputs.length, (long) from + batch);
      network.learn(
          Arrays.copyOfRange(inputs, from, to),
          Arrays.copyOfRange(labels, from, to),
          Arrays.copyOfRange(shares, from, to),
          masks);
      if (to - from == batch) {
        network.update(now, link.regularizationRate());
      }
    }
    epochs++;
  }

  /// What the network says of a point, −1 to 1 between two classes; of several classes the
  /// probability of the first.
  public double output(double x, double y) {
    return network.forward(inputs(x, y))[0];
  }

  /// What a node gave for the point asked for last; the inputs are layer 0.
  public double nodeOutput(int layer, int node) {
    return network.output(layer, node);
  }

  /// The mean loss of the training points: ½ (output − label)² as in TensorFlow Playground, or
  /// cross-entropy. Dropout and batches have no part in it.
  public double trainLoss() {
    return loss(train);
  }

  /// The mean loss of the other points.
  public double testLoss() {
    return loss(test);
  }

  private double loss(List<Point> points) {
    double loss = 0;
    for (Point point : points) {
      network.forward(inputs(point.x(), point.y()));
      loss += network.loss(point.label());
    }
    return loss / points.size();
  }

  private double[] inputs(double x, double y) {
    double[] inputs = new double[features.size()];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = features.get(i).at(x, y);
    }
    return inputs;
  }
}
