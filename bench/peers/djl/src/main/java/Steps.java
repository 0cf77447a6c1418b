import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.List;

/// Training steps in DJL: what a person writes there who follows its book.
final class Steps implements Measure.Framework {
  private record Problem(Block model, Loss loss, NDArray x, NDArray y) {}

  private final NDManager manager = NDManager.newBaseManager(Device.cpu());

  public static void main(String[] args) throws Exception {
    for (int i = 0; i + 1 < args.length; i += 2) {
      if (args[i].equals("--threads")) {
        System.setProperty("ai.djl.pytorch.num_threads", args[i + 1]);
      }
    }
    Measure.run(new Steps(), args);
  }

  @Override
  public String version() {
    return Engine.getDjlVersion() + " on PyTorch " + Engine.getInstance().getVersion();
  }

  @Override
  public Runnable step(String work, Measure.Sizes s) {
    Problem problem =
        switch (work) {
          case "tiny" -> tiny(s);
          case "mlp" -> perceptron(s);
          case "cnn" -> convolutional(s);
          case "resnet" -> s.is("norm", "batch") ? residual(s) : null;
          case "lstm" -> s.is("cell", "lstm") ? recurrent(s) : null;
          default -> null;
        };
    return problem == null ? null : step(problem, s);
  }

  private static Runnable step(Problem problem, Measure.Sizes s) {
    Tracker rate = Tracker.fixed(s.number("rate"));
    Optimizer optimizer =
        switch (s.word("optimizer")) {
          case "sgd" -> Optimizer.sgd().setLearningRateTracker(rate).build();
          case "adam" -> Optimizer.adam().optLearningRateTracker(rate).build();
          default -> Optimizer.adamW().optLearningRateTracker(rate).optWeightDecays(0.01f).build();
        };
    Model model = Model.newInstance("step", Device.cpu());
    model.setBlock(problem.model());
    Trainer trainer =
        model.newTrainer(
            new DefaultTrainingConfig(problem.loss())
                .optOptimizer(optimizer)
                .optDevices(new Device[] {Device.cpu()}));
    trainer.initialize(problem.x().getShape());
    return () -> {
      try (NDManager step = problem.x().getManager().newSubManager()) {
        // What a step computes belongs to this manager and is freed with it.
        problem.x().tempAttach(step);
        problem.y().tempAttach(step);
        try (GradientCollector gradients = trainer.newGradientCollector()) {
          NDList outputs = trainer.forward(new NDList(problem.x()));
          gradients.backward(problem.loss().evaluate(new NDList(problem.y()), outputs));
        }
        trainer.step();
      }
    };
  }

  private Problem tiny(Measure.Sizes s) {
    SequentialBlock model = new SequentialBlock();
    for (int i = 0; i < s.whole("depth"); i++) {
      model.add(linear(s.whole("width"))).add(Activation::tanh);
    }
    model.add(linear(1));
    int batch = s.whole("batch");
    return new Problem(
        model, Loss.l2Loss(), normal(batch, s.whole("inputs")), normal(batch, 1));
  }

  private Problem perceptron(Measure.Sizes s) {
    SequentialBlock model = new SequentialBlock();
    for (int i = 0; i < s.whole("depth"); i++) {
      model.add(linear(Math.max(1, s.whole("width") >> i))).add(Activation::relu);
    }
    model.add(linear(s.whole("classes")));
    return classes(model, normal(s.whole("batch"), s.whole("inputs")), s);
  }

  private Problem convolutional(Measure.Sizes s) {
    SequentialBlock model = new SequentialBlock();
    for (int i = 0; i < s.whole("depth"); i++) {
      model.add(convolution(s.whole("width") * (i == 0 ? 1 : 2), 0, true)).add(Activation::relu);
    }
    model
        .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
        .add(Blocks.batchFlattenBlock())
        .add(linear(s.whole("features")))
        .add(Activation::relu)
        .add(linear(s.whole("classes")));
    int size = s.whole("size");
    return classes(model, normal(s.whole("batch"), s.whole("channels"), size, size), s);
  }

  private Problem residual(Measure.Sizes s) {
    int width = s.whole("width");
    SequentialBlock model = new SequentialBlock();
    model.add(convolution(width, 1, true)).add(Activation::relu);
    for (int i = 0; i < s.whole("blocks"); i++) {
      SequentialBlock body = new SequentialBlock();
      body.add(convolution(width, 1, false))
          .add(BatchNorm.builder().build())
          .add(Activation::relu)
          .add(convolution(width, 1, false))
          .add(BatchNorm.builder().build());
      model.add(
          new ParallelBlock(
              sides ->
                  new NDList(
                      Activation.relu(
                          sides.get(0).singletonOrThrow().add(sides.get(1).singletonOrThrow()))),
              List.of(body, Blocks.identityBlock())));
    }
    model
        .add(Pool.globalAvgPool2dBlock())
        .add(Blocks.batchFlattenBlock())
        .add(linear(s.whole("classes")));
    int size = s.whole("size");
    return classes(model, normal(s.whole("batch"), 3, size, size), s);
  }

  /// Symbols come in as rows of one 1, because DJL's embedding wants words; the product with them
  /// is a hundredth of the work.
  private Problem recurrent(Measure.Sizes s) {
    int vocab = s.whole("vocab");
    Shape places = new Shape(s.whole("batch"), s.whole("T"));
    SequentialBlock model = new SequentialBlock();
    model
        .add(Linear.builder().setUnits(s.whole("embed")).optBias(false).build())
        .add(
            LSTM.builder()
                .setStateSize(s.whole("width"))
                .setNumLayers(s.whole("layers"))
                .optBatchFirst(true)
                .optReturnState(false)
                .build())
        .add(new LambdaBlock(outputs -> new NDList(outputs.head().reshape(-1, s.whole("width")))))
        .add(linear(vocab));
    NDArray symbols = manager.randomInteger(0, vocab, places, DataType.INT64);
    return new Problem(
        model,
        Loss.softmaxCrossEntropyLoss(),
        symbols.oneHot(vocab),
        manager.randomInteger(0, vocab, new Shape(places.size()), DataType.INT64));
  }

  private Problem classes(Block model, NDArray x, Measure.Sizes s) {
    NDArray y =
        manager.randomInteger(
            0, s.whole("classes"), new Shape(s.whole("batch")), DataType.INT64);
    return new Problem(model, Loss.softmaxCrossEntropyLoss(), x, y);
  }

  private NDArray normal(long... shape) {
    return manager.randomNormal(new Shape(shape));
  }

  private static Block linear(int units) {
    return Linear.builder().setUnits(units).build();
  }

  private static Block convolution(int maps, int padding, boolean bias) {
    return Conv2d.builder()
        .setKernelShape(new Shape(3, 3))
        .setFilters(maps)
        .optPadding(new Shape(padding, padding))
        .optBias(bias)
        .build();
  }
}
