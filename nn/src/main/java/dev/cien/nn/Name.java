package dev.cien.nn;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The name of a record component in a model's parameter names, where it is not the component's own
/// in snake case.
///
/// The empty name adds nothing to the path: the parts of `@Name("") List<Layer> layers` are called
/// `0`, `1`, ….
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Name {
  /// The name, or the empty string.
  String value();
}
