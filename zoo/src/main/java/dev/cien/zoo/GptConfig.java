package dev.cien.zoo;

/// The sizes of a [Gpt].
///
/// With vocabulary V, context T, width d and L blocks it has
///
/// ```
/// V·d + T·d                 the vectors of tokens (also the head) and of positions
/// + L·(12·d² + 13·d)        a block: attention 4d² + 4d, network 8d² + 5d, two norms 4d
/// + 2·d                     the last norm
/// ```
///
/// parameters, whatever the number of heads.
///
/// @param vocabulary how many different tokens
/// @param context how many tokens it sees at once
/// @param width numbers a position
/// @param heads heads of attention, which must divide the width
/// @param layers blocks
/// @param dropout the probability of dropping in training, 0.1 in GPT-2
public record GptConfig(
    int vocabulary, int context, int width, int heads, int layers, double dropout) {
  private static final int VOCABULARY = 50_257;
  private static final int CONTEXT = 1024;
  private static final double DROPOUT = 0.1;

  /// Checks that there is something of everything, and that the heads divide the width.
  public GptConfig {
    if (vocabulary < 1 || context < 1 || width < 1 || heads < 1 || layers < 0) {
      throw new IllegalArgumentException(
          "gpt: expected at least one token, position, feature and head, found vocabulary "
              + vocabulary
              + ", context "
              + context
              + ", width "
              + width
              + ", heads "
              + heads
              + ", layers "
              + layers);
    }
    if (width % heads != 0) {
      throw new IllegalArgumentException(
          "gpt: expected heads that divide the width, found " + heads + " heads of width " + width);
    }
  }

  /// A model without dropout.
  public static GptConfig of(int vocabulary, int context, int width, int heads, int layers) {
    return new GptConfig(vocabulary, context, width, heads, layers, 0);
  }

  /// GPT-2, the smallest of the four that were published: 124,439,808 parameters.
  public static GptConfig gpt2() {
    return published(768, 12, 12);
  }

  /// GPT-2 medium: 354,823,168 parameters.
  public static GptConfig gpt2Medium() {
    return published(1024, 16, 24);
  }

  /// GPT-2 large: 774,030,080 parameters.
  public static GptConfig gpt2Large() {
    return published(1280, 20, 36);
  }

  /// GPT-2 XL, the one of the paper's title: 1,557,611,200 parameters.
  public static GptConfig gpt2Xl() {
    return published(1600, 25, 48);
  }

  private static GptConfig published(int width, int heads, int layers) {
    return new GptConfig(VOCABULARY, CONTEXT, width, heads, layers, DROPOUT);
  }

  /// The same sizes with another dropout.
  public GptConfig withDropout(double value) {
    return new GptConfig(vocabulary, context, width, heads, layers, value);
  }

  /// How many parameters the model has, by the formula.
  public long parameters() {
    long d = width;
    return vocabulary * d + context * d + layers * (12 * d * d + 13 * d) + 2 * d;
  }

  /// How many floating-point operations a training step spends on one token: two for each parameter
  /// of a product forward, four backward, and attention over half the context (Kaplan et al. 2020,
  /// arXiv:2001.08361, section 2.1).
  public double trainingFlops() {
    double d = width;
    double products = 12.0 * layers * d * d + vocabulary * d;
    double attention = layers * d * context;
    return 6 * (products + attention);
  }
}
