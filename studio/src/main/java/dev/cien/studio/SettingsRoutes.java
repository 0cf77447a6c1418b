package dev.cien.studio;

import dev.cien.studio.store.Settings;
import io.javalin.config.RoutesConfig;
import java.util.Map;
import java.util.Set;

/// `/api/settings`: language and theme.
final class SettingsRoutes implements Routes {
  private static final Map<String, Set<String>> CHOICES =
      Map.of(
          "lang", Set.of("es", "en"),
          "theme", Set.of("auto", "light", "dark"));

  record Choice(String name, String value) {}

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/settings", ctx -> ctx.json(Desk.of(ctx).settings().all()));
    routes.put(
        "/api/settings",
        ctx -> {
          Choice choice = Json.body(ctx, Choice.class);
          if (choice.name() == null
              || !CHOICES.getOrDefault(choice.name(), Set.of()).contains("" + choice.value())) {
            throw Refusal.bad("No hay tal ajuste.", "There is no such setting.");
          }
          Settings settings = Desk.of(ctx).settings();
          settings.put(choice.name(), choice.value());
          ctx.json(settings.all());
        });
  }
}
