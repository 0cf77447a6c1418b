package dev.cien.nn;

import dev.cien.tensor.Tensor;
import dev.cien.tensor.TensorException;
import dev.cien.tensor.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The parameters and buffers of a model by name, as PyTorch's state dict names them:
/// `blocks.0.attn.query.weight`.
///
/// A model is a record. Each component is a [Variable] (a parameter, or a buffer where it is marked
/// [Buffer]), another record, a list, array, map or `Optional` of these, a function, or a constant
/// (number, text, enum, tensor), which is neither trained nor saved. A component's name in snake
/// case, or its [Name], is its part of the path; elements of lists are numbered. Anything else is
/// an error that says what to do.
///
/// Reading a model also names its variables, so that messages say which parameter they are about.
public final class Params {
  /// One parameter or buffer.
  ///
  /// @param name the whole path
  /// @param variable the cell
  /// @param buffer whether it is saved but never trained
  /// @param frozen whether it is a parameter that is kept from training
  public record Entry(String name, Variable variable, boolean buffer, boolean frozen) {
    /// Whether an optimizer changes it.
    public boolean trainable() {
      return !buffer && !frozen;
    }

    private Entry withFrozen(boolean value) {
      return new Entry(name, variable, buffer, value && !buffer);
    }
  }

  private final List<Entry> entries;

  private Params(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /// The parameters and buffers of a model, in the order of its components.
  ///
  /// @throws TensorException if a component is of a kind that cannot be part of a model
  public static Params of(Object model) {
    List<Entry> entries = new ArrayList<>();
    collect("", ModelPart.of(model), entries);
    entries.forEach(
        entry -> {
          if (!entry.variable().name().endsWith("." + entry.name())) {
            entry.variable().name(entry.name());
          }
        });
    return new Params(entries);
  }

  private static void collect(String path, ModelPart part, List<Entry> entries) {
    String name = ModelReader.join(path, part.name());
    switch (part) {
      case ModelPart.Leaf leaf ->
          entries.add(new Entry(name, leaf.variable(), leaf.buffer(), false));
      case ModelPart.Branch branch ->
          branch.parts().forEach(inner -> collect(name, inner, entries));
    }
  }

  /// All parameters and buffers; a variable that the model holds twice is here under both names.
  public List<Entry> entries() {
    return entries;
  }

  /// What an optimizer changes: every parameter that is not frozen, each once.
  public List<Variable> trainable() {
    return distinct(entries.stream().filter(Entry::trainable));
  }

  /// Every parameter, frozen or not, each once.
  public List<Variable> parameters() {
    return distinct(entries.stream().filter(entry -> !entry.buffer()));
  }

  /// Every buffer, each once.
  public List<Variable> buffers() {
    return distinct(entries.stream().filter(Entry::buffer));
  }

  /// Everything that is saved, by name, in order: the state dict.
  public Map<String, Variable> state() {
    Map<String, Variable> state = new LinkedHashMap<>();
    entries.forEach(entry -> state.put(entry.name(), entry.variable()));
    return Collections.unmodifiableMap(state);
  }

  /// The values of everything that is saved, by name, as they are now.
  public Map<String, Tensor> values() {
    Map<String, Tensor> values = new LinkedHashMap<>();
    entries.forEach(entry -> values.put(entry.name(), entry.variable().value()));
    return Collections.unmodifiableMap(values);
  }

  /// The variable of that name.
  ///
  /// @throws TensorException if there is none
  public Variable get(String name) {
    return entries.stream()
        .filter(entry -> entry.name().equals(name))
        .findFirst()
        .map(Entry::variable)
        .orElseThrow(
            () ->
                new TensorException(
                    "params: there is no "
                        + name
                        + ", expected one of "
                        + String.join(", ", entries.stream().map(Entry::name).toList())
                        + "."));
  }

  /// The number of elements in all parameters; buffers do not count.
  public long count() {
    return parameters().stream().mapToLong(variable -> variable.shape().size()).sum();
  }

  /// The number of elements that an optimizer changes.
  public long trainableCount() {
    return trainable().stream().mapToLong(variable -> variable.shape().size()).sum();
  }

  /// Those whose names the condition accepts, for parameter groups.
  public Params where(Predicate<String> condition) {
    return new Params(entries.stream().filter(entry -> condition.test(entry.name())).toList());
  }

  /// These parameters with those of the named parts kept from training; without a name, all. The
  /// model is unchanged: give the result to the optimizer or trainer.
  ///
  /// @throws TensorException if a part does not exist
  public Params freeze(String... parts) {
    return frozen(true, parts);
  }

  /// These parameters with those of the named parts trained again; without a name, all.
  ///
  /// @throws TensorException if a part does not exist
  public Params unfreeze(String... parts) {
    return frozen(false, parts);
  }

  private Params frozen(boolean value, String... parts) {
    for (String part : parts) {
      if (entries.stream().noneMatch(entry -> within(entry, part))) {
        throw new TensorException(
            "params: no parameter is named "
                + part
                + " or starts with "
                + part
                + "., expected a part of "
                + String.join(", ", entries.stream().map(Entry::name).toList())
                + ".");
      }
    }
    // A variable that the model holds twice is frozen under both names.
    Set<Variable> chosen = Collections.newSetFromMap(new IdentityHashMap<>());
    entries.stream()
        .filter(
            entry ->
                parts.length == 0 || Arrays.stream(parts).anyMatch(part -> within(entry, part)))
        .forEach(entry -> chosen.add(entry.variable()));
    return new Params(
        entries.stream()
            .map(entry -> chosen.contains(entry.variable()) ? entry.withFrozen(value) : entry)
            .toList());
  }

  private static boolean within(Entry entry, String part) {
    return entry.name().equals(part) || entry.name().startsWith(part + ".");
  }

  /// Gives every parameter and buffer the tensor of its name.
  ///
  /// @throws TensorException if a name is missing, unexpected or of another shape; then nothing is
  ///   changed
  public void load(Map<String, Tensor> tensors) {
    LoadReport report = compare(tensors);
    if (!report.isExact()) {
      throw new TensorException("load: the tensors do not fit the model.\n" + report);
    }
    assign(tensors);
  }

  /// Gives every parameter and buffer the tensor of its name and shape, and says which names were
  /// left over.
  public LoadReport loadMatching(Map<String, Tensor> tensors) {
    assign(tensors);
    return compare(tensors);
  }

  private void assign(Map<String, Tensor> tensors) {
    for (Entry entry : entries) {
      Tensor tensor = tensors.get(entry.name());
      if (tensor != null && tensor.shape().equals(entry.variable().shape())) {
        entry.variable().assign(tensor);
      }
    }
  }

  private LoadReport compare(Map<String, Tensor> tensors) {
    Map<String, Variable> state = state();
    return new LoadReport(
        state.keySet().stream().filter(name -> !tensors.containsKey(name)).toList(),
        tensors.keySet().stream().filter(name -> !state.containsKey(name)).toList(),
        state.entrySet().stream()
            .filter(
                entry ->
                    tensors.containsKey(entry.getKey())
                        && !tensors.get(entry.getKey()).shape().equals(entry.getValue().shape()))
            .map(
                entry ->
                    entry.getKey()
                        + ": model "
                        + entry.getValue().shape()
                        + ", found "
                        + tensors.get(entry.getKey()).shape())
            .toList());
  }

  private static List<Variable> distinct(Stream<Entry> entries) {
    Set<Variable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    return entries.map(Entry::variable).filter(seen::add).toList();
  }

  /// One line for each entry: name, number format and shape.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    entries.forEach(
        entry ->
            text.append(entry.name())
                .append(' ')
                .append(entry.variable().dtype())
                .append(entry.variable().shape())
                .append(entry.buffer() ? " buffer" : entry.frozen() ? " frozen" : "")
                .append('\n'));
    return text.toString();
  }
}
