package dev.cien.tensor.compile;

import dev.cien.tensor.DType;
import dev.cien.tensor.Shape;
import dev.cien.tensor.TensorException;
import dev.cien.tensor.graph.Node;
import dev.cien.tensor.graph.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Where recorded graphs are computed: finds the program of a graph's structure, or compiles it.
public final class Engine {
  private static final int PROGRAMS = 256;

  /// What makes two graphs the same program: operations, connections, shapes and formats, but not
  /// the data.
  private record Structure(
      List<Op> ops, List<Integer> links, List<Shape> shapes, List<DType> dtypes) {}

  private static final Map<Structure, Program> CACHE =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Structure, Program> eldest) {
          return size() > PROGRAMS;
        }
      };

  private Engine() {}

  /// Computes the given nodes, unless they are computed already, and keeps their storage in them.
  public static void compute(List<Node> roots) {
    List<Node> missing = roots.stream().filter(node -> node.storage() == null).distinct().toList();
    if (missing.isEmpty()) {
      return;
    }
    List<Node> order = Compiler.order(missing);
    List<Node> leaves = order.stream().filter(Compiler::isLeaf).toList();
    for (Node leaf : leaves) {
      if (leaf.storage() == null) {
        throw new TensorException(
            "compute: "
                + leaf
                + " has no elements yet: it stands for an input of a step that is being recorded."
                + " Usual cause: item() or printing inside a captured step; fix: return the tensor"
                + " from the step.");
      }
    }
    Structure structure = structure(order, missing);
    Program program;
    synchronized (CACHE) {
      program = CACHE.get(structure);
    }
    boolean known = program != null;
    if (!known) {
      program = compile(order, leaves, missing);
      synchronized (CACHE) {
        CACHE.put(structure, program);
      }
    }
    Object[] arguments = leaves.stream().map(Node::storage).toArray();
    Object[] results = new Object[missing.size()];
    try {
      program.run(arguments, results);
    } catch (TensorException e) {
      if (!known || e.getCause() instanceof OutOfMemoryError) {
        throw e;
      }
      // The program knows the lines of the graph that it was first compiled for; those of this
      // graph are what its writer looks for.
      compile(order, leaves, missing).run(arguments, results);
    }
    for (int i = 0; i < results.length; i++) {
      missing.get(i).storage(results[i]);
    }
  }

  /// A program of a copy of the graph: in the cache it must not keep the data of the graph that it
  /// was first compiled for.
  private static Program compile(List<Node> order, List<Node> leaves, List<Node> roots) {
    int[] inPlace = new int[roots.size()];
    Arrays.fill(inPlace, -1);
    Map<Node, Node> copies = withoutData(order);
    return Compiler.compile(
        leaves.stream().map(copies::get).toList(),
        roots.stream().map(copies::get).toList(),
        inPlace);
  }

  private static Map<Node, Node> withoutData(List<Node> order) {
    Map<Node, Node> copies = new IdentityHashMap<>();
    for (Node node : order) {
      Node copy =
          Compiler.isLeaf(node)
              ? Node.placeholder(node.shape(), node.dtype())
              : new Node(
                  node.op(),
                  node.inputs().stream().map(copies::get).toList(),
                  node.shape(),
                  node.dtype(),
                  node.site());
      copy.name(node.name());
      copies.put(node, copy);
    }
    return copies;
  }

  private static Structure structure(List<Node> order, List<Node> roots) {
    Map<Node, Integer> ids = new IdentityHashMap<>();
    List<Op> ops = new ArrayList<>();
    List<Integer> links = new ArrayList<>();
    List<Shape> shapes = new ArrayList<>();
    List<DType> dtypes = new ArrayList<>();
    for (Node node : order) {
      ids.put(node, ids.size());
      boolean leaf = Compiler.isLeaf(node);
      ops.add(leaf ? new Op.Data() : node.op());
      shapes.add(node.shape());
      dtypes.add(node.dtype());
      if (!leaf) {
        node.inputs().forEach(input -> links.add(ids.get(input)));
      }
    }
    roots.forEach(root -> links.add(-1 - ids.get(root)));
    return new Structure(ops, links, shapes, dtypes);
  }

  /// Compiles a program with `arguments` as its inputs. Result i may be written into the storage of
  /// argument `inPlace[i]` (−1 for none) once nobody reads that any more.
  public static Executable compile(List<Node> arguments, List<Node> roots, int[] inPlace) {
    return Compiler.compile(arguments, roots, inPlace);
  }
}
