package dev.cien.nn;

import dev.cien.tensor.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A model as a tree of text: each layer with its form and its number of parameters.
///
/// ```
/// Sequential                                  101,770
/// ├─ 0 Linear(in=784, out=128, bias=true)     100,480
/// ├─ 1 function
/// └─ 2 Linear(in=128, out=10, bias=true)        1,290
/// ```
public final class Summary {
  private record Line(String text, long count) {}

  private Summary() {}

  /// The tree of a model.
  public static String of(Object model) {
    List<Line> lines = new ArrayList<>();
    Params params = Params.of(model);
    ModelPart.Branch root = ModelPart.of(model);
    lines.add(new Line(title(root), count(root)));
    inside(root, "", lines);
    int width = lines.stream().mapToInt(line -> line.text().length()).max().orElse(0) + 2;
    StringBuilder text = new StringBuilder();
    for (Line line : lines) {
      String number = line.count() == 0 ? "" : String.format(Locale.ROOT, "%,14d", line.count());
      text.append((line.text() + " ".repeat(width - line.text().length()) + number).stripTrailing())
          .append('\n');
    }
    text.append(
        String.format(
            Locale.ROOT,
            "%,d parameters, %,d trainable%n",
            params.count(),
            params.trainableCount()));
    return text.toString().replace(System.lineSeparator(), "\n");
  }

  private static void inside(ModelPart.Branch branch, String indent, List<Line> lines) {
    List<ModelPart.Branch> shown =
        branch.parts().stream()
            .filter(ModelPart.Branch.class::isInstance)
            .map(ModelPart.Branch.class::cast)
            .filter(Summary::isShown)
            .toList();
    for (int i = 0; i < shown.size(); i++) {
      boolean last = i == shown.size() - 1;
      ModelPart.Branch part = shown.get(i);
      lines.add(
          new Line(indent + (last ? "└─ " : "├─ ") + part.name() + " " + title(part), count(part)));
      inside(part, indent + (last ? "   " : "│  "), lines);
    }
  }

  private static boolean isShown(ModelPart.Branch branch) {
    return branch.value() instanceof Layer || count(branch) > 0;
  }

  private static String title(ModelPart.Branch branch) {
    Object value = branch.value();
    if (ModelReader.isFunction(value)) {
      return "function";
    }
    boolean plain =
        !(value instanceof Record)
            || !value.getClass().getPackageName().equals(Summary.class.getPackageName());
    // A record of the user's own prints all it holds; its name is enough here.
    return plain && value instanceof Record
        ? value.getClass().getSimpleName()
        : value instanceof Record ? value.toString() : "(" + branch.parts().size() + ")";
  }

  /// The elements of the parameters below, those held twice counted twice.
  private static long count(ModelPart part) {
    return switch (part) {
      case ModelPart.Leaf(String _, Variable variable, boolean buffer) ->
          buffer ? 0 : variable.shape().size();
      case ModelPart.Branch branch -> branch.parts().stream().mapToLong(Summary::count).sum();
    };
  }
}
