package dev.cien.zoo.pretrained;

import dev.cien.io.FileFormatException;
import dev.cien.io.JsonPart;
import dev.cien.io.Safetensors;
import dev.cien.nn.Embedding;
import dev.cien.nn.LayerNorm;
import dev.cien.nn.Linear;
import dev.cien.tensor.DType;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The tensors of a model folder, of one file or of several that an index names, and which of them
/// were taken.
///
/// Half precision is widened to float32. All complaints name the folder, the tensor and both
/// shapes.
final class FolderWeights {
  private static final String SINGLE = "model.safetensors";
  private static final String INDEX = "model.safetensors.index.json";
  private static final int MAX_INDEX = 16 << 20;
  private static final int SHOWN = 5;

  private final Path folder;
  private final Map<String, Safetensors> files = new LinkedHashMap<>();
  private final Set<String> taken = new HashSet<>();

  private FolderWeights(Path folder) {
    this.folder = folder;
  }

  static FolderWeights open(Path folder) {
    FolderWeights weights = new FolderWeights(folder);
    if (Files.isRegularFile(folder.resolve(SINGLE))) {
      weights.add(SINGLE);
    } else if (Files.isRegularFile(folder.resolve(INDEX))) {
      Set<String> names = new HashSet<>();
      JsonPart.read(folder.resolve(INDEX), MAX_INDEX)
          .get("weight_map")
          .forEach(
              (tensor, file) -> {
                if (names.add(file.text())) {
                  weights.add(inside(file));
                }
              });
    } else {
      throw missing(folder);
    }
    return weights;
  }

  /// A name that stays in its folder.
  private static String inside(JsonPart file) {
    String name = file.text();
    if (!name.matches("[\\w.-]+\\.safetensors")) {
      throw file.expected("the name of a .safetensors file in the same folder");
    }
    return name;
  }

  private static FileFormatException missing(Path folder) {
    boolean pickle = Files.exists(folder.resolve("pytorch_model.bin"));
    return new FileFormatException(
        folder,
        "expected "
            + SINGLE
            + " or "
            + INDEX
            + ", found "
            + (pickle
                ? "pytorch_model.bin, a pickle, which may hold code and is not read. Fix: save it"
                    + " in Python with save_pretrained(folder, safe_serialization=True)."
                : "neither. Usual cause: a folder whose download is not complete; fix: fetch"
                    + " config.json, tokenizer.json and the .safetensors files into it."));
  }

  private void add(String file) {
    Safetensors opened = Safetensors.open(folder.resolve(file));
    opened.entries().keySet().forEach(name -> files.put(name, opened));
  }

  boolean has(String name) {
    return files.containsKey(name);
  }

  /// The tensor of that name, which must have these sizes.
  Tensor take(String name, int... dims) {
    Safetensors file = files.get(name);
    if (file == null) {
      throw new FileFormatException(
          folder,
          "expected the tensor "
              + name
              + ", found "
              + near(name)
              + ". Usual cause: a config.json of another model, or an architecture that is not"
              + " supported; fix: the config.json that was published with these weights.");
    }
    List<Integer> found = file.entries().get(name).shape();
    if (!found.equals(Arrays.stream(dims).boxed().toList())) {
      throw new FileFormatException(
          folder,
          name
              + ": expected "
              + Arrays.toString(dims)
              + " by config.json, found "
              + found
              + ". Usual cause: a config.json of another size; fix: the one that was published with"
              + " these weights.");
    }
    taken.add(name);
    Tensor tensor = file.tensor(name);
    if (!tensor.dtype().isFloating()) {
      throw new FileFormatException(folder, name + ": expected numbers, found " + tensor.dtype());
    }
    return tensor.cast(DType.FLOAT32).compute();
  }

  private String near(String name) {
    String parent = name.substring(0, name.lastIndexOf('.') + 1);
    List<String> beside =
        files.keySet().stream().filter(other -> other.startsWith(parent)).limit(SHOWN).toList();
    return beside.isEmpty()
        ? files.size() + " others, such as " + files.keySet().stream().limit(SHOWN).toList()
        : beside + " beside it";
  }

  Linear linear(String name, int in, int out) {
    return new Linear(variable("weight", take(name + ".weight", out, in)), bias(name, out));
  }

  /// A linear layer whose weight lies the other way round, as OpenAI saved those of GPT-2.
  Linear transposed(String name, int in, int out) {
    return new Linear(variable("weight", take(name + ".weight", in, out).t()), bias(name, out));
  }

  private Optional<Variable> bias(String name, int out) {
    return Optional.of(variable("bias", take(name + ".bias", out)));
  }

  /// A normalisation; files that came from TensorFlow call its scale and shift gamma and beta.
  LayerNorm norm(String name, int width, double epsilon) {
    boolean old = has(name + ".gamma");
    return new LayerNorm(
        new int[] {width},
        Optional.of(variable("weight", take(name + (old ? ".gamma" : ".weight"), width))),
        Optional.of(variable("bias", take(name + (old ? ".beta" : ".bias"), width))),
        epsilon);
  }

  Embedding embedding(String name, int count, int width) {
    return new Embedding(
        variable("weight", take(name + ".weight", count, width)), Optional.empty());
  }

  static Variable variable(String name, Tensor value) {
    return Variable.of(name, value.compute());
  }

  /// Refuses tensors under a prefix that nobody took: the model would not compute what it was
  /// trained to.
  ///
  /// @param harmless how the names of those end that hold no weights, such as masks
  void allTaken(String prefix, String... harmless) {
    List<String> left =
        files.keySet().stream()
            .filter(name -> name.startsWith(prefix) && !taken.contains(name))
            .filter(name -> Arrays.stream(harmless).noneMatch(name::endsWith))
            .toList();
    if (!left.isEmpty()) {
      throw new FileFormatException(
          folder,
          "found "
              + left.size()
              + " tensors that this architecture does not have: "
              + left.stream().limit(SHOWN).toList()
              + ". Usual cause: a model with parts of its own, such as adapters, or a config.json"
              + " with fewer layers; fix: merge the adapters in Python, or take the config.json"
              + " that was published with these weights.");
    }
  }
}
