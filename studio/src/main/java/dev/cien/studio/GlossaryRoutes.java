package dev.cien.studio;

import dev.cien.course.glossary.Term;
import io.javalin.config.RoutesConfig;

/// `/api/glossary`: the terms of the course.
final class GlossaryRoutes implements Routes {
  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/glossary", ctx -> ctx.json(Term.all()));
  }
}
