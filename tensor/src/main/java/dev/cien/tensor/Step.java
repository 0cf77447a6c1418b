package dev.cien.tensor;

import dev.cien.tensor.compile.Engine;
import dev.cien.tensor.compile.Executable;
import dev.cien.tensor.cpu.MatMul;
import dev.cien.tensor.graph.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A function of tensors, recorded once for each combination of input shapes, compiled, and
/// replayed.
///
/// The body runs only when inputs of new shapes or formats arrive (of shapes that return after 256
/// others, again). What it reads from [Variable]s is read again at each run; what it assigns to
/// them is written in place. Everything else it computes from Java values (a learning rate read
/// from a field, a branch on the data) is frozen at recording: make such a value an input or a
/// variable. Random numbers must come from [Mode#rng], which draws anew at each run.
///
/// ```java
/// Step step = Step.training(in -> {
///   Tensor loss = model.forward(in[0]).sub(in[1]).square().mean();
///   optimizer.step(loss.gradients(parameters));
///   return new Tensor[] {loss};
/// });
/// double loss = step.run(rng, x, y)[0].item();
/// ```
///
/// A step may be run by one thread at a time.
public final class Step {
  /// The function that a step records.
  @FunctionalInterface
  public interface Body {
    /// Records the results for the given inputs.
    Tensor[] record(Tensor... inputs);
  }

  private record Key(List<Shape> shapes, List<DType> dtypes) {}

  private record Recorded(
      Executable program,
      List<Variable> reads,
      List<Variable> writes,
      int results,
      List<Shape> shapes,
      List<DType> dtypes,
      List<Runnable> actions) {}

  /// Programs kept: inputs of as many shapes as nobody has in turn.
  private static final int PROGRAMS = 256;

  private final boolean training;
  private final Body body;

  /// By the shapes of the inputs, those that were used last at the end.
  private final Map<Key, Recorded> recorded =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Recorded> eldest) {
          return size() > PROGRAMS;
        }
      };

  private Key lastKey;
  private Recorded last;

  private Step(boolean training, Body body) {
    this.training = training;
    this.body = body;
  }

  /// A step whose body runs in a training scope.
  public static Step training(Body body) {
    return new Step(true, body);
  }

  /// A step whose body runs as in inference.
  public static Step inference(Body body) {
    return new Step(false, body);
  }

  /// Runs a step that needs no random numbers.
  public Tensor[] run(Tensor... inputs) {
    return run(null, inputs);
  }

  /// Runs the step, taking one draw from `rng` for all random numbers in it.
  public Tensor[] run(Rng rng, Tensor... inputs) {
    return run(plan(inputs), null, rng, inputs);
  }

  /// Runs the step `runs` times, without random numbers, and says how long each kernel took, as
  /// [#profile(int, Rng, Tensor...)] does.
  public Profile profile(int runs, Tensor... inputs) {
    return profile(runs, (Rng) null, inputs);
  }

  /// Runs the step `runs` times, as [#run] does, and says how long each kernel took. Run it a few
  /// hundred times before, or what is measured is how the JVM warms up.
  ///
  /// @throws IllegalArgumentException if `runs` is less than 1
  public Profile profile(int runs, Rng rng, Tensor... inputs) {
    if (runs < 1) {
      throw new IllegalArgumentException("profile: expected 1 run or more, found " + runs);
    }
    Recorded plan = plan(inputs);
    long[][] nanos = new long[runs][plan.program.parts().size()];
    for (long[] times : nanos) {
      run(plan, (part, time) -> times[part] = time, rng, inputs);
    }
    return Profile.of(plan.program.parts(), nanos);
  }

  private static Tensor[] run(Recorded plan, Executable.Clock clock, Rng rng, Tensor... inputs) {
    plan.actions.forEach(Runnable::run);
    Object[] arguments = new Object[1 + inputs.length + plan.reads.size()];
    arguments[0] = rng == null ? new long[2] : rng.nextKey();
    for (int i = 0; i < inputs.length; i++) {
      arguments[1 + i] = inputs[i].storage();
    }
    Object[] results = new Object[plan.results + plan.writes.size()];
    // Before reading: a variable that somebody holds gets storage of its own here.
    for (int i = 0; i < plan.writes.size(); i++) {
      results[plan.results + i] = plan.writes.get(i).writable();
    }
    for (int i = 0; i < plan.reads.size(); i++) {
      arguments[1 + inputs.length + i] = plan.reads.get(i).storage();
    }
    plan.program.run(arguments, results, clock);
    Tensor[] outputs = new Tensor[plan.results];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = new Tensor(Node.data(results[i], plan.shapes.get(i), plan.dtypes.get(i)));
    }
    return outputs;
  }

  /// What the step does for inputs like these: the graph, the fused groups, the buffers and the
  /// kernels, as text.
  public String explain(Tensor... inputs) {
    return plan(inputs).program.explain();
  }

  /// The arithmetic operations of one run for inputs like these, which is not run; a multiply-add
  /// counts as two.
  public long flops(Tensor... inputs) {
    return plan(inputs).program.parts().stream().mapToLong(Executable.Part::flops).sum();
  }

  /// The bytes that the step keeps for values on the way (activations, gradients) for inputs like
  /// these, besides inputs, variables and results.
  public long bufferBytes(Tensor... inputs) {
    return plan(inputs).program.temporaryBytes();
  }

  /// The program for inputs like these, for tools that look inside.
  Executable program(Tensor... inputs) {
    return plan(inputs).program;
  }

  private Recorded plan(Tensor... inputs) {
    if (last == null || !matches(lastKey, inputs)) {
      lastKey =
          new Key(
              Arrays.stream(inputs).map(Tensor::shape).toList(),
              Arrays.stream(inputs).map(Tensor::dtype).toList());
      last = recorded.get(lastKey);
      if (last == null) {
        last = record(inputs);
        recorded.put(lastKey, last);
      }
    }
    return last;
  }

  private static boolean matches(Key key, Tensor[] inputs) {
    boolean same = key.shapes.size() == inputs.length;
    for (int i = 0; same && i < inputs.length; i++) {
      same = key.dtypes.get(i) == inputs[i].dtype() && key.shapes.get(i).equals(inputs[i].shape());
    }
    return same;
  }

  private Recorded record(Tensor... inputs) {
    // Recording and compiling keep one processor busy: another can get products ready.
    MatMul.prepare();
    List<Node> arguments = new ArrayList<>();
    Node key = Node.placeholder(Shape.of(2), DType.INT64);
    key.name("random key");
    arguments.add(key);
    Capture capture = new Capture(Rng.keyed(new Tensor(key)));
    Tensor[] stand = new Tensor[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      Node node = Node.placeholder(inputs[i].shape(), inputs[i].dtype());
      node.name("input " + i);
      arguments.add(node);
      stand[i] = new Tensor(node);
    }
    Mode mode = new Mode(training, capture.rng(), capture);
    Tensor[] results = mode.call(() -> body.record(stand));
    List<Variable> reads = new ArrayList<>(capture.reads().keySet());
    arguments.addAll(capture.reads().values());
    List<Node> roots = new ArrayList<>(Arrays.stream(results).map(Tensor::node).toList());
    capture.writes().values().forEach(value -> roots.add(value.node()));
    List<Variable> writes = new ArrayList<>(capture.writes().keySet());
    int[] inPlace = new int[roots.size()];
    Arrays.fill(inPlace, -1);
    for (int i = 0; i < writes.size(); i++) {
      int read = reads.indexOf(writes.get(i));
      inPlace[results.length + i] = read < 0 ? -1 : 1 + inputs.length + read;
    }
    Executable program = Engine.compile(arguments, roots, inPlace);
    return new Recorded(
        program,
        reads,
        writes,
        results.length,
        Arrays.stream(results).map(Tensor::shape).toList(),
        Arrays.stream(results).map(Tensor::dtype).toList(),
        List.copyOf(capture.actions()));
  }
}
