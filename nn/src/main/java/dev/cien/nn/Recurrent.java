package dev.cien.nn;

import dev.cien.tensor.Tensor;

/// A layer that reads a sequence step by step and carries a state from each step to the next.
///
/// As a [Layer] it gives the result of every step of a sequence, starting from a state of zeros.
///
/// @param <S> the state: a record of tensors `[layers·directions, N, hidden]`
public sealed interface Recurrent<S extends Record> extends Layer permits RNN, LSTM, GRU {
  /// What a layer gives.
  ///
  /// @param output the last layer's results: of a sequence `[N, T, directions·hidden]`, of one step
  ///   `[N, hidden]`
  /// @param state the state afterwards
  /// @param <S> the state's type
  record Output<S>(Tensor output, S state) {}

  /// The state of a layer that has nothing to remember but its results.
  ///
  /// @param hidden the latest result of each layer and direction, `[layers·directions, N, hidden]`
  record Hidden(Tensor hidden) {}

  /// A state of zeros for `batch` samples.
  S zeroState(int batch);

  /// Reads a whole sequence `[N, T, in]` from the given state.
  Output<S> sequence(Tensor x, S state);

  /// Reads one step `[N, in]` from the given state; only in one direction.
  Output<S> step(Tensor x, S state);

  /// Reads a whole sequence from a state of zeros.
  default Output<S> sequence(Tensor x) {
    return sequence(x, zeroState(samples(x)));
  }

  @Override
  default Tensor forward(Tensor x) {
    return sequence(x).output();
  }

  private int samples(Tensor x) {
    RecurrentConfig config =
        switch (this) {
          case RNN rnn -> rnn.config();
          case LSTM lstm -> lstm.config();
          case GRU gru -> gru.config();
        };
    RecurrentStack.checkSequence(this, config, x);
    return x.shape().dim(config.batchFirst() ? 0 : 1);
  }
}
