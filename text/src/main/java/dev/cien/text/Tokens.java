package dev.cien.text;

import java.util.Map;
import java.util.OptionalInt;

/// What all tokenizers do alike: their vocabulary, and which of its tokens are special.
abstract class Tokens implements Tokenizer {
  final Vocabulary vocabulary;
  final SpecialTokens special;

  Tokens(Vocabulary vocabulary, SpecialTokens special) {
    this.vocabulary = vocabulary;
    this.special = special;
  }

  @Override
  public final int size() {
    return vocabulary.size();
  }

  @Override
  public final String token(int id) {
    return vocabulary.token(id);
  }

  @Override
  public final OptionalInt find(String token) {
    return vocabulary.find(token);
  }

  @Override
  public final Map<String, Integer> special() {
    return special.ids();
  }

  @Override
  public String toString() {
    return getClass().getSimpleName() + "[" + size() + " tokens]";
  }
}
