import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.common.config.ND4JSystemProperties;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/// Training steps in Deeplearning4j: what a person writes there who follows its examples.
final class Steps implements Measure.Framework {
  public static void main(String[] args) throws Exception {
    System.setProperty(ND4JSystemProperties.LOG_INITIALIZATION, "false");
    Measure.run(new Steps(), args);
  }

  @Override
  public String version() {
    return "1.0.0-M2.1";
  }

  @Override
  public Runnable step(String work, Measure.Sizes s) {
    if (s.is("optimizer", "adamw")) {
      return null;
    }
    return switch (work) {
      case "tiny" -> tiny(s);
      case "mlp" -> perceptron(s);
      case "cnn" -> convolutional(s);
      case "resnet" -> s.is("norm", "batch") ? residual(s) : null;
      case "lstm" -> s.is("cell", "lstm") ? recurrent(s) : null;
      default -> null;
    };
  }

  private static NeuralNetConfiguration.Builder start(Measure.Sizes s) {
    double rate = s.number("rate");
    IUpdater updater = s.is("optimizer", "sgd") ? new Sgd(rate) : new Adam(rate);
    return new NeuralNetConfiguration.Builder().seed(0).updater(updater);
  }

  private static Runnable step(NeuralNetConfiguration.ListBuilder layers, INDArray x, INDArray y) {
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init();
    DataSet batch = new DataSet(x, y);
    return () -> network.fit(batch);
  }

  private static Runnable tiny(Measure.Sizes s) {
    NeuralNetConfiguration.ListBuilder layers = start(s).list();
    for (int i = 0; i < s.whole("depth"); i++) {
      layers.layer(dense(s.whole("width"), Activation.TANH));
    }
    layers.layer(output(1, LossFunction.MSE, Activation.IDENTITY));
    layers.setInputType(InputType.feedForward(s.whole("inputs")));
    int batch = s.whole("batch");
    return step(layers, Nd4j.randn(batch, s.whole("inputs")), Nd4j.randn(batch, 1));
  }

  private static Runnable perceptron(Measure.Sizes s) {
    NeuralNetConfiguration.ListBuilder layers = start(s).list();
    for (int i = 0; i < s.whole("depth"); i++) {
      layers.layer(dense(Math.max(1, s.whole("width") >> i), Activation.RELU));
    }
    layers.layer(output(s.whole("classes"), LossFunction.MCXENT, Activation.SOFTMAX));
    layers.setInputType(InputType.feedForward(s.whole("inputs")));
    int batch = s.whole("batch");
    return step(layers, Nd4j.randn(batch, s.whole("inputs")), oneOf(s.whole("classes"), batch));
  }

  private static Runnable convolutional(Measure.Sizes s) {
    NeuralNetConfiguration.ListBuilder layers = start(s).list();
    for (int i = 0; i < s.whole("depth"); i++) {
      layers.layer(
          convolution(s.whole("width") * (i == 0 ? 1 : 2), ConvolutionMode.Truncate)
              .activation(Activation.RELU)
              .build());
    }
    layers
        .layer(
            new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                .kernelSize(2, 2)
                .stride(2, 2)
                .build())
        .layer(dense(s.whole("features"), Activation.RELU))
        .layer(output(s.whole("classes"), LossFunction.MCXENT, Activation.SOFTMAX));
    int size = s.whole("size");
    int channels = s.whole("channels");
    int batch = s.whole("batch");
    layers.setInputType(InputType.convolutional(size, size, channels));
    return step(
        layers, Nd4j.randn(batch, channels, size, size), oneOf(s.whole("classes"), batch));
  }

  private static Runnable residual(Measure.Sizes s) {
    ComputationGraphConfiguration.GraphBuilder graph = start(s).graphBuilder().addInputs("x");
    int width = s.whole("width");
    graph.addLayer(
        "in",
        convolution(width, ConvolutionMode.Same).activation(Activation.RELU).build(),
        "x");
    String before = "in";
    for (int i = 0; i < s.whole("blocks"); i++) {
      String first = half(graph, "first" + i, width, Activation.RELU, before);
      String second = half(graph, "second" + i, width, Activation.IDENTITY, first);
      graph.addVertex("sum" + i, new ElementWiseVertex(ElementWiseVertex.Op.Add), second, before);
      graph.addLayer("block" + i, new ActivationLayer(Activation.RELU), "sum" + i);
      before = "block" + i;
    }
    int size = s.whole("size");
    int batch = s.whole("batch");
    graph
        .addLayer("mean", new GlobalPoolingLayer(PoolingType.AVG), before)
        .addLayer(
            "out",
            output(s.whole("classes"), LossFunction.MCXENT, Activation.SOFTMAX),
            "mean")
        .setOutputs("out")
        .setInputTypes(InputType.convolutional(size, size, 3));
    ComputationGraph network = new ComputationGraph(graph.build());
    network.init();
    DataSet data =
        new DataSet(Nd4j.randn(batch, 3, size, size), oneOf(s.whole("classes"), batch));
    return () -> network.fit(data);
  }

  /// A convolution without bias and its normalisation.
  private static String half(
      ComputationGraphConfiguration.GraphBuilder graph,
      String name,
      int width,
      Activation activation,
      String before) {
    graph
        .addLayer(
            name + "conv",
            convolution(width, ConvolutionMode.Same)
                .hasBias(false)
                .activation(Activation.IDENTITY)
                .build(),
            before)
        .addLayer(
            name,
            new BatchNormalization.Builder().activation(activation).build(),
            name + "conv");
    return name;
  }

  private static Runnable recurrent(Measure.Sizes s) {
    int vocab = s.whole("vocab");
    int batch = s.whole("batch");
    int length = s.whole("T");
    NeuralNetConfiguration.ListBuilder layers = start(s).list();
    layers.layer(
        new EmbeddingSequenceLayer.Builder()
            .nIn(vocab)
            .nOut(s.whole("embed"))
            .inputLength(length)
            .build());
    for (int i = 0; i < s.whole("layers"); i++) {
      layers.layer(new LSTM.Builder().nOut(s.whole("width")).activation(Activation.TANH).build());
    }
    layers.layer(
        new RnnOutputLayer.Builder(LossFunction.MCXENT)
            .nOut(vocab)
            .activation(Activation.SOFTMAX)
            .build());
    layers.setInputType(InputType.recurrent(vocab, length, RNNFormat.NCW));
    INDArray symbols = Nd4j.rand(batch, length).muli(vocab);
    INDArray x = org.nd4j.linalg.ops.transforms.Transforms.floor(symbols);
    INDArray y = oneOf(vocab, batch * length).reshape(batch, length, vocab).permute(0, 2, 1).dup();
    return step(layers, x, y);
  }

  private static DenseLayer dense(int out, Activation activation) {
    return new DenseLayer.Builder().nOut(out).activation(activation).build();
  }

  private static OutputLayer output(int out, LossFunction loss, Activation activation) {
    return new OutputLayer.Builder(loss).nOut(out).activation(activation).build();
  }

  private static ConvolutionLayer.Builder convolution(int maps, ConvolutionMode mode) {
    return new ConvolutionLayer.Builder(3, 3).nOut(maps).convolutionMode(mode);
  }

  /// Rows with a single 1, at a random place.
  private static INDArray oneOf(int classes, int rows) {
    INDArray y = Nd4j.zeros(rows, classes);
    for (int row = 0; row < rows; row++) {
      y.putScalar(row, (int) (Nd4j.getRandom().nextDouble() * classes), 1);
    }
    return y;
  }
}
