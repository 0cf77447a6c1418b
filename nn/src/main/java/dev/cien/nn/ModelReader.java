package dev.cien.nn;

import dev.cien.tensor.DType;
import dev.cien.tensor.Shape;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.TensorException;
import dev.cien.tensor.Variable;
import dev.cien.tensor.Window;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads the tree of a model from the components of its records.
final class ModelReader {
  private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

  private final Set<Variable> found = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<Variable, String> captured = new LinkedHashMap<>();

  private final boolean strict;

  private ModelReader(boolean strict) {
    this.strict = strict;
  }

  static ModelPart.Branch read(Object model) {
    ModelReader reader = new ModelReader(true);
    ModelPart part = reader.part("", "", model, false);
    if (!(part instanceof ModelPart.Branch branch)) {
      throw new TensorException(
          "params: expected a model (a record, a list of layers or a function), found "
              + describe(model)
              + ".");
    }
    reader.captured.forEach(
        (variable, where) -> {
          if (!reader.found.contains(variable)) {
            throw new TensorException(
                "params: the function at "
                    + where
                    + " uses variable "
                    + variable
                    + ", which no record component of the model holds, so it would be neither"
                    + " trained nor saved. Usual cause: a layer inside a lambda; fix: write a"
                    + " record that has the layer as a component.");
          }
        });
    return branch;
  }

  /// The part that `value` is, or `null` where it holds no parameters by its nature.
  private ModelPart part(String path, String name, Object value, boolean buffer) {
    return switch (value) {
      case null ->
          throw new TensorException(
              "params: component "
                  + place(path)
                  + " is null. Fix: Optional.empty() for a part that is left out.");
      case Variable variable -> {
        found.add(variable);
        yield new ModelPart.Leaf(name, variable, buffer);
      }
      case Optional<?> optional ->
          optional.isEmpty() ? null : part(path, name, optional.get(), buffer);
      case Record record -> new ModelPart.Branch(name, record, components(path, record));
      case List<?> list -> new ModelPart.Branch(name, list, numbered(path, list, buffer));
      case Object[] array ->
          new ModelPart.Branch(name, array, numbered(path, List.of(array), buffer));
      case Map<?, ?> map -> new ModelPart.Branch(name, map, keyed(path, map, buffer));
      case Object function when isFunction(function) -> {
        capture(path, function);
        yield new ModelPart.Branch(name, function, List.of());
      }
      case Object constant when isConstant(constant) || !strict -> null;
      default ->
          throw new TensorException(
              "params: component "
                  + place(path)
                  + " is "
                  + describe(value)
                  + ", expected a Variable, a record, a lambda, a list or map of these, or a"
                  + " constant (number, text, enum, Tensor). Usual cause: a layer written as a"
                  + " class; fix: make it a record whose components are its parameters.");
    };
  }

  private List<ModelPart> components(String path, Record record) {
    List<ModelPart> parts = new ArrayList<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      Name given = component.getAnnotation(Name.class);
      String name = given != null ? given.value() : snakeCase(component.getName());
      boolean buffer = component.isAnnotationPresent(Buffer.class);
      ModelPart part = part(join(path, name), name, value(path, record, component), buffer);
      if (part instanceof ModelPart.Branch(String empty, Object _, List<ModelPart> inner)
          && empty.isEmpty()) {
        parts.addAll(inner);
      } else if (part != null) {
        parts.add(part);
      }
    }
    return parts;
  }

  private List<ModelPart> numbered(String path, List<?> list, boolean buffer) {
    List<ModelPart> parts = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      String name = String.valueOf(i);
      ModelPart part = part(join(path, name), name, list.get(i), buffer);
      if (part != null) {
        parts.add(part);
      }
    }
    return parts;
  }

  private List<ModelPart> keyed(String path, Map<?, ?> map, boolean buffer) {
    List<ModelPart> parts = new ArrayList<>();
    map.forEach(
        (key, value) -> {
          String name = String.valueOf(key);
          ModelPart part = part(join(path, name), name, value, buffer);
          if (part != null) {
            parts.add(part);
          }
        });
    return parts;
  }

  static Object value(String path, Record record, RecordComponent component) {
    Method accessor = component.getAccessor();
    if (!accessor.canAccess(record) && !accessor.trySetAccessible()) {
      Class<?> type = record.getClass();
      throw new TensorException(
          "params: cannot read component "
              + component.getName()
              + " of "
              + describe(record)
              + " at "
              + place(path)
              + ": its module does not let it. Fix: `opens "
              + type.getPackageName()
              + " to dev.cien.nn;` in the module-info of "
              + type.getModule().getName()
              + ", or make the record public in an exported package.");
    }
    try {
      return accessor.invoke(record);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new TensorException(
          "params: component "
              + component.getName()
              + " of "
              + describe(record)
              + " could not be read.",
          e);
    }
  }

  /// Remembers the variables that a function closes over.
  private void capture(String path, Object function) {
    for (Field field : function.getClass().getDeclaredFields()) {
      if (field.trySetAccessible()) {
        try {
          Object value = field.get(function);
          if (value != null) {
            ModelReader inner = new ModelReader(false);
            inner.part(path, "", value, false);
            inner.found.forEach(variable -> captured.put(variable, place(path)));
            captured.putAll(inner.captured);
          }
        } catch (IllegalAccessException e) {
          throw new TensorException(
              "params: what the function at " + place(path) + " closes over could not be read.", e);
        }
      } else if (Variable.class == field.getType()
          || Layer.class.isAssignableFrom(field.getType())) {
        throw new TensorException(
            "params: the function at "
                + place(path)
                + " closes over a "
                + field.getType().getSimpleName()
                + " that cannot be read from here. Fix: write a record that has it as a"
                + " component.");
      }
    }
  }

  static boolean isFunction(Object value) {
    return value.getClass().isHidden() || value.getClass().isSynthetic();
  }

  private static boolean isConstant(Object value) {
    Class<?> type = value.getClass();
    return value instanceof Number
        || value instanceof Boolean
        || value instanceof Character
        || value instanceof CharSequence
        || value instanceof Enum<?>
        || value instanceof Tensor
        || value instanceof Shape
        || value instanceof Window
        || value instanceof DType
        || type.isArray();
  }

  static String join(String path, String name) {
    return path.isEmpty() ? name : name.isEmpty() ? path : path + "." + name;
  }

  static String snakeCase(String name) {
    return HUMP.matcher(name).replaceAll("_").toLowerCase(Locale.ROOT);
  }

  private static String place(String path) {
    return path.isEmpty() ? "the root" : "`" + path + "`";
  }

  private static String describe(Object value) {
    return value == null ? "null" : "a " + value.getClass().getTypeName();
  }
}
