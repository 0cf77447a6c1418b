package dev.cien.zoo;

/// What says how likely each token is to follow a text that it is told token by token.
public interface NextToken {
  /// Reads one more token.
  ///
  /// @return a logit for each token that may follow
  float[] after(int token);

  /// Forgets what was read.
  void restart();
}
