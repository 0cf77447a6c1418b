package dev.cien.recipes.language;

import dev.cien.recipes.kit.Continuations;
import dev.cien.recipes.kit.NGram;
import dev.cien.text.BpeTrainer;
import dev.cien.text.CharTokenizer;
import dev.cien.text.Tokenizer;
import dev.cien.zoo.Gpt;
import dev.cien.zoo.GptCache;
import java.util.List;

/// The Spanish Bible as tokens, in three parts.
///
/// @param tokenizer what made the tokens, learnt from the training part alone
/// @param train tokens to learn from
/// @param validation to look at while learning
/// @param test to measure the result on
record Prose(Tokenizer tokenizer, Part train, Part validation, Part test) {
  private static final int LEARNT_FROM = 400_000;
  private static final int WRITTEN = 120;

  /// Tokens of a text.
  ///
  /// @param characters how many characters (code points) the text has
  record Part(int[] tokens, int characters) {
    static Part of(Tokenizer tokenizer, String text) {
      return new Part(tokenizer.encodePlain(text), text.codePointCount(0, text.length()));
    }
  }

  /// Reads the text.
  ///
  /// @param vocabulary how many tokens of byte pairs; 0 for a token a character
  /// @param chapters how many chapters to learn from
  /// @param heldOut how many chapters to measure on, and as many to look at
  static Prose of(int vocabulary, int chapters, int heldOut) {
    Scripture scripture = Scripture.load();
    String train = Scripture.spanish(Scripture.some(scripture.train(), chapters));
    Tokenizer tokenizer =
        vocabulary == 0
            ? CharTokenizer.of(train, Tokenizer.UNKNOWN)
            : BpeTrainer.of(vocabulary)
                .train(train.substring(0, Math.min(train.length(), LEARNT_FROM)));
    return new Prose(
        tokenizer,
        Part.of(tokenizer, train),
        part(tokenizer, scripture.validation(), heldOut),
        part(tokenizer, scripture.test(), heldOut));
  }

  private static Part part(Tokenizer tokenizer, List<Scripture.Chapter> chapters, int count) {
    return Part.of(tokenizer, Scripture.spanish(Scripture.some(chapters, count)));
  }

  /// Goes on with texts as a model of these tokens does.
  Continuations continuations(Gpt model, long seed) {
    return new Continuations(new GptCache(model), tokenizer, WRITTEN, seed);
  }

  /// Bits a character of n-grams over the same tokens, learnt from the same text.
  double bitsOfNGrams(int order) {
    return bits(
        NGram.of(order, tokenizer.size(), train.tokens()).nats(test.tokens()), test.characters());
  }

  /// Bits a character of n-grams over characters, learnt from the same text.
  double bitsOfCharacters(int order) {
    String text = tokenizer.decode(train.tokens());
    CharTokenizer characters = CharTokenizer.of(text, Tokenizer.UNKNOWN);
    return bits(
        NGram.of(order, characters.size(), characters.encodePlain(text))
            .nats(characters.encodePlain(tokenizer.decode(test.tokens()))),
        test.characters());
  }

  /// Nats over a whole text as bits for each of its characters.
  static double bits(double nats, int characters) {
    return nats / StrictMath.log(2) / characters;
  }
}
