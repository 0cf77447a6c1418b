package dev.cien.studio;

import io.javalin.config.RoutesConfig;

/// The endpoints of one feature, under `/api/…`.
interface Routes {
  /// Adds them.
  void register(RoutesConfig routes);
}
