package dev.cien.recipes.sequence;

import dev.cien.data.Dataset;
import dev.cien.data.SpeechAugmentation;
import dev.cien.data.SpeechPicture;
import dev.cien.data.SpokenWords;
import dev.cien.data.TensorDataset;
import dev.cien.io.Sound;
import dev.cien.nn.Params;
import dev.cien.optim.Optimizer;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Evaluation;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Prediction;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.recipes.kit.Classification;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.Cell;
import dev.cien.zoo.SpokenWordRnn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Words of a synthesiser to learn from, words of people to be measured on.
final class WordListener extends Classification {
  static final SpeechPicture FORM = SpeechPicture.telephone();

  private static final double TIME = 0.3;
  private static final double THROAT = 0.15;
  private static final double MICROPHONE = 0.8;
  private static final double NOISE = 0.6;
  private static final int LINEAR_EPOCHS = 5;
  private static final int LINEAR_BATCH = 64;
  private static final double LINEAR_RATE = 0.003;

  private final SpokenWordRnn model;
  private final List<SpokenWords.Clip> clips;
  private final SpokenTakes takes;

  private WordListener(
      Settings settings,
      SpokenWordRnn model,
      Dataset train,
      Dataset validation,
      Dataset test,
      List<String> classes,
      List<SpokenWords.Clip> clips,
      SpokenTakes takes) {
    super(settings, model, train, Optional.of(validation), test, classes);
    this.model = model;
    this.clips = clips;
    this.takes = takes;
  }

  static WordListener of(
      Settings settings, SpokenWords words, List<SpokenWords.Clip> clips, SpokenTakes takes) {
    List<String> names = List.copyOf(words.words().keySet());
    SpokenWordRnn model =
        SpokenWordRnn.of(
            new SpokenWordRnn.Config(
                FORM.sound().bands(),
                settings.whole("channels"),
                Cell.of(settings.word("cell")),
                settings.whole("hidden"),
                settings.whole("layers"),
                settings.word("directions").equals("2"),
                names.size(),
                settings.number("dropout")),
            Rng.of(settings.seed()));
    double strength = settings.number("augment");
    SpeechAugmentation augmentation =
        new SpeechAugmentation(
            FORM,
            TIME * strength,
            THROAT * strength,
            MICROPHONE * strength,
            Math.min(1, NOISE * strength),
            strength > 0);
    return new WordListener(
        settings,
        model,
        takes.training().augment(augmentation),
        takes.validation(),
        spoken(clips, names),
        List.copyOf(words.words().values()),
        clips,
        takes);
  }

  private static Dataset spoken(List<SpokenWords.Clip> clips, List<String> names) {
    List<float[]> pictures = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (SpokenWords.Clip clip : clips) {
      pictures.add(picture(clip.sound()));
      labels.add(names.indexOf(clip.name()));
    }
    return dataset(pictures, labels);
  }

  /// A normalised picture of a word.
  static float[] picture(Sound word) {
    float[] picture = FORM.of(word);
    FORM.normalise(picture);
    return picture;
  }

  static Dataset dataset(List<float[]> pictures, List<Integer> labels) {
    int size = FORM.size();
    float[] values = new float[pictures.size() * size];
    int[] targets = new int[labels.size()];
    for (int i = 0; i < targets.length; i++) {
      System.arraycopy(pictures.get(i), 0, values, i * size, size);
      targets[i] = labels.get(i);
    }
    return TensorDataset.of(
        Tensor.of(values, targets.length, 1, FORM.frames(), FORM.sound().bands()),
        Tensor.of(targets));
  }

  @Override
  public Optimizer optimizer() {
    return oneCycle(Params.of(model()).trainable());
  }

  @Override
  public Evaluation evaluate() {
    Outputs outputs = outputs(test());
    Evaluation all = measure(test(), outputs);
    Map<String, Double> metrics = new LinkedHashMap<>(all.metrics());
    int[] found = found(outputs);
    Map<String, int[]> counts = new LinkedHashMap<>();
    for (int i = 0; i < found.length; i++) {
      int[] count = counts.computeIfAbsent(clips.get(i).speaker(), _ -> new int[2]);
      count[0] += found[i] == (int) outputs.targets()[i] ? 1 : 0;
      count[1]++;
    }
    counts.forEach(
        (speaker, count) ->
            metrics.put("accuracy_" + speaker.replace('-', '_'), (double) count[0] / count[1]));
    return new Evaluation(all.samples(), metrics, all.classes(), all.confusion(), all.mistakes());
  }

  @Override
  public List<Baseline> baselines() {
    return List.of(
        new Baseline(
            "dtw",
            new Text(
                "the nearest spoken template, bent in time (DTW)",
                "la plantilla hablada más cercana, deformada en el tiempo (DTW)"),
            false,
            () -> new NearestTemplate(takes.training(), FORM).accuracy(test())),
        linear(LINEAR_EPOCHS, LINEAR_BATCH, LINEAR_RATE));
  }

  /// The word in a WAV or GSM file.
  @Override
  public List<Prediction> predict(Path file) {
    Sound sound = SpokenFile.read(file, FORM);
    float[] picture = picture(sound);
    Tensor input = Tensor.of(picture, 1, 1, FORM.frames(), FORM.sound().bands());
    return List.of(prediction(file.getFileName().toString(), outputs(input)));
  }

  @Override
  public void show(Gallery gallery) {
    new ListeningShow(this, gallery).all();
  }

  /// What people said.
  List<SpokenWords.Clip> clips() {
    return clips;
  }

  /// A word as the first voice of the synthesiser said it, before it is normalised.
  float[] synthesised(int word) {
    return takes.training().batch(word).inputs().toFloats();
  }

  /// The words that can be said.
  List<String> words() {
    return classes();
  }

  /// How sure the model is of each word, for each of [#clips].
  double[][] sureness() {
    Outputs outputs = outputs(test());
    double[][] sure = new double[outputs.size()][];
    for (int i = 0; i < sure.length; i++) {
      sure[i] = probabilities(outputs.row(i));
    }
    return sure;
  }

  /// The probability of each word after each moment of a normalised picture.
  double[][] overTime(float... picture) {
    Tensor input = Tensor.of(picture, 1, 1, FORM.frames(), FORM.sound().bands());
    Tensor logits = model.overTime(input);
    int moments = logits.shape().dim(1);
    float[] values = logits.toFloats();
    int count = classes().size();
    double[][] sure = new double[moments][];
    for (int t = 0; t < moments; t++) {
      sure[t] = probabilities(Arrays.copyOfRange(values, t * count, (t + 1) * count));
    }
    return sure;
  }

  /// The states after each moment of a normalised picture, a row a number of the state.
  double[][] states(float... picture) {
    Tensor input = Tensor.of(picture, 1, 1, FORM.frames(), FORM.sound().bands());
    Tensor states = model.states(input);
    int moments = states.shape().dim(1);
    int width = states.shape().dim(2);
    float[] values = states.toFloats();
    double[][] rows = new double[width][moments];
    for (int i = 0; i < values.length; i++) {
      rows[i % width][i / width] = values[i];
    }
    return rows;
  }
}
