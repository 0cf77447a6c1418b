package dev.cien.tensor.compile;

import dev.cien.tensor.graph.Node;
import dev.cien.tensor.reference.Reference;
import java.util.List;

/// Where recorded graphs are computed.
public final class Engine {
  private Engine() {}

  /// Computes the given nodes, unless they are computed already, and keeps their storage in them.
  public static void compute(List<Node> roots) {
    List<Node> missing = roots.stream().filter(node -> node.storage() == null).distinct().toList();
    if (missing.isEmpty()) {
      return;
    }
    List<Object> arrays = Reference.evaluate(missing);
    for (int i = 0; i < arrays.size(); i++) {
      missing.get(i).storage(arrays.get(i));
    }
  }

  /// Compiles a program with `arguments` as its inputs. Result i may be written into the storage of argument
  /// `inPlace[i]` (−1 for none) once nobody reads that any more.
  public static Executable compile(List<Node> arguments, List<Node> roots, int[] inPlace) {
    return new Executable() {
      @Override
      public void run(Object[] values, Object[] results) {
        for (int i = 0; i < values.length; i++) {
          arguments.get(i).storage(values[i]);
        }
        List<Object> arrays = Reference.evaluate(roots);
        for (int i = 0; i < results.length; i++) {
          if (results[i] == null) {
            results[i] = arrays.get(i);
          } else {
            System.arraycopy(arrays.get(i), 0, results[i], 0, java.lang.reflect.Array.getLength(results[i]));
          }
        }
      }

      @Override
      public String explain() {
        return "reference interpreter";
      }
    };
  }
}
