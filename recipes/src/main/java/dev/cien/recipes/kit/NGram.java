package dev.cien.recipes.kit;

import java.util.Comparator;
import java.util.stream.IntStream;

/// A language model that counts: the next symbol from the n − 1 before it, interpolated over all
/// shorter contexts by Witten and Bell's rule.
///
/// p(x | h) = (count(hx) + D(h) · p(x | h′)) / (count(h) + D(h)), where h′ is h without its first
/// symbol and D(h) how many different symbols were seen after h; the shortest context of all says
/// 1/V.
///
/// I. H. Witten, T. C. Bell: The zero-frequency problem, 1991.
public final class NGram {
  private static final int MOST_ORDER = 7;

  /// Bits for the length of a context.
  private static final int LENGTH = 3;

  private final int order;
  private final int symbols;

  /// Bits a symbol.
  private final int bits;

  private final Counts followed = new Counts();
  private final Counts totals = new Counts();
  private final Counts distinct = new Counts();

  private NGram(int order, int symbols) {
    this.order = order;
    this.symbols = symbols;
    this.bits = bits(symbols);
  }

  private static int bits(int symbols) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(1, symbols - 1));
  }

  /// Counts a text.
  ///
  /// @param order n: how many symbols are looked at, the next one included; 1 to 7
  /// @param symbols V: how many different ones there may be; n of them must fit into 61 bits, so up
  ///   to 256 of them for 7 and a million for 3
  /// @param text numbers from 0 to V − 1
  /// @throws IllegalArgumentException if order, V or a number is out of range
  public static NGram of(int order, int symbols, int... text) {
    if (order < 1
        || order > MOST_ORDER
        || symbols < 1
        || order * bits(symbols) > Long.SIZE - LENGTH) {
      throw new IllegalArgumentException(
          "n-gram: expected an order from 1 to "
              + MOST_ORDER
              + " over symbols of which so many fit into "
              + (Long.SIZE - LENGTH)
              + " bits, found order "
              + order
              + " over "
              + symbols
              + " symbols.");
    }
    NGram model = new NGram(order, symbols);
    for (int i = 0; i < text.length; i++) {
      if (text[i] < 0 || text[i] >= symbols) {
        throw new IllegalArgumentException(
            "n-gram: expected symbols from 0 to " + (symbols - 1) + ", found " + text[i] + ".");
      }
      for (int length = 0; length < order && length <= i; length++) {
        long context = model.context(text, i, length);
        if (model.followed.add(model.follow(context, text[i])) == 1) {
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

  /// The sum of −ln p over a text.
  public double nats(int... text) {
    double sum = 0;
    for (int i = 0; i < text.length; i++) {
      sum -= StrictMath.log(probability(text, i));
    }
    return sum;
  }

  /// The mean of −log₂ p over a text: bits a symbol.
  public double bits(int... text) {
    return nats(text) / text.length / StrictMath.log(2);
  }

  /// The most frequent symbols, the most frequent first, of equally frequent ones the lower.
  public int[] frequent(int count) {
    long nothing = context(new int[0], 0, 0);
    return IntStream.range(0, symbols)
        .filter(symbol -> followed.get(follow(nothing, symbol)) > 0)
        .boxed()
        .sorted(Comparator.comparingInt(symbol -> -followed.get(follow(nothing, symbol))))
        .limit(count)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /// The `length` symbols before a place as one number, their count in the lowest bits.
  private long context(int[] text, int at, int length) {
    long packed = 0;
    for (int i = at - length; i < at; i++) {
      packed = packed << bits | text[i];
    }
    return packed << LENGTH | length;
  }

  /// A context and what came after it as one number: the symbol lies above the longest context.
  private long follow(long context, int symbol) {
    return context | (long) symbol << LENGTH + bits * (order - 1);
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
