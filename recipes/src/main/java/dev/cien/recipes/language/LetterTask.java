package dev.cien.recipes.language;

import dev.cien.recipes.InputException;
import dev.cien.recipes.Text;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Texts of letters that anybody can go on with who has read what came before; the letters
/// themselves are drawn.
enum LetterTask {
  /// A word again and again: `solsolsol…`.
  REPEAT,
  /// A word, the sign `>`, the word backwards, again and again: `sol>los>sol>…`.
  REVERSE;

  /// Everything that a text may hold; the letters first.
  static final String SIGNS = "abcdefghijklmnñopqrstuvwxyz>";

  static final int LETTERS = SIGNS.length() - 1;

  /// Letters of a text.
  static final int LENGTH = 24;

  private static final int SHORTEST = 3;
  private static final int LONGEST = 8;

  /// What is read, and what follows each place: −100 where nobody can know. Both `[n, length]`.
  record Texts(Tensor inputs, Tensor targets) {}

  static List<String> words() {
    return Arrays.stream(values()).map(one -> one.name().toLowerCase(Locale.ROOT)).toList();
  }

  static LetterTask of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  Texts texts(int count, Rng rng) {
    int[] inputs = new int[count * LENGTH];
    int[] targets = new int[count * LENGTH];
    for (int n = 0; n < count; n++) {
      int period = SHORTEST + rng.nextInt(LONGEST - SHORTEST + 1);
      int[] word = new int[period];
      for (int i = 0; i < period; i++) {
        word[i] = rng.nextInt(LETTERS);
      }
      for (int t = 0; t < LENGTH; t++) {
        inputs[n * LENGTH + t] = sign(word, t);
        // The first word, and where it ends, can only be guessed.
        targets[n * LENGTH + t] = t < period ? Pairs.IGNORED : sign(word, t + 1);
      }
    }
    return new Texts(Tensor.of(inputs, count, LENGTH), Tensor.of(targets, count, LENGTH));
  }

  private int sign(int[] word, int t) {
    return switch (this) {
      case REPEAT -> word[t % word.length];
      case REVERSE -> {
        int at = t % (word.length + 1);
        boolean backwards = t / (word.length + 1) % 2 == 1;
        yield at == word.length ? SIGNS.length() - 1 : word[backwards ? word.length - 1 - at : at];
      }
    };
  }

  /// A text as numbers.
  ///
  /// @throws InputException if it is empty, too long, or holds something else
  static int[] tokens(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.isEmpty() || lower.length() > LENGTH) {
      throw new InputException(
          new Text(
              "The text needs 1 to " + LENGTH + " letters; it has " + lower.length() + ".",
              "El texto necesita de 1 a " + LENGTH + " letras; tiene " + lower.length() + "."));
    }
    int[] tokens = new int[lower.length()];
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = SIGNS.indexOf(lower.charAt(i));
      if (tokens[i] < 0) {
        throw new InputException(
            new Text(
                "The model does not know “"
                    + lower.charAt(i)
                    + "”: it reads letters from a to z, ñ and >, without accents or spaces.",
                "El modelo no conoce «"
                    + lower.charAt(i)
                    + "»: lee letras de la a a la z, ñ y >, sin tildes ni espacios."));
      }
    }
    return tokens;
  }

  /// Numbers as a text.
  static String text(int... tokens) {
    StringBuilder text = new StringBuilder();
    for (int token : tokens) {
      text.append(SIGNS.charAt(token));
    }
    return text.toString();
  }
}
