package dev.cien.tensor.cpu;

import dev.cien.tensor.DType;
import dev.cien.tensor.loop.Kernel;
import dev.cien.tensor.loop.Schedule;
import dev.cien.tensor.loop.Val;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Which element values a row kernel keeps from the pass that first computes them to later ones,
/// because computing them again would cost more than a store and a load: the exponentials of a
/// softmax, say.
///
/// @param slots the kept values; the position in the list is the place in memory
/// @param elements for each phase the values to compute, without those that are read back
final class Kept {
  private static final int DEAR = 8;
  private static final int MOST_ELEMENTS = 1 << 20;

  private final List<Val> slots = new ArrayList<>();
  private final List<Integer> firstPhase = new ArrayList<>();
  private final List<Set<Integer>> elements = new ArrayList<>();
  private final Kernel kernel;
  private final Schedule schedule;

  Kept(Kernel kernel, Schedule schedule) {
    this.kernel = kernel;
    this.schedule = schedule;
    for (int p = 0; p < kernel.phases(); p++) {
      Set<Integer> needed = new HashSet<>();
      for (int id : schedule.reductions()[p]) {
        need(kernel.vals().get(id).a(), p, needed);
      }
      for (int at : schedule.stores()[p]) {
        need(kernel.stores().get(at).value(), p, needed);
      }
      elements.add(needed);
    }
  }

  /// The values that phase `p` computes or reads back, operands first.
  List<Val> elements(int p) {
    return elements.get(p).stream().sorted().map(kernel.vals()::get).toList();
  }

  /// The number of kept values.
  int count() {
    return slots.size();
  }

  /// The place of a kept value, or −1.
  int slot(Val val) {
    return slots.indexOf(val);
  }

  /// Whether phase `p` writes the value, rather than reading it back.
  boolean isWritten(Val val, int p) {
    return firstPhase.get(slot(val)) == p;
  }

  private void need(Val val, int p, Set<Integer> needed) {
    if (val.row() || !needed.add(val.id())) {
      return;
    }
    int first = firstComputed(val, p);
    if (slot(val) >= 0) {
      return;
    }
    if (first < p && val.type() == DType.FLOAT32 && cost(val, new HashSet<>()) >= DEAR && fits()) {
      slots.add(val);
      firstPhase.add(first);
      return;
    }
    for (int i = 0; i < 3 && val.operand(i) != null; i++) {
      need(val.operand(i), p, needed);
    }
  }

  private boolean fits() {
    return (long) (slots.size() + 1) * kernel.rowSize() <= MOST_ELEMENTS;
  }

  private int firstComputed(Val val, int before) {
    for (int p = 0; p < before; p++) {
      if (elements.get(p).contains(val.id())) {
        return p;
      }
    }
    return before;
  }

  private int cost(Val val, Set<Val> seen) {
    if (val.row() || !seen.add(val) || slot(val) >= 0) {
      return 0;
    }
    int cost =
        switch (val.code()) {
          case LOAD, CONST, SPREAD, INDEX -> 0;
          case DIV, SQRT -> 4;
          default -> 1;
        };
    for (int i = 0; i < 3 && val.operand(i) != null; i++) {
      cost += cost(val.operand(i), seen);
    }
    return cost;
  }
}
