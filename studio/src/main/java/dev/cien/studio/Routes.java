package dev.cien.studio;

import dev.cien.studio.store.Person;
import io.javalin.config.RoutesConfig;

/// The endpoints of one feature, under `/api/…`.
interface Routes {
  /// Adds them.
  void register(RoutesConfig routes);

  /// Lets go of what it holds in memory of a person whose account is deleted.
  default void forget(Person person) {}
}
