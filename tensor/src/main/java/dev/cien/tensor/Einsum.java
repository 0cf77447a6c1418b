package dev.cien.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Einstein's summation: each letter is an axis; letters missing on the right are summed over.
///
/// Operands are combined from left to right; each pair becomes one batched matrix product over
/// (letters of both that are kept) × (letters of the left) × (letters of both that are summed) ×
/// (letters of the right).
///
/// An ellipsis stands for the axes that have no letter. They get letters that the equation does not
/// use, and broadcast: aligned at the last of them, sizes of 1 are stretched.
final class Einsum {
  private static final String ELLIPSIS = "...";
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private record Term(String letters, Tensor tensor) {}

  private Einsum() {}

  static Tensor of(String equation, List<Tensor> operands) {
    String text = equation.replace(" ", "");
    String[] sides = text.split("->", -1);
    String[] inputs = sides[0].split(",", -1);
    String group = "[a-zA-Z]*(\\.\\.\\.)?[a-zA-Z]*";
    if (sides.length > 2
        || inputs.length != operands.size()
        || !text.matches(group + "(," + group + ")*(->" + group + ")?")) {
      throw new ShapeException(
          "einsum: \""
              + equation
              + "\" with "
              + operands.size()
              + " operand(s): expected one group of letters an operand, as in \"bij,bjk->bik\" or"
              + " \"...ij,...jk->...ik\".");
    }
    return text.contains(ELLIPSIS)
        ? withoutEllipsis(equation, inputs, sides, operands)
        : of(equation, inputs, sides.length == 2 ? sides[1] : implicitOutput(sides[0]), operands);
  }

  /// Gives the axes of an ellipsis letters, and stretches them to the sizes they share.
  private static Tensor withoutEllipsis(
      String equation, String[] inputs, String[] sides, List<Tensor> operands) {
    String unused = keep(LETTERS, c -> equation.indexOf(c) < 0);
    Shape common = Shape.SCALAR;
    int[] first = new int[inputs.length];
    int[] count = new int[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      first[i] = inputs[i].indexOf(ELLIPSIS);
      count[i] = first[i] < 0 ? 0 : operands.get(i).shape().rank() - (inputs[i].length() - 3);
      if (count[i] < 0 || count[i] > unused.length()) {
        throw named(equation, i, inputs[i], operands.get(i).shape());
      }
      Shape own = axes(operands.get(i).shape(), first[i], count[i]);
      Optional<Shape> both = Shape.broadcast(common, own);
      if (both.isEmpty()) {
        throw new ShapeException(
            "einsum: the axes of the ellipsis in operand "
                + i
                + " of \""
                + equation
                + "\" are "
                + own
                + ", those before "
                + common
                + ": aligned at the last, sizes must be equal or 1. Usual cause: an axis that"
                + " should have had a letter; fix: name it, or unsqueeze.");
      }
      common = both.get();
    }
    String letters = unused.substring(0, common.rank());
    String[] named = new String[inputs.length];
    List<Tensor> stretched = new ArrayList<>();
    for (int i = 0; i < inputs.length; i++) {
      named[i] = inputs[i].replace(ELLIPSIS, letters.substring(letters.length() - count[i]));
      int[] dims = operands.get(i).shape().dims();
      for (int d = 0; d < count[i]; d++) {
        dims[first[i] + d] = common.dim(common.rank() - count[i] + d);
      }
      stretched.add(operands.get(i).expand(dims));
    }
    String output =
        sides.length == 2
            ? sides[1].replace(ELLIPSIS, letters)
            : letters + implicitOutput(sides[0].replace(ELLIPSIS, ""));
    return of(equation, named, output, stretched);
  }

  private static Shape axes(Shape shape, int first, int count) {
    return count == 0
        ? Shape.SCALAR
        : Shape.of(Arrays.copyOfRange(shape.dims(), first, first + count));
  }

  private static Tensor of(String equation, String[] inputs, String output, List<Tensor> operands) {
    check(equation, inputs, output, operands);
    List<Term> terms = new ArrayList<>();
    for (int i = 0; i < inputs.length; i++) {
      terms.add(diagonals(new Term(inputs[i], operands.get(i))));
    }
    Term result = terms.get(0);
    for (int i = 1; i < terms.size(); i++) {
      StringBuilder later = new StringBuilder(output);
      terms.subList(i + 1, terms.size()).forEach(term -> later.append(term.letters));
      result = pair(result, terms.get(i), later.toString());
    }
    result = sumExcept(result, output);
    return arrange(result, output);
  }

  private static String implicitOutput(String left) {
    StringBuilder once = new StringBuilder();
    left.replace(",", "")
        .chars()
        .sorted()
        .filter(c -> left.indexOf(c) == left.lastIndexOf(c))
        .forEach(c -> once.append((char) c));
    return once.toString();
  }

  private static void check(
      String equation, String[] inputs, String output, List<Tensor> operands) {
    Map<Character, Integer> first = new HashMap<>();
    for (int i = 0; i < inputs.length; i++) {
      Shape shape = operands.get(i).shape();
      if (inputs[i].length() != shape.rank()) {
        throw named(equation, i, inputs[i], shape);
      }
      for (int d = 0; d < shape.rank(); d++) {
        char letter = inputs[i].charAt(d);
        Integer earlier = first.putIfAbsent(letter, i);
        int other = earlier == null ? i : earlier;
        Shape before = operands.get(other).shape();
        int size = before.dim(inputs[other].indexOf(letter));
        if (size != shape.dim(d)) {
          throw new ShapeException(
              "einsum: axis '"
                  + letter
                  + "' of \""
                  + equation
                  + "\" is "
                  + size
                  + " in operand "
                  + other
                  + " of shape "
                  + before
                  + " and "
                  + shape.dim(d)
                  + " in operand "
                  + i
                  + " of shape "
                  + shape
                  + ". Usual cause: letters in another order than the axes; fix: exchange them, or"
                  + " transpose.");
        }
      }
    }
    for (char c : output.toCharArray()) {
      if (!first.containsKey(c) || output.indexOf(c) != output.lastIndexOf(c)) {
        throw new ShapeException(
            "einsum: axis '"
                + c
                + "' on the right of \""
                + equation
                + "\" must appear once there and at least once on the left. Usual cause: a"
                + " misspelt letter.");
      }
    }
  }

  private static ShapeException named(String equation, int i, String letters, Shape shape) {
    return new ShapeException(
        "einsum: operand "
            + i
            + " of \""
            + equation
            + "\" is named "
            + letters
            + " but has shape "
            + shape
            + ". Fix: one letter an axis; `...` stands for all others.");
  }

  /// A letter that stands twice in one operand means its diagonal.
  private static Term diagonals(Term term) {
    Term at = term;
    for (int second = 1; second < at.letters.length(); second++) {
      int first = at.letters.indexOf(at.letters.charAt(second));
      if (first < second) {
        int n = at.tensor.shape().dim(first);
        Tensor moved = moveLast(moveLast(at.tensor, first), second - 1);
        int[] lead = Arrays.copyOf(moved.shape().dims(), moved.shape().rank() - 1);
        lead[lead.length - 1] = n * n;
        Tensor diagonal = moved.reshape(lead).slice(-1, 0, n * n, n + 1);
        String rest =
            new StringBuilder(at.letters).deleteCharAt(second).deleteCharAt(first).toString();
        return diagonals(new Term(rest + at.letters.charAt(second), diagonal));
      }
    }
    return at;
  }

  private static Tensor moveLast(Tensor x, int axis) {
    int rank = x.shape().rank();
    int[] order = new int[rank];
    for (int d = 0, at = 0; d < rank; d++) {
      if (d != axis) {
        order[at++] = d;
      }
    }
    order[rank - 1] = axis;
    return x.permute(order);
  }

  private static Term pair(Term a, Term b, String needed) {
    Term left = sumExcept(a, b.letters + needed);
    Term right = sumExcept(b, a.letters + needed);
    String batch = keep(left.letters, c -> right.letters.indexOf(c) >= 0 && needed.indexOf(c) >= 0);
    String summed = keep(left.letters, c -> right.letters.indexOf(c) >= 0 && needed.indexOf(c) < 0);
    String rows = keep(left.letters, c -> right.letters.indexOf(c) < 0);
    String columns = keep(right.letters, c -> left.letters.indexOf(c) < 0);
    Tensor x = arrange(left, batch + rows + summed);
    Tensor y = arrange(right, batch + summed + columns);
    int b0 = batch.length();
    int m = product(x, b0, b0 + rows.length());
    int k = product(x, b0 + rows.length(), x.shape().rank());
    int n = product(y, b0 + summed.length(), y.shape().rank());
    int batches = product(x, 0, b0);
    Tensor product = x.reshape(batches, m, k).matmul(y.reshape(batches, k, n));
    String letters = batch + rows + columns;
    int[] dims = new int[letters.length()];
    for (int d = 0; d < b0 + rows.length(); d++) {
      dims[d] = x.shape().dim(d);
    }
    for (int d = 0; d < columns.length(); d++) {
      dims[b0 + rows.length() + d] = y.shape().dim(b0 + summed.length() + d);
    }
    return new Term(letters, product.reshape(dims));
  }

  private static int product(Tensor x, int from, int to) {
    int product = 1;
    for (int d = from; d < to; d++) {
      product *= x.shape().dim(d);
    }
    return product;
  }

  private static String keep(String letters, IntPredicate wanted) {
    StringBuilder kept = new StringBuilder();
    letters.chars().filter(wanted).forEach(c -> kept.append((char) c));
    return kept.toString();
  }

  private static Term sumExcept(Term term, String wanted) {
    int[] axes =
        IntStream.range(0, term.letters.length())
            .filter(d -> wanted.indexOf(term.letters.charAt(d)) < 0)
            .toArray();
    return axes.length == 0
        ? term
        : new Term(keep(term.letters, c -> wanted.indexOf(c) >= 0), term.tensor.sum(axes));
  }

  private static Tensor arrange(Term term, String order) {
    return term.tensor.permute(order.chars().map(term.letters::indexOf).toArray());
  }
}
