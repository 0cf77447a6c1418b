package dev.cien.optim;

import dev.cien.tensor.DType;
import dev.cien.tensor.Gradients;
import dev.cien.tensor.Mode;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Moves parameters against their gradients, by an [UpdateRule], and remembers what the rule needs.
///
/// ```java
/// var optimizer = Optimizer.of(model.parameters(), AdamW.of(1e-3)).clip(Clipping.byGlobalNorm(1));
/// for (Batch batch : batches) {
///   Mode.training(rng, () -> {
///     Tensor loss = cost.of(model.forward(batch.inputs()), batch.targets());
///     optimizer.step(loss.gradients(optimizer.parameters()));
///   });
/// }
/// ```
///
/// The same call inside the body of a [dev.cien.tensor.Step] is recorded and updates in place;
/// learning rate and bias corrections are then computed in Java before each run. Parameters without
/// a gradient stay as they are, and so does what is remembered of them. Not safe for several
/// threads.
public final class Optimizer {
  /// What is remembered of one parameter.
  private static final class Memory {
    private final Group group;
    private final Map<String, Variable> slots = new LinkedHashMap<>();
    private Cohort cohort;
    private Variable gathered;

    private Memory(Group group) {
      this.group = group;
    }
  }

  private static final String STEP = "step";

  private final Map<Variable, Memory> memories = new LinkedHashMap<>();
  private final List<Group> groups;
  private final Variable share = Variable.of("optimizer.share", Tensor.scalar(1));
  private Clipping clipping = Clipping.none();
  private Schedule override;
  private long updates;
  private boolean accumulates;
  private int gathered;

  private Optimizer(List<Group> groups) {
    this.groups = groups;
    for (Group group : groups) {
      for (Variable parameter : group.parameters()) {
        if (!parameter.dtype().isFloating()) {
          throw new IllegalArgumentException(
              "optimizer: expected floating-point parameters, found " + parameter + ".");
        }
        if (memories.put(parameter, new Memory(group)) != null) {
          throw new IllegalArgumentException(
              "optimizer: parameter "
                  + parameter
                  + " is listed twice. Usual cause: groups that overlap.");
        }
      }
    }
    if (memories.isEmpty()) {
      throw new IllegalArgumentException(
          "optimizer: expected at least one parameter, found none. Usual cause: a model without"
              + " trainable layers.");
    }
    memories.forEach(
        (parameter, memory) ->
            memory
                .group
                .rule()
                .start()
                .forEach((slot, start) -> memory.slots.put(slot, slot(parameter, slot, start))));
  }

  /// An optimizer that moves all parameters by one rule.
  public static Optimizer of(List<Variable> parameters, UpdateRule rule) {
    return of(Group.of(parameters, rule));
  }

  /// An optimizer that moves each group by a rule of its own.
  ///
  /// @throws IllegalArgumentException if there is no parameter, or one is in two groups
  public static Optimizer of(Group... groups) {
    return new Optimizer(List.of(groups));
  }

  /// Uses a schedule for all groups; gives this optimizer.
  public Optimizer schedule(Schedule schedule) {
    override = schedule;
    return this;
  }

  /// The schedule used for all groups, if there is one.
  public Optional<Schedule> schedule() {
    return Optional.ofNullable(override);
  }

  /// The schedules in use: the one for all groups, or each group's own.
  public List<Schedule> schedules() {
    return override == null ? groups.stream().map(Group::schedule).toList() : List.of(override);
  }

  /// Lets each group follow its own schedule again; gives this optimizer.
  public Optimizer groupSchedules() {
    override = null;
    return this;
  }

  /// Clips gradients before each update; gives this optimizer. To be called before a step is
  /// recorded.
  public Optimizer clip(Clipping newClipping) {
    clipping = newClipping;
    return this;
  }

  /// Makes [#gather] possible; gives this optimizer. To be called before a step is recorded.
  public Optimizer accumulate() {
    accumulates = true;
    memories.forEach((parameter, memory) -> memory.gathered = slot(parameter, "gathered", 0));
    return this;
  }

  /// The parameters, in the order of the groups.
  public List<Variable> parameters() {
    return List.copyOf(memories.keySet());
  }

  /// How many updates were done.
  public long updates() {
    return updates;
  }

  /// The learning rate of the next update, of the first group.
  public double rate() {
    return rate(groups.getFirst());
  }

  private double rate(Group group) {
    return (override == null ? group.schedule() : override).at(updates, group.rule().rate());
  }

  /// Adds gradients of a part of a batch to what the next [#step] takes the mean of, for batches
  /// that do not fit into memory at once.
  ///
  /// @throws IllegalStateException unless [#accumulate] was called
  public void gather(Gradients gradients) {
    if (!accumulates) {
      throw new IllegalStateException(
          "optimizer: gather needs an optimizer that accumulates. Fix: optimizer.accumulate().");
    }
    Mode.beforeEachRun(() -> gathered++);
    Map<Variable, Tensor> sums = new LinkedHashMap<>();
    moving(gradients)
        .forEach(
            (parameter, gradient) -> {
              Variable sum = memories.get(parameter).gathered;
              sums.put(sum, sum.value().add(gradient));
            });
    assign(sums);
  }

  /// Moves every parameter that has a gradient, once.
  ///
  /// @throws IllegalArgumentException if no parameter has one
  public void step(Gradients gradients) {
    Map<Variable, Tensor> raw = moving(gradients);
    Set<Cohort> cohorts = join(raw.keySet());
    Map<Cohort, Group> groupOf = new LinkedHashMap<>();
    raw.keySet()
        .forEach(
            parameter ->
                groupOf.put(memories.get(parameter).cohort, memories.get(parameter).group));
    Mode.beforeEachRun(
        () -> {
          cohorts.forEach(cohort -> cohort.advance(rate(groupOf.get(cohort))));
          updates++;
          if (accumulates) {
            share.assign(Tensor.scalar(1.0 / (gathered + 1)));
            gathered = 0;
          }
        });
    Map<Variable, Tensor> next = new LinkedHashMap<>();
    Gradients whole =
        accumulates
            ? gradients.map((parameter, gradient) -> mean(parameter, gradient, next))
            : gradients;
    clipping
        .apply(whole)
        .byVariable()
        .forEach(
            (parameter, gradient) -> {
              Memory memory = memories.get(parameter);
              if (memory != null) {
                move(parameter, memory, gradient, next);
              }
            });
    assign(next);
  }

  private Tensor mean(Variable parameter, Tensor gradient, Map<Variable, Tensor> next) {
    Memory memory = memories.get(parameter);
    if (memory == null) {
      return gradient;
    }
    Variable sum = memory.gathered;
    next.put(sum, Tensor.full(0, sum.shape().dims()));
    return sum.value().add(gradient).mul(share.value().cast(sum.dtype()));
  }

  private void move(
      Variable parameter, Memory memory, Tensor gradient, Map<Variable, Tensor> next) {
    DType exact = exact(parameter);
    Map<String, Tensor> remembered = new LinkedHashMap<>();
    memory.slots.forEach((slot, variable) -> remembered.put(slot, variable.value()));
    UpdateRule.Update update =
        memory
            .group
            .rule()
            .update(
                parameter.value().cast(exact),
                gradient.cast(exact),
                remembered,
                memory.cohort.numbers());
    next.put(parameter, update.parameter());
    update.memory().forEach((slot, value) -> next.put(memory.slots.get(slot), value));
  }

  /// Outside a training scope each assignment would compute at once what they all share.
  private static void assign(Map<Variable, Tensor> next) {
    if (!Mode.isTraining()) {
      Tensor.computeAll(List.copyOf(next.values()));
    }
    next.forEach(Variable::assign);
  }

  private Map<Variable, Tensor> moving(Gradients gradients) {
    Map<Variable, Tensor> moving = new LinkedHashMap<>(gradients.byVariable());
    moving.keySet().retainAll(memories.keySet());
    if (moving.isEmpty()) {
      throw new IllegalArgumentException(
          "optimizer: none of its "
              + memories.size()
              + " parameters has a gradient. Usual cause: gradients of another model's parameters;"
              + " fix: loss.gradients(optimizer.parameters()).");
    }
    return moving;
  }

  /// The cohorts of these parameters; those that never moved before get one together, one a group
  /// and number format.
  private Set<Cohort> join(Set<Variable> parameters) {
    Map<List<Object>, Cohort> fresh = new LinkedHashMap<>();
    Set<Cohort> cohorts = new LinkedHashSet<>();
    for (Variable parameter : parameters) {
      Memory memory = memories.get(parameter);
      if (memory.cohort == null) {
        memory.cohort =
            fresh.computeIfAbsent(
                List.of(groups.indexOf(memory.group), exact(parameter)),
                key -> new Cohort(memory.group.rule(), exact(parameter), 0));
      }
      cohorts.add(memory.cohort);
    }
    return cohorts;
  }

  /// What the optimizer remembers, by names such as `layers.0.weight.exp_avg`;
  /// `layers.0.weight.step` counts a parameter's updates, `updates` those of the whole.
  public Map<String, Tensor> state() {
    Map<String, Tensor> state = new LinkedHashMap<>();
    state.put("updates", Tensor.of(new long[] {updates}));
    memories.forEach(
        (parameter, memory) -> {
          memory.slots.forEach(
              (slot, variable) -> put(state, parameter.name() + "." + slot, variable.value()));
          long steps = memory.cohort == null ? 0 : memory.cohort.steps();
          put(state, parameter.name() + "." + STEP, Tensor.of(new long[] {steps}));
        });
    return state;
  }

  private static void put(Map<String, Tensor> state, String name, Tensor value) {
    if (state.put(name, value) != null) {
      throw new IllegalStateException(
          "optimizer: two parameters share the name of "
              + name
              + ": their states could not be told apart. Fix: name the variables.");
    }
  }

  /// Takes over a state that [#state] gave.
  ///
  /// @throws IllegalArgumentException if names or shapes differ; nothing is changed then
  public void restore(Map<String, Tensor> state) {
    Map<String, Tensor> expected = state();
    if (!state.keySet().equals(expected.keySet())) {
      Set<String> missing = new LinkedHashSet<>(expected.keySet());
      missing.removeAll(state.keySet());
      Set<String> unknown = new LinkedHashSet<>(state.keySet());
      unknown.removeAll(expected.keySet());
      throw new IllegalArgumentException(
          "optimizer: the state does not fit: missing "
              + missing
              + ", unknown "
              + unknown
              + ". Usual cause: another model or another update rule.");
    }
    expected.forEach(
        (name, old) -> {
          if (!old.shape().equals(state.get(name).shape())) {
            throw new IllegalArgumentException(
                "optimizer: the state does not fit: expected "
                    + name
                    + " "
                    + old.shape()
                    + ", found "
                    + state.get(name).shape()
                    + ". Usual cause: layers of other sizes.");
          }
        });
    updates = state.get("updates").toLongs()[0];
    gathered = 0;
    Map<List<Object>, Cohort> restored = new LinkedHashMap<>();
    Map<Variable, Tensor> next = new LinkedHashMap<>();
    memories.forEach(
        (parameter, memory) -> {
          memory.slots.forEach(
              (slot, variable) -> next.put(variable, state.get(parameter.name() + "." + slot)));
          long steps = state.get(parameter.name() + "." + STEP).toLongs()[0];
          restoreCount(parameter, memory, steps, restored);
          if (memory.gathered != null) {
            next.put(memory.gathered, Tensor.full(0, memory.gathered.shape().dims()));
          }
        });
    assign(next);
  }

  /// A recorded step holds on to its cohorts, so an existing one is set back rather than replaced.
  private void restoreCount(
      Variable parameter, Memory memory, long steps, Map<List<Object>, Cohort> restored) {
    if (memory.cohort != null) {
      Cohort known = restored.putIfAbsent(List.of(memory.cohort), memory.cohort);
      if (known != null && known.steps() != steps) {
        throw new IllegalStateException(
            "optimizer: "
                + parameter.name()
                + " moved "
                + steps
                + " times in the saved state,"
                + " parameters that moved with it here "
                + known.steps()
                + " times. Fix: restore before the first step.");
      }
      memory.cohort.steps(steps);
    } else if (steps > 0) {
      memory.cohort =
          restored.computeIfAbsent(
              List.of(groups.indexOf(memory.group), exact(parameter), steps),
              key -> new Cohort(memory.group.rule(), exact(parameter), steps));
    }
  }

  /// The format in which a parameter is moved: `bfloat16` is too coarse for it.
  private static DType exact(Variable parameter) {
    return parameter.dtype() == DType.FLOAT64 ? DType.FLOAT64 : DType.FLOAT32;
  }

  private static Variable slot(Variable parameter, String slot, double start) {
    Tensor value = Tensor.full(start, parameter.shape().dims()).cast(exact(parameter));
    return Variable.of(parameter.name() + "." + slot, value);
  }
}
