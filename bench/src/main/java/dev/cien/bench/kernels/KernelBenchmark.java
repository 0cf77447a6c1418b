package dev.cien.bench.kernels;

import dev.cien.cli.WarmUp;
import dev.cien.tensor.Gradients;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// A captured step with one operation in it, run again and again.
///
/// Calls through the public face: what is measured is what a network gets, the allocation of the
/// result included. Five JVMs each, because the JVM's compiler may decide otherwise in each.
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(5)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@State(Scope.Benchmark)
public abstract class KernelBenchmark {
  /// A step, what it is given, and what one run of it does.
  ///
  /// @param step the captured step
  /// @param inputs random numbers of the right shapes
  /// @param flops additions and multiplications in one run; 0 if memory is what limits it
  /// @param bytes that one run must read and write, each once; 0 if arithmetic is what limits it
  record Kernel(Step step, Tensor[] inputs, double flops, double bytes) {
    /// A kernel that arithmetic limits.
    static Kernel computing(double flops, Step step, Tensor... inputs) {
      return new Kernel(step, inputs, flops, 0);
    }

    /// A kernel that memory limits.
    static Kernel moving(double bytes, Step step, Tensor... inputs) {
      return new Kernel(step, inputs, 0, bytes);
    }
  }

  /// Bytes of a `float32`.
  static final double FLOAT = 4;

  private static final double GIGA = 1e9;

  /// Seconds, six times as many while the JVM's compiler is at work.
  private static final double WARM_UP = 2.5;

  private Kernel kernel;

  /// The kernel that the parameters ask for.
  abstract Kernel kernel();

  /// Builds the kernel, before any measurement, and runs it until its code is compiled: JMH's own
  /// warm-up is over before that.
  @Setup
  public void build() {
    kernel = kernel();
    WarmUp.run(() -> kernel.step.run(kernel.inputs), WARM_UP);
  }

  /// One run.
  @Benchmark
  public Tensor[] run(Work work) {
    work.gigaflops += kernel.flops / GIGA;
    work.gigabytes += kernel.bytes / GIGA;
    return kernel.step.run(kernel.inputs);
  }

  /// Normally distributed numbers, always the same.
  static Tensor normal(int... dims) {
    return Tensor.randn(Rng.of(Arrays.hashCode(dims)), dims).compute();
  }

  /// A step that gives the result of a function.
  static Step forward(Function<Tensor[], Tensor> function) {
    return Step.inference(in -> new Tensor[] {function.apply(in)});
  }

  /// A step that gives the gradients of a function for some of its inputs; the gradient of its
  /// result is the step's last input.
  static Step backward(Function<Tensor[], Tensor> function, int... with) {
    return Step.training(
        in -> {
          List<Tensor> wanted = Arrays.stream(with).mapToObj(i -> in[i]).toList();
          Tensor seed = in[in.length - 1];
          Gradients gradients = Gradients.of(function.apply(in), seed, wanted);
          return wanted.stream().map(gradients::of).toArray(Tensor[]::new);
        });
  }
}
