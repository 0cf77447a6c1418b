package dev.cien.tensor;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Trains a small network with convolution, pooling, dropout, normalisation, attention, softmax,
/// rows of a table and Adam, and prints the SHA-256 of its parameters: the program that
/// [SameBitsTest] runs on several JVMs.
final class SameBitsProgram {
  private static final int STEPS = 30;
  private static final int BATCH = 17;
  private static final int WORDS = 399;

  private SameBitsProgram() {}

  /// Trains and prints.
  public static void main(String[] args) throws Exception {
    Rng rng = Rng.of(42);
    List<Variable> parameters =
        List.of(
            normal("kernel", rng, 0.3, 9, 3, 3, 3),
            normal("weight", rng, 0.1, 10, 9 * 5 * 5),
            normal("bias", rng, 0.1, 10),
            normal("table", rng, 0.3, 8, 33),
            normal("mixture", rng, 0.1, 33, 101));
    List<Variable> means = zeros(parameters);
    List<Variable> squares = zeros(parameters);
    Step step =
        Step.training(
            in -> {
              Tensor h = in[0].conv(parameters.get(0).value(), Window.padding(1)).geluTanh();
              h = h.maxPool(new int[] {2, 2}, Window.stride(2)).reshape(BATCH, -1);
              Tensor keep =
                  Tensor.bernoulli(Mode.rng(), 0.9, BATCH, 9 * 5 * 5).cast(DType.FLOAT32).div(0.9);
              h = h.mul(keep);
              h = h.sub(h.mean(-1, true)).div(h.var(new int[] {-1}, 0, true).add(1e-5).sqrt());
              Tensor places = h.reshape(BATCH, 9, 25);
              Optional<Tensor> past = Optional.of(Tensor.triangle(9, 9, 0));
              h = h.add(places.mul(0.2).attend(places, places, past).reshape(BATCH, -1));
              Tensor logits =
                  h.matmul(parameters.get(1).value().t()).add(parameters.get(2).value());
              Tensor rows = parameters.get(3).value().indexSelect(0, in[2]);
              Tensor spread = rows.matmul(parameters.get(4).value()).tanh().square().mean();
              Tensor loss =
                  logits.logSoftmax(-1).gather(1, in[1].unsqueeze(1)).mean().neg().add(spread);
              adam(loss.gradients(parameters), parameters, means, squares);
              return new Tensor[] {loss};
            });
    for (int i = 0; i < STEPS; i++) {
      Tensor x = Tensor.randn(rng, BATCH, 3, 11, 11);
      Tensor y = Tensor.permutation(rng, BATCH).rem(10);
      step.run(rng, x, y, Tensor.permutation(rng, WORDS).rem(7));
    }
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (Variable parameter : parameters) {
      ByteBuffer bytes = ByteBuffer.allocate(4 * parameter.shape().size());
      for (float value : parameter.value().toFloats()) {
        bytes.putFloat(value);
      }
      digest.update(bytes.array());
    }
    System.out.println(HexFormat.of().formatHex(digest.digest()));
  }

  private static void adam(
      Gradients gradients,
      List<Variable> parameters,
      List<Variable> means,
      List<Variable> squares) {
    for (int i = 0; i < parameters.size(); i++) {
      Tensor g = gradients.of(parameters.get(i));
      Tensor mean = means.get(i).value().mul(0.9).add(g.mul(0.1));
      Tensor square = squares.get(i).value().mul(0.999).add(g.square().mul(0.001));
      means.get(i).assign(mean);
      squares.get(i).assign(square);
      parameters
          .get(i)
          .assign(parameters.get(i).value().sub(mean.mul(0.01).div(square.sqrt().add(1e-8))));
    }
  }

  private static Variable normal(String name, Rng rng, double scale, int... dims) {
    return Variable.of(name, Tensor.randn(rng, dims).mul(scale));
  }

  private static List<Variable> zeros(List<Variable> parameters) {
    List<Variable> zeros = new ArrayList<>();
    parameters.forEach(
        p -> zeros.add(Variable.of(p.name() + " memory", Tensor.zeros(p.shape().dims()))));
    return zeros;
  }
}
