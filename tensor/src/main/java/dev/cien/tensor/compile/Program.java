package dev.cien.tensor.compile;

import dev.cien.tensor.DType;
import dev.cien.tensor.cpu.Buffers;
import dev.cien.tensor.cpu.Indexing;
import dev.cien.tensor.graph.Node;
import dev.cien.tensor.graph.OutsideIndex;
import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tasks in order and the buffers they work on.
///
/// Buffers of intermediate values are allocated once, unless the JVM ran out of memory since, and
/// reused as soon as their last reader is done. A result that replaces an argument is written over
/// it where the task that computes it is the last to read that argument, element for element;
/// otherwise it is copied there at the end. An argument that is itself a result keeps its elements
/// until then. One run at a time: others wait.
final class Program implements Executable {
  private record Bind(Task task, int[] slots, Object[] buffers) {}

  /// What is copied at the end.
  ///
  /// @param saved where the elements wait, if another copy writes over them first
  private record Copy(int slot, int result, Optional<Object> saved) {}

  private final Bind[] binds;
  private final List<Copy> copies = new ArrayList<>();
  private final Map<Node, Integer> slotOf = new IdentityHashMap<>();
  private final List<Node> results;
  private final int arguments;
  private final int[] inPlace;
  private final Object[] slots;

  /// For each result the slot that is bound to it before the run, or −1.
  private final int[] resultSlots;

  private final int firstTemporary;
  private final List<Node> temporaries = new ArrayList<>();
  private final long temporaryBytes;

  /// The buffers of intermediate values between runs. Programs for many shapes lie in caches: the
  /// one that runs must get their memory before the JVM is out of it.
  private SoftReference<Object[]> rested = new SoftReference<>(null);

  Program(List<Task> tasks, List<Node> given, int arguments, List<Node> results, int[] inPlace) {
    this.arguments = arguments;
    this.results = results;
    this.inPlace = inPlace;
    for (int i = 0; i < given.size(); i++) {
      slotOf.put(given.get(i), i);
    }
    int next = given.size();
    resultSlots = new int[results.size()];
    Map<Node, Integer> lastRead = new IdentityHashMap<>();
    for (int t = 0; t < tasks.size(); t++) {
      for (Node read : tasks.get(t).reads()) {
        lastRead.put(read, t);
      }
    }
    next = placeResults(tasks, given, lastRead, next);
    Map<Long, Deque<Integer>> free = new HashMap<>();
    firstTemporary = next;
    for (int t = 0; t < tasks.size(); t++) {
      Task task = tasks.get(t);
      for (Node write : task.writes()) {
        if (!slotOf.containsKey(write)) {
          Integer reused = free.computeIfAbsent(sizeClass(write), k -> new ArrayDeque<>()).poll();
          if (reused == null) {
            reused = next++;
            temporaries.add(write);
          }
          slotOf.put(write, reused);
        }
      }
      release(task, t, lastRead, free);
    }
    slots = new Object[next];
    temporaryBytes =
        temporaries.stream()
            .mapToLong(node -> Buffers.bytes(node.dtype(), node.shape().size()))
            .sum();
    for (int i = arguments; i < given.size(); i++) {
      slots[i] = given.get(i).storage();
    }
    binds = new Bind[tasks.size()];
    for (int t = 0; t < binds.length; t++) {
      Task task = tasks.get(t);
      int[] bound = new int[task.reads().size() + task.writes().size()];
      for (int i = 0; i < bound.length; i++) {
        bound[i] =
            slotOf.get(
                i < task.reads().size()
                    ? task.reads().get(i)
                    : task.writes().get(i - task.reads().size()));
      }
      binds[t] = new Bind(task, bound, new Object[bound.length]);
    }
    for (int i = 0; i < resultSlots.length; i++) {
      if (resultSlots[i] < 0) {
        int slot = slotOf.get(results.get(i));
        copies.add(new Copy(slot, i, room(slot, i)));
      }
    }
    // Arguments are written over last.
    copies.sort(Comparator.comparing(copy -> inPlace[copy.result] >= 0));
  }

  /// Where an argument waits that replaces another one and is replaced itself, as when two
  /// variables are exchanged.
  private Optional<Object> room(int slot, int result) {
    boolean replaced = false;
    for (int i = 0; i < resultSlots.length; i++) {
      replaced |= i != result && resultSlots[i] < 0 && inPlace[i] == slot;
    }
    Node node = results.get(result);
    return replaced && inPlace[result] >= 0
        ? Optional.of(Buffers.allocate(node.dtype(), node.shape().size()))
        : Optional.empty();
  }

  /// Gives results slots: over the argument they replace, or bound to the caller's array, or none
  /// if they must be copied.
  private int placeResults(
      List<Task> tasks, List<Node> given, Map<Node, Integer> lastRead, int firstFree) {
    int next = firstFree;
    Map<Node, Integer> producer = new IdentityHashMap<>();
    for (int t = 0; t < tasks.size(); t++) {
      for (Node write : tasks.get(t).writes()) {
        producer.put(write, t);
      }
    }
    for (int i = 0; i < results.size(); i++) {
      Node node = results.get(i);
      resultSlots[i] = -1;
      if (slotOf.containsKey(node)) {
        continue;
      }
      if (inPlace[i] < 0) {
        resultSlots[i] = next;
        slotOf.put(node, next++);
        continue;
      }
      Node argument = given.get(inPlace[i]);
      int at = producer.get(node);
      boolean lastReader =
          results.stream().noneMatch(result -> result == argument)
              && lastRead.getOrDefault(argument, -1) <= at
              && argument.shape().size() == node.shape().size();
      if (lastReader && overwrites(tasks.get(at), argument, node)) {
        resultSlots[i] = inPlace[i];
        slotOf.put(node, inPlace[i]);
      }
    }
    return next;
  }

  /// Whether a task may write `result` over `argument`: it does not read it, or reads each element
  /// just before.
  private static boolean overwrites(Task task, Node argument, Node result) {
    if (!task.reads().contains(argument)) {
      return true;
    }
    return task.action() instanceof KernelTask kernel
        && kernel.readsAsItWrites(
            task.reads().indexOf(argument), task.reads().size() + task.writes().indexOf(result));
  }

  private void release(
      Task task, int t, Map<Node, Integer> lastRead, Map<Long, Deque<Integer>> free) {
    List<Node> touched = new ArrayList<>(task.reads());
    touched.addAll(task.writes());
    for (Node node : touched.stream().distinct().toList()) {
      boolean wanted = results.stream().anyMatch(result -> result == node);
      if (slotOf.get(node) >= firstTemporary && !wanted && lastRead.getOrDefault(node, -1) <= t) {
        Deque<Integer> pool = free.computeIfAbsent(sizeClass(node), k -> new ArrayDeque<>());
        if (!pool.contains(slotOf.get(node))) {
          pool.push(slotOf.get(node));
        }
      }
    }
  }

  private static long sizeClass(Node node) {
    return (long) node.dtype().ordinal() << 32 | node.shape().size();
  }

  /// Puts the buffers of intermediate values in their slots.
  private Object[] allocate() {
    Object[] buffers = rested.get();
    if (buffers == null) {
      buffers = new Object[temporaries.size()];
      for (int i = 0; i < buffers.length; i++) {
        Node node = temporaries.get(i);
        buffers[i] = Buffers.allocate(node.dtype(), node.shape().size());
      }
      rested = new SoftReference<>(buffers);
    }
    System.arraycopy(buffers, 0, slots, firstTemporary, buffers.length);
    return buffers;
  }

  @Override
  public List<Part> parts() {
    return Arrays.stream(binds)
        .map(Bind::task)
        .map(task -> new Part(task.label(), task.flops(), task.bytes(), task.lines()))
        .toList();
  }

  @Override
  public long temporaryBytes() {
    return temporaryBytes;
  }

  @Override
  public synchronized void run(Object[] values, Object[] out, Clock clock) {
    Object[] buffers = allocate();
    System.arraycopy(values, 0, slots, 0, arguments);
    for (int i = 0; i < resultSlots.length; i++) {
      if (out[i] == null) {
        DType dtype = results.get(i).dtype();
        out[i] = Buffers.allocate(dtype, results.get(i).shape().size());
      }
      if (resultSlots[i] >= arguments) {
        slots[resultSlots[i]] = out[i];
      }
    }
    try {
      execute(out, clock);
    } finally {
      Arrays.fill(slots, firstTemporary, firstTemporary + buffers.length, null);
      Arrays.fill(slots, 0, arguments, null);
      for (int slot : resultSlots) {
        if (slot >= arguments) {
          slots[slot] = null;
        }
      }
      for (Bind bind : binds) {
        Arrays.fill(bind.buffers, null);
      }
    }
  }

  private void execute(Object[] out, Clock clock) {
    for (int t = 0; t < binds.length; t++) {
      Bind bind = binds[t];
      long start = clock == null ? 0 : System.nanoTime();
      for (int i = 0; i < bind.slots.length; i++) {
        bind.buffers[i] = slots[bind.slots[i]];
      }
      try {
        bind.task.action().run(bind.buffers);
      } catch (Indexing.OutsideException e) {
        throw OutsideIndex.of(bind.task.writes().getFirst(), e.index(), e.position());
      } catch (OutOfMemoryError e) {
        Node node = bind.task.writes().getFirst();
        throw Buffers.full(
            node.called()
                + ": no room for what it needs beside its result "
                + node.dtype()
                + node.shape()
                + ", recorded at "
                + node.site(),
            e);
      }
      if (clock != null) {
        clock.ran(t, System.nanoTime() - start);
      }
    }
    for (Copy copy : copies) {
      int size = results.get(copy.result).shape().size();
      copy.saved.ifPresent(room -> System.arraycopy(slots[copy.slot], 0, room, 0, size));
    }
    for (Copy copy : copies) {
      int size = results.get(copy.result).shape().size();
      System.arraycopy(copy.saved.orElse(slots[copy.slot]), 0, out[copy.result], 0, size);
    }
  }

  @Override
  public String explain() {
    StringBuilder text =
        new StringBuilder(
            "program: "
                + binds.length
                + " tasks, "
                + temporaryBytes
                + " bytes of intermediate buffers\n");
    for (int i = 0; i < binds.length; i++) {
      Task task = binds[i].task;
      text.append(String.format("%4d  %s%n", i, task.label()));
      for (Node read : task.reads()) {
        text.append("        reads  slot ")
            .append(slotOf.get(read))
            .append("  ")
            .append(read)
            .append('\n');
      }
      for (Node write : task.writes()) {
        text.append("        writes slot ")
            .append(slotOf.get(write))
            .append("  ")
            .append(write)
            .append("  at ")
            .append(write.site())
            .append('\n');
      }
      if (!task.detail().isEmpty()) {
        text.append(task.detail().indent(6));
      }
    }
    return text.toString();
  }
}
