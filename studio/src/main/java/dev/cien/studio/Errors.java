package dev.cien.studio;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.Map;

/// What went wrong, as JSON in both languages: `{"es": …, "en": …}`.
final class Errors implements Routes {
  private static final System.Logger LOG = System.getLogger(Errors.class.getName());

  private static final Map<Integer, Words> USUAL =
      Map.of(
          404,
          new Words("Aquí no hay nada.", "There is nothing here."),
          405,
          new Words("Esta dirección no se usa así.", "This address is not used this way."),
          413,
          new Words(
              "Es demasiado grande: el estudio acepta hasta 8 MB de una vez.",
              "That is too large: the studio takes up to 8 MB at once."));

  @Override
  public void register(RoutesConfig routes) {
    routes.exception(Refusal.class, (e, ctx) -> say(ctx, e.status(), e.words()));
    // The engine's own messages name operation, expectation, finding and fix, in English.
    routes.exception(
        IllegalArgumentException.class,
        (e, ctx) ->
            say(
                ctx,
                400,
                new Words("No se puede calcular. Detalle: " + e.getMessage(), e.getMessage())));
    routes.exception(
        HttpResponseException.class,
        (e, ctx) ->
            say(
                ctx,
                e.getStatus(),
                USUAL.getOrDefault(
                    e.getStatus(),
                    new Words("La petición no se entiende.", "The request cannot be read."))));
    routes.exception(
        Exception.class,
        (e, ctx) -> {
          LOG.log(System.Logger.Level.ERROR, ctx.method() + " " + ctx.path(), e);
          say(
              ctx,
              500,
              new Words(
                  "Algo ha fallado en el estudio. Los detalles están en la consola donde se"
                      + " inició.",
                  "Something failed in the studio. The details are in the console it was started"
                      + " from."));
        });
  }

  static void say(Context ctx, int status, Words words) {
    ctx.status(status).json(words.json());
  }
}
