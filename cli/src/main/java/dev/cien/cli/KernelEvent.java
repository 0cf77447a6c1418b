package dev.cien.cli;

import dev.cien.tensor.Profile;
import java.util.stream.Collectors;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/// One run of one kernel, for JDK Mission Control and `jfr print`.
@Name("dev.cien.Kernel")
@Label("Kernel")
@Category("Cien")
@Description("One run of one kernel of a training step")
@StackTrace(false)
final class KernelEvent extends Event {
  @Label("Step")
  private final int step;

  @Label("Kernel")
  private final String kernel;

  @Label("Time")
  @Timespan
  private final long time;

  @Label("Floating-point operations")
  private final long flops;

  @Label("Bytes read and written")
  @DataAmount
  private final long bytes;

  @Label("Lines of the model")
  private final String lines;

  KernelEvent(int step, Profile.Entry entry) {
    this.step = step;
    this.kernel = entry.kernel();
    this.time = Math.round(entry.seconds() * 1e9);
    this.flops = entry.flops();
    this.bytes = entry.bytes();
    this.lines = entry.lines().stream().collect(Collectors.joining(", "));
  }
}
