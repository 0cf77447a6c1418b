package dev.cien.tensor.loop;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/// Which values of a kernel's body are computed when: the element values of each pass over a row,
/// and the row values between the passes.
///
/// @param elements for each phase the numbers of the element values that its reductions and stores
///   need
/// @param reductions for each phase the numbers of the reductions that it finishes
/// @param stores for each phase the positions of the stores of element values
/// @param rowValues the numbers of the row values to compute before the first phase and after each
/// @param rowStores the positions of the stores of row values and reductions, likewise
public record Schedule(
    int[][] elements, int[][] reductions, int[][] stores, int[][] rowValues, int[][] rowStores) {

  /// The schedule of a kernel.
  public static Schedule of(Kernel kernel) {
    int phases = kernel.phases();
    int[][] elements = new int[phases][];
    int[][] reductions = new int[phases][];
    int[][] stores = new int[phases][];
    int[][] rowValues = new int[phases + 1][];
    int[][] rowStores = new int[phases + 1][];
    for (int p = -1; p < phases; p++) {
      int phase = p;
      rowValues[p + 1] = vals(kernel, val -> isRowArithmetic(val) && val.phase() == phase);
      rowStores[p + 1] = stores(kernel, val -> isOfRow(val) && val.phase() == phase);
      if (p >= 0) {
        reductions[p] = vals(kernel, val -> val.code().isReduction() && val.phase() == phase);
        stores[p] = stores(kernel, val -> !isOfRow(val) && val.phase() == phase);
        elements[p] = needed(kernel, reductions[p], stores[p]);
      }
    }
    return new Schedule(elements, reductions, stores, rowValues, rowStores);
  }

  private static boolean isOfRow(Val val) {
    return val.row() || val.code().isReduction();
  }

  private static boolean isRowArithmetic(Val val) {
    return val.row() && !val.code().isReduction();
  }

  private static int[] vals(Kernel kernel, Predicate<Val> wanted) {
    return kernel.vals().stream().filter(wanted).mapToInt(Val::id).toArray();
  }

  private static int[] stores(Kernel kernel, Predicate<Val> wanted) {
    List<Integer> chosen = new ArrayList<>();
    for (int i = 0; i < kernel.stores().size(); i++) {
      if (wanted.test(kernel.stores().get(i).value())) {
        chosen.add(i);
      }
    }
    return chosen.stream().mapToInt(i -> i).toArray();
  }

  /// The element values that the given reductions and stores are computed from.
  private static int[] needed(Kernel kernel, int[] reductions, int[] stores) {
    List<Val> vals = kernel.vals();
    boolean[] marked = new boolean[vals.size()];
    Arrays.stream(reductions).forEach(id -> marked[vals.get(id).a().id()] = true);
    Arrays.stream(stores).forEach(at -> marked[kernel.stores().get(at).value().id()] = true);
    for (int id = vals.size() - 1; id >= 0; id--) {
      for (int i = 0; marked[id] && i < 3; i++) {
        Val operand = vals.get(id).operand(i);
        if (operand != null && !operand.row()) {
          marked[operand.id()] = true;
        }
      }
    }
    return vals(kernel, val -> marked[val.id()] && !isOfRow(val));
  }
}
