package dev.cien.zoo;

/// The sizes of a [Llama].
///
/// With vocabulary V, width d, heads of h numbers, K heads of keys, inner width m and L blocks it
/// has
///
/// ```
/// V·d, twice if untied                 the vectors of tokens, and the head
/// + L·(2·d·heads·h + 2·d·K·h           a block: queries and result, keys and values
///      + 3·d·m + 2·d)                  the gated network, two norms
/// + d                                  the last norm
/// ```
///
/// parameters.
///
/// @param vocabulary how many different tokens
/// @param context how many tokens it was made for; nothing in it depends on that
/// @param width numbers a position
/// @param heads heads of queries
/// @param keyHeads heads of keys and values, each shared by `heads / keyHeads` heads of queries
/// @param headWidth numbers a head
/// @param inner the width inside the network
/// @param layers blocks
/// @param base what the frequencies of the positions fall by, 10000 in LLaMA
/// @param epsilon keeps the divisions of the norms safe, 10⁻⁵ or 10⁻⁶ in LLaMA
/// @param tied whether the head is the vectors of the tokens
public record LlamaConfig(
    int vocabulary,
    int context,
    int width,
    int heads,
    int keyHeads,
    int headWidth,
    int inner,
    int layers,
    double base,
    double epsilon,
    boolean tied) {
  private static final double BASE = 10_000;
  private static final double EPSILON = 1e-5;

  /// Checks that there is something of everything, and that heads can share keys and be turned.
  public LlamaConfig {
    if (vocabulary < 1
        || context < 1
        || width < 1
        || heads < 1
        || keyHeads < 1
        || inner < 1
        || layers < 0) {
      throw new IllegalArgumentException(
          "llama: expected at least one token, position, feature and head, found vocabulary "
              + vocabulary
              + ", context "
              + context
              + ", width "
              + width
              + ", heads "
              + heads
              + " and "
              + keyHeads
              + ", inner width "
              + inner
              + ", layers "
              + layers);
    }
    if (heads % keyHeads != 0 || headWidth < 2 || headWidth % 2 != 0) {
      throw new IllegalArgumentException(
          "llama: expected heads that a number of heads of keys divides, each of an even width,"
              + " found "
              + heads
              + " heads, "
              + keyHeads
              + " of keys, of width "
              + headWidth);
    }
  }

  /// A model whose heads share the width out and have keys of their own, untied, with an inner
  /// width of 8/3 of the width.
  public static LlamaConfig of(int vocabulary, int context, int width, int heads, int layers) {
    if (heads < 1 || width % heads != 0) {
      throw new IllegalArgumentException(
          "llama: expected heads that divide the width, found "
              + heads
              + " heads of width "
              + width);
    }
    return new LlamaConfig(
        vocabulary,
        context,
        width,
        heads,
        heads,
        width / heads,
        Math.ceilDiv(8 * width, 3),
        layers,
        BASE,
        EPSILON,
        false);
  }

  /// The same sizes with so many heads of keys and values.
  public LlamaConfig withKeyHeads(int count) {
    return new LlamaConfig(
        vocabulary, context, width, heads, count, headWidth, inner, layers, base, epsilon, tied);
  }

  /// The same sizes with a head that is, or is not, the vectors of the tokens.
  public LlamaConfig withTied(boolean value) {
    return new LlamaConfig(
        vocabulary,
        context,
        width,
        heads,
        keyHeads,
        headWidth,
        inner,
        layers,
        base,
        epsilon,
        value);
  }

  /// How many parameters the model has, by the formula.
  public long parameters() {
    long d = width;
    long block = 2 * d * headWidth * (heads + keyHeads) + 3 * d * inner + 2 * d;
    return (tied ? 1 : 2) * vocabulary * d + layers * block + d;
  }
}
