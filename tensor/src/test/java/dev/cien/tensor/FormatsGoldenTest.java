package dev.cien.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The number format, shape and values of every method on every number format, on matrices, scalars
/// and tensors without elements, against PyTorch; `src/test/golden/formats.py` made them.
class FormatsGoldenTest {
  private record Case(String method, String input, String expected) {}

  private static final double[] VALUES = {-2, 3, 0, 1, 2, 3};
  private static final Map<String, UnaryOperator<Tensor>> METHODS = methods();

  private static Map<String, UnaryOperator<Tensor>> methods() {
    Map<String, UnaryOperator<Tensor>> m = new LinkedHashMap<>();
    m.put("neg", Tensor::neg);
    m.put("abs", Tensor::abs);
    m.put("sign", Tensor::sign);
    m.put("square", Tensor::square);
    m.put("reciprocal", Tensor::reciprocal);
    m.put("exp", Tensor::exp);
    m.put("sqrt", Tensor::sqrt);
    m.put("floor", Tensor::floor);
    m.put("round", Tensor::round);
    m.put("add", x -> x.add(other(x)));
    m.put("sub", x -> x.sub(other(x)));
    m.put("mul", x -> x.mul(other(x)));
    m.put("div", x -> x.div(other(x)));
    m.put("floorDiv", x -> x.floorDiv(other(x)));
    m.put("rem", x -> x.rem(other(x)));
    m.put("pow", x -> x.pow(other(x)));
    m.put("powTwo", x -> x.pow(2));
    m.put("powHalf", x -> x.pow(0.5));
    m.put("addOne", x -> x.add(1));
    m.put("addHalf", x -> x.add(0.5));
    m.put("mulTwo", x -> x.mul(2));
    m.put("divTwo", x -> x.div(2));
    m.put("maximum", x -> x.maximum(other(x)));
    m.put("minimum", x -> x.minimum(other(x)));
    m.put("clamp", x -> x.clamp(0, 2));
    m.put("lt", x -> x.lt(other(x)));
    m.put("ge", x -> x.ge(other(x)));
    m.put("eq", x -> x.eq(other(x)));
    m.put("ne", x -> x.ne(other(x)));
    m.put("ltHalf", x -> x.lt(0.5));
    m.put("isNaN", Tensor::isNaN);
    m.put("isFinite", Tensor::isFinite);
    m.put("and", x -> x.and(other(x)));
    m.put("or", x -> x.or(other(x)));
    m.put("xor", x -> x.xor(other(x)));
    m.put("not", Tensor::not);
    m.put("where", x -> Tensor.where(x.gt(0), x, other(x)));
    m.put("relu", Tensor::relu);
    m.put("sigmoid", Tensor::sigmoid);
    m.put("softmax", x -> x.softmax(-1));
    m.put("logSoftmax", x -> x.logSoftmax(-1));
    m.put("sum", Tensor::sum);
    m.put("sumLast", x -> x.sum(-1));
    m.put("sumKept", x -> x.sum(-1, true));
    m.put("sumFirst", x -> x.sum(0));
    m.put("prodFirst", x -> x.prod(0));
    m.put("meanFirst", x -> x.mean(0));
    m.put("anyFirst", x -> x.any(0));
    m.put("allFirst", x -> x.all(0));
    m.put("cumSumFirst", x -> x.cumSum(0));
    m.put("prod", Tensor::prod);
    m.put("prodLast", x -> x.prod(-1));
    m.put("mean", Tensor::mean);
    m.put("meanLast", x -> x.mean(-1));
    m.put("max", Tensor::max);
    m.put("maxLast", x -> x.max(-1));
    m.put("min", Tensor::min);
    m.put("minLast", x -> x.min(-1));
    m.put("any", Tensor::any);
    m.put("anyLast", x -> x.any(-1));
    m.put("all", Tensor::all);
    m.put("allLast", x -> x.all(-1));
    m.put("var", Tensor::var);
    m.put("std", Tensor::std);
    m.put("logSumExp", x -> x.logSumExp(-1));
    m.put("norm", Tensor::norm);
    m.put("argMax", x -> x.argMax(-1));
    m.put("argMin", x -> x.argMin(-1));
    m.put("cumSum", x -> x.cumSum(-1));
    m.put("flat", x -> x.reshape(-1));
    m.put("unsqueeze", x -> x.unsqueeze(-1));
    m.put("squeeze", Tensor::squeeze);
    m.put("flip", x -> x.flip(-1));
    m.put("slice", x -> x.slice(-1, 1, Integer.MAX_VALUE));
    m.put("select", x -> x.select(-1, 0));
    m.put("pad", x -> x.pad(-1, 1, 1, 1));
    m.put("tile", x -> x.tile(2, 2));
    m.put("roll", x -> x.roll(-1, 1));
    m.put("chunk", x -> x.chunk(-1, 2).getFirst());
    m.put("t", Tensor::t);
    m.put("tril", x -> x.tril(0));
    m.put("triu", x -> x.triu(0));
    m.put("concat", x -> Tensor.concat(-1, x, x));
    m.put("stack", x -> Tensor.stack(-1, x, x));
    m.put("expand", FormatsGoldenTest::twice);
    m.put("unfold", x -> x.unfold(-1, 1, 1));
    m.put("sort", x -> x.sort(-1, false).values());
    m.put("sortIndices", x -> x.sort(-1, false).indices());
    m.put("sortFirst", x -> x.sort(0, false).values());
    m.put("argMaxFirst", x -> x.argMax(0));
    m.put("topK", x -> x.topK(1, -1).values());
    m.put("take", x -> x.indexSelect(-1, Tensor.of(new int[] {0, 0})));
    m.put("takeNone", x -> x.indexSelect(-1, Tensor.of(new long[0])));
    m.put("scatterAdd", x -> x.scatterAdd(-1, x.mul(0).cast(DType.INT32), x));
    m.put("matmul", x -> x.matmul(x.t()));
    m.put("matmulColumn", x -> x.matmul(Tensor.ones(3).cast(x.dtype())));
    m.put("einsum", x -> Tensor.einsum("ij,ij->i", x, x));
    m.put("oneHot", x -> x.clamp(0, 2).oneHot(4));
    m.put("float32", x -> x.cast(DType.FLOAT32));
    m.put("int32", x -> x.cast(DType.INT32));
    m.put("bool", x -> x.cast(DType.BOOL));
    m.put("bfloat16", x -> x.cast(DType.BFLOAT16));
    return m;
  }

  private static Tensor other(Tensor x) {
    return Tensor.full(2, x.shape().dims()).cast(x.dtype());
  }

  private static Tensor twice(Tensor x) {
    int[] dims = new int[x.shape().rank() + 1];
    dims[0] = 2;
    System.arraycopy(x.shape().dims(), 0, dims, 1, dims.length - 1);
    return x.expand(dims);
  }

  private static List<Case> cases() {
    try (InputStream in = FormatsGoldenTest.class.getResourceAsStream("formats.tsv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split("\t"))
          .map(parts -> new Case(parts[0], parts[1], parts[2]))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<String> names() {
    return METHODS.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void agreesWithPyTorch(String name) {
    List<String> differences = new ArrayList<>();
    for (Case each : cases()) {
      if (each.method.equals(name)) {
        // Found also where nothing is expected of it: it must not break down.
        String found = found(each, translated(each).orElse(""));
        translated(each)
            .filter(expected -> !expected.equals(found))
            .ifPresent(
                expected ->
                    differences.add(each.input + ": expected " + expected + ", found " + found));
      }
    }
    assertThat(differences).isEmpty();
  }

  /// Methods that only read, arrange or pick elements keep `bfloat16`; arithmetic on it is done,
  /// and gives its result, in `float32`.
  private static final List<String> KEEPING =
      List.of(
          "flat",
          "unsqueeze",
          "squeeze",
          "flip",
          "slice",
          "select",
          "pad",
          "tile",
          "roll",
          "chunk",
          "t",
          "tril",
          "triu",
          "concat",
          "stack",
          "expand",
          "unfold",
          "sort",
          "sortFirst",
          "topK",
          "take",
          "takeNone",
          "bfloat16");

  /// Methods along an axis, which a scalar does not have: an error as in NumPy, where PyTorch sees
  /// one axis.
  private static final List<String> ALONG =
      List.of(
          "sortFirst",
          "argMaxFirst",
          "sumFirst",
          "prodFirst",
          "meanFirst",
          "anyFirst",
          "allFirst",
          "cumSumFirst",
          "softmax",
          "logSoftmax",
          "sumLast",
          "sumKept",
          "prodLast",
          "meanLast",
          "maxLast",
          "minLast",
          "anyLast",
          "allLast",
          "logSumExp",
          "argMax",
          "argMin",
          "cumSum",
          "flip",
          "t",
          "unfold",
          "sort",
          "sortFirst",
          "sortIndices",
          "topK",
          "scatterAdd");

  /// What PyTorch gives, in the number formats that Cien gives by its own rules: in arithmetic
  /// `bool` counts as `int32`; positions and sums of `int32` are `int32`, one-hot rows `float32`,
  /// means of `bfloat16` exact to `float32`. Empty where nothing is to be compared: where PyTorch
  /// refuses, or is not of one mind with itself about tensors without elements.
  private static Optional<String> translated(Case each) {
    boolean scalar = each.input.endsWith("[]");
    boolean bool = each.input.startsWith("bool");
    boolean bfloat16 = each.input.startsWith("bfloat16");
    if (each.expected.equals("error")
        || List.of("softmax", "logSoftmax").contains(each.method)
            && !each.expected.startsWith("float")
            && !each.expected.startsWith("bfloat")
        || List.of("matmul", "matmulColumn", "einsum").contains(each.method) && bool
        || List.of("add", "mul", "sign", "scatterAdd").contains(each.method) && bool) {
      return Optional.empty();
    }
    if (scalar && ALONG.contains(each.method)) {
      return Optional.of("error");
    }
    String expected = each.expected;
    if (bfloat16 && !KEEPING.contains(each.method)) {
      expected = expected.replace("bfloat16[", "float32[");
    }
    if (bfloat16 && each.method.startsWith("mean")) {
      expected = expected.substring(0, expected.indexOf(']') + 1);
    }
    if (List.of("argMax", "argMin", "argMaxFirst", "sortIndices").contains(each.method)
        || bool
        || each.input.startsWith("int32")) {
      expected = expected.replace("int64[", "int32[");
    }
    return Optional.of(
        each.method.equals("oneHot") ? expected.replaceAll("int(32|64)", "float32") : expected);
  }

  private static String found(Case each, String expected) {
    try {
      Tensor y = METHODS.get(each.method).apply(input(each.input));
      boolean exact = !expected.endsWith("]");
      String head = y.dtype() + y.shape().toString();
      y.toDoubles();
      return exact
          ? head
              + Arrays.stream(y.toDoubles())
                  .mapToObj(v -> " " + text(v))
                  .collect(Collectors.joining())
          : head;
    } catch (TensorException e) {
      return "error";
    }
  }

  private static String text(double value) {
    return Double.isNaN(value)
        ? "nan"
        : Double.isInfinite(value) ? (value > 0 ? "inf" : "-inf") : String.valueOf(value);
  }

  private static Tensor input(String spec) {
    DType dtype =
        Arrays.stream(DType.values())
            .filter(type -> spec.startsWith(type.toString() + "["))
            .findFirst()
            .orElseThrow();
    String sizes = spec.substring(dtype.toString().length() + 1, spec.length() - 1);
    int[] dims =
        sizes.isEmpty()
            ? new int[0]
            : Arrays.stream(sizes.split(", ")).mapToInt(Integer::parseInt).toArray();
    int count = Arrays.stream(dims).reduce(1, (a, b) -> a * b);
    double[] values = dims.length == 0 ? new double[] {2} : Arrays.copyOf(VALUES, count);
    return Tensor.of(values, count).reshape(dims).cast(dtype).compute();
  }
}
