package dev.cien.zoo.pretrained;

import dev.cien.io.FileFormatException;
import dev.cien.io.JsonPart;
import dev.cien.nn.Attention;
import dev.cien.tensor.Tensor;
import dev.cien.text.Tokenizer;
import dev.cien.zoo.BertEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Turns texts into vectors that lie close where the texts mean similar things: for search, for
/// grouping, for classifiers that learn from few examples.
///
/// ```java
/// SentenceEncoder encoder = SentenceEncoder.open(Path.of("all-MiniLM-L6-v2"));
/// float[][] v = encoder.encode(List.of("A dog lay on the rug.", "The cat sat on the mat."));
/// double alike = SentenceEncoder.cosine(v[0], v[1]);
/// ```
///
/// It opens folders of `sentence-transformers` (`modules.json` says how the tokens' vectors become
/// one and whether it is brought to length 1), and any other folder of an encoder: then their mean
/// is taken as it is, as `sentence-transformers` does. May be used by many threads.
///
/// N. Reimers, I. Gurevych: Sentence-BERT, 2019,
/// [arXiv:1908.10084](https://arxiv.org/abs/1908.10084).
public final class SentenceEncoder {
  private static final int MAX_CONFIG = 1 << 20;
  private static final double EPSILON = 1e-12;

  private final BertEncoder reader;
  private final Tokenizer tokenizer;
  private final Pooling pooling;
  private final boolean normalized;
  private final int longest;
  private final TextRunner runner;

  /// An encoder of the given parts.
  ///
  /// @param reader reads a text
  /// @param tokenizer makes ids of it
  /// @param pooling how the tokens' vectors become one
  /// @param normalized whether that is brought to length 1
  /// @param longest how many tokens a text may have, those around it included; the end of a longer
  ///   one is left out
  /// @throws IllegalArgumentException if the reader does not see so many
  public SentenceEncoder(
      BertEncoder reader, Tokenizer tokenizer, Pooling pooling, boolean normalized, int longest) {
    if (longest < 1 || longest > reader.context()) {
      throw new IllegalArgumentException(
          "sentence encoder: expected texts of 1 to "
              + reader.context()
              + " tokens, which is what the model sees, found "
              + longest);
    }
    this.reader = reader;
    this.tokenizer = tokenizer;
    this.pooling = pooling;
    this.normalized = normalized;
    this.longest = longest;
    this.runner = new TextRunner(tokenizer, longest, this::vectors);
  }

  /// Opens a folder.
  ///
  /// @throws FileFormatException if it holds no encoder, or a module that is not supported
  public static SentenceEncoder open(Path folder) {
    Path modules = folder.resolve("modules.json");
    Pooling pooling = Pooling.MEAN;
    boolean normalized = false;
    Path body = folder;
    if (Files.isRegularFile(modules)) {
      for (JsonPart module : JsonPart.read(modules, MAX_CONFIG).list()) {
        String type = module.type();
        Path path = folder.resolve(inside(module.get("path")));
        switch (type.substring(type.lastIndexOf('.') + 1)) {
          case "Transformer" -> body = path;
          case "Pooling" ->
              pooling = pooling(JsonPart.read(path.resolve("config.json"), MAX_CONFIG));
          case "Normalize" -> normalized = true;
          default -> throw module.unsupported("Transformer, Pooling, Normalize");
        }
      }
    }
    ModelFolder opened = ModelFolder.open(body);
    BertEncoder reader = opened.encoder();
    return new SentenceEncoder(
        reader,
        opened.tokenizer(),
        pooling,
        normalized,
        Math.min(reader.context(), longest(body.resolve("sentence_bert_config.json"))));
  }

  /// A name that stays in its folder, or none for the folder itself.
  private static String inside(JsonPart path) {
    String name = path.text("");
    if (!name.matches("[\\w-]*")) {
      throw path.expected("the name of a folder inside this one");
    }
    return name;
  }

  private static int longest(Path config) {
    return Files.isRegularFile(config)
        ? JsonPart.read(config, MAX_CONFIG).get("max_seq_length").integer(Integer.MAX_VALUE)
        : Integer.MAX_VALUE;
  }

  private static Pooling pooling(JsonPart config) {
    Pooling found = null;
    for (Mode mode : Mode.values()) {
      if (config.get(mode.flag).flag(false)
          || config.get("pooling_mode").text("").equals(mode.word)) {
        config.require(found == null && mode.pooling.isPresent(), Mode.SUPPORTED);
        found = mode.pooling.get();
      }
    }
    config.require(found != null, Mode.SUPPORTED);
    return found;
  }

  /// This encoder with vectors of length 1, or as they are.
  public SentenceEncoder withNormalized(boolean value) {
    return new SentenceEncoder(reader, tokenizer, pooling, value, longest);
  }

  /// This encoder for texts of at most so many tokens.
  public SentenceEncoder withLongest(int value) {
    return new SentenceEncoder(reader, tokenizer, pooling, normalized, value);
  }

  /// What reads a text, to be trained on.
  public BertEncoder reader() {
    return reader;
  }

  /// What makes ids of a text.
  public Tokenizer tokenizer() {
    return tokenizer;
  }

  /// Whether vectors have length 1.
  public boolean normalized() {
    return normalized;
  }

  /// How many tokens a text may have, those around it included.
  public int longest() {
    return longest;
  }

  /// How many numbers a vector has.
  public int width() {
    return reader.width();
  }

  /// The vector of a text.
  public float[] encode(String text) {
    return encode(List.of(text))[0];
  }

  /// The vectors of texts, in their order. Texts of similar length are computed together.
  public float[][] encode(List<String> texts) {
    return runner.run(texts);
  }

  private Tensor vectors(Tensor ids, Tensor present) {
    Tensor h = reader.forward(ids, Optional.of(Attention.padding(present)));
    Tensor y = pooling.pool(h, present);
    return normalized ? y.div(y.square().sum(1).sqrt().maximum(EPSILON).unsqueeze(1)) : y;
  }

  /// How alike the directions of two vectors are, from −1 to 1.
  public static double cosine(float[] a, float[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          "cosine: expected vectors of one width, found " + a.length + " and " + b.length);
    }
    double dot = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
      aa += (double) a[i] * a[i];
      bb += (double) b[i] * b[i];
    }
    return dot / Math.max(Math.sqrt(aa * bb), EPSILON);
  }

  /// What `sentence-transformers` writes about pooling.
  private enum Mode {
    CLS("pooling_mode_cls_token", "cls", Optional.of(Pooling.FIRST)),
    MEAN("pooling_mode_mean_tokens", "mean", Optional.of(Pooling.MEAN)),
    MAX("pooling_mode_max_tokens", "max", Optional.of(Pooling.MAX)),
    ROOT("pooling_mode_mean_sqrt_len_tokens", "mean_sqrt_len_tokens", Optional.empty()),
    WEIGHTED("pooling_mode_weightedmean_tokens", "weightedmean", Optional.empty()),
    LAST("pooling_mode_lasttoken", "lasttoken", Optional.empty());

    static final String SUPPORTED = "one of the mean, the largest and the first token";

    final String flag;
    final String word;
    final Optional<Pooling> pooling;

    Mode(String flag, String word, Optional<Pooling> pooling) {
      this.flag = flag;
      this.word = word;
      this.pooling = pooling;
    }
  }
}
