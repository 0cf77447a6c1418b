package dev.cien.recipes.kit;

/// A language model that counts: the next symbol from the n − 1 before it, interpolated over all
/// shorter contexts by Witten and Bell's rule.
///
/// p(x | h) = (count(hx) + D(h) · p(x | h′)) / (count(h) + D(h)), where h′ is h without its first
/// symbol and D(h) how many different symbols were seen after h; the shortest context of all says
/// 1/V.
///
/// I. H. Witten, T. C. Bell: The zero-frequency problem, 1991.
public final class NGram {
  private static final int BITS = 8;
  private static final int MOST_SYMBOLS = 1 << BITS;
  private static final int MOST_ORDER = 7;

  private final int order;
  private final int symbols;
  private final Counts followed = new Counts();
  private final Counts totals = new Counts();
  private final Counts distinct = new Counts();

  private NGram(int order, int symbols) {
    this.order = order;
    this.symbols = symbols;
  }

  /// Counts a text.
  ///
  /// @param order n: how many symbols are looked at, the next one included; 1 to 7
  /// @param symbols V: how many different ones there may be, up to 256
  /// @param text numbers from 0 to V − 1
  /// @throws IllegalArgumentException if order, V or a number is out of range
  public static NGram of(int order, int symbols, int... text) {
    if (order < 1 || order > MOST_ORDER || symbols < 1 || symbols > MOST_SYMBOLS) {
      throw new IllegalArgumentException(
          "n-gram: expected an order from 1 to "
              + MOST_ORDER
              + " over 1 to "
              + MOST_SYMBOLS
              + " symbols, found order "
              + order
              + " over "
              + symbols
              + ".");
    }
    NGram model = new NGram(order, symbols);
    for (int i = 0; i < text.length; i++) {
      if (text[i] < 0 || text[i] >= symbols) {
        throw new IllegalArgumentException(
            "n-gram: expected symbols from 0 to " + (symbols - 1) + ", found " + text[i] + ".");
      }
      for (int length = 0; length < order && length <= i; length++) {
        long context = context(text, i, length);
        if (model.followed.add(follow(context, text[i])) == 1) {
          model.distinct.add(context);
        }
        model.totals.add(context);
      }
    }
    return model;
  }

  /// The probability of the symbol at a place of a text, from those before it.
  public double probability(int[] text, int at) {
    double p = 1.0 / symbols;
    for (int length = 0; length < order && length <= at; length++) {
      long context = context(text, at, length);
      int total = totals.get(context);
      if (total == 0) {
        break;
      }
      int kinds = distinct.get(context);
      p = (followed.get(follow(context, text[at])) + kinds * p) / (total + kinds);
    }
    return p;
  }

  /// The mean of −log₂ p over a text: bits a symbol.
  public double bits(int... text) {
    double sum = 0;
    for (int i = 0; i < text.length; i++) {
      sum -= Math.log(probability(text, i));
    }
    return sum / text.length / Math.log(2);
  }

  /// The `length` symbols before a place as one number, their count in the lowest bits.
  private static long context(int[] text, int at, int length) {
    long packed = 0;
    for (int i = at - length; i < at; i++) {
      packed = packed << BITS | text[i];
    }
    return packed << BITS | length;
  }

  private static long follow(long context, int symbol) {
    // The length takes three of its eight bits; the symbol goes to the top, which the six symbols
    // of the longest context leave free.
    return context | (long) symbol << 56;
  }

  /// How often each of many numbers came: a table with open addresses.
  private static final class Counts {
    private long[] keys = new long[1 << 10];
    private int[] values = new int[1 << 10];
    private int used;

    int get(long key) {
      return values[slot(keys, values, key)];
    }

    int add(long key) {
      if (2 * used > keys.length) {
        grow();
      }
      int slot = slot(keys, values, key);
      if (values[slot] == 0) {
        keys[slot] = key;
        used++;
      }
      return ++values[slot];
    }

    private static int slot(long[] keys, int[] values, long key) {
      long mixed = key * 0x9E3779B97F4A7C15L;
      int slot = (int) (mixed ^ mixed >>> 32) & keys.length - 1;
      while (values[slot] != 0 && keys[slot] != key) {
        slot = slot + 1 & keys.length - 1;
      }
      return slot;
    }

    private void grow() {
      long[] moreKeys = new long[2 * keys.length];
      int[] moreValues = new int[2 * keys.length];
      for (int i = 0; i < keys.length; i++) {
        if (values[i] != 0) {
          int slot = slot(moreKeys, moreValues, keys[i]);
          moreKeys[slot] = keys[i];
          moreValues[slot] = values[i];
        }
      }
      keys = moreKeys;
      values = moreValues;
    }
  }

  @Override
  public String toString() {
    return "NGram(order=" + order + ", symbols=" + symbols + ")";
  }
}
