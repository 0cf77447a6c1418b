package dev.cien.cli;

import dev.cien.data.DataCache;
import dev.cien.tensor.Machine;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Says what Cien found on this machine, and how fast it is here.
@Command(name = "doctor")
final class DoctorCommand implements Callable<Integer> {
  private static final Runtime.Version REQUIRED = Runtime.Version.parse("25.0.3");
  private static final double ENOUGH_SECONDS = 1;

  /// A run so many times as fast as the best before is a reason to go on.
  private static final double ENOUGH_BETTER = 1.02;

  private static final int LARGEST = 1024;

  private final Terminal terminal;

  @Mixin Common common;

  DoctorCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    boolean recent = Runtime.version().compareToIgnoreOptional(REQUIRED) >= 0;
    terminal.line(new Version().getVersion()[0]);
    terminal.say(
        recent ? "doctor.jdk" : "doctor.oldJdk",
        Runtime.version(),
        System.getProperty("java.home"));
    kernels();
    terminal.say(Machine.hasFusedMultiplyAdd() ? "doctor.fused" : "doctor.steps");
    terminal.say("doctor.threads", Machine.threads(), Runtime.getRuntime().availableProcessors());
    terminal.say("doctor.memory", Runtime.getRuntime().maxMemory() / (1 << 20));
    LargePages.find().key().ifPresent(terminal::say);
    terminal.say("doctor.data", DataCache.standard().root());
    double one = Peak.gigaflops(1);
    BesidePeak found =
        BesidePeak.measure(() -> Peak.gigaflops(Machine.threads()), DoctorCommand::product);
    terminal.say("doctor.peak", one, Math.max(one, found.peak()), Machine.threads());
    if (found.isSound()) {
      terminal.say("doctor.product", found.speed(), 100 * found.speed() / found.peak());
    } else {
      terminal.say("doctor.busy", found.speed());
    }
    return recent ? Exit.OK : Exit.FAILED;
  }

  private void kernels() {
    switch (Machine.kernelPath()) {
      case VECTORS ->
          terminal.say("doctor.vectors", Float.SIZE * Machine.vectorLanes(), Machine.vectorLanes());
      case SWITCHED_OFF -> terminal.say("doctor.switchedOff");
      case NO_MODULE -> terminal.say("doctor.noModule");
      case NO_FUSED_MULTIPLY_ADD -> terminal.say("doctor.noFused");
      case NO_COMPILER -> terminal.say("doctor.noCompiler");
      case TOO_NARROW -> terminal.say("doctor.tooNarrow");
    }
  }

  /// The speed of matrix products as large as a fraction of a second allows, the best of some. The
  /// product goes into the same memory each time: to touch memory for the first time can take
  /// longer than to compute what is written there.
  private static double product() {
    double best = 0;
    for (int n = 64; n <= LARGEST; n *= 2) {
      Tensor a = Tensor.rand(Rng.of(1), n, n).compute();
      Tensor b = Tensor.rand(Rng.of(2), n, n).compute();
      Variable product = Variable.of("product", Tensor.zeros(n, n));
      Step step =
          Step.inference(
              in -> {
                product.assign(in[0].matmul(in[1]));
                return new Tensor[0];
              });
      double flops = 2.0 * n * n * n;
      double fastest = fastest(() -> step.run(a, b), flops);
      best = Math.max(best, fastest);
      // Eight times the work must still fit into a few seconds.
      if (flops * 8 > fastest * 1e9 * 4 * ENOUGH_SECONDS) {
        break;
      }
    }
    return best;
  }

  /// 10⁹ operations a second of the fastest run, once none has been faster for a while.
  private static double fastest(Runnable run, double flops) {
    double fastest = 0;
    long better = System.nanoTime();
    long end = better;
    while ((end - better) * 1e-9 < ENOUGH_SECONDS) {
      long start = System.nanoTime();
      run.run();
      end = System.nanoTime();
      double speed = flops / (end - start);
      if (speed > ENOUGH_BETTER * fastest) {
        better = end;
      }
      fastest = Math.max(fastest, speed);
    }
    return fastest;
  }
}
