package dev.cien.studio;

import dev.cien.recipes.InputException;
import dev.cien.recipes.Text;
import dev.cien.studio.store.Store;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/// What went wrong, as JSON in both languages: `{"es": …, "en": …}`.
final class Errors implements Routes {
  private static final System.Logger LOG = System.getLogger(Errors.class.getName());

  private static final int TOO_LARGE = 413;

  /// How much of a body that is too large is read to its end all the same.
  private static final long MOST_DRAINED = 256L << 20;

  private static final Text AWAY =
      new Text(
          "The database of CIEN_DB_URL does not answer, and nothing was saved. The studio goes on"
              + " as soon as it is back.",
          "La base de datos de CIEN_DB_URL no responde, y no se ha guardado nada. El estudio sigue"
              + " en cuanto vuelva.");

  private static final Text TOO_LONG =
      new Text(
          "The address or the headers of this request are too long.",
          "La dirección o las cabeceras de esta petición son demasiado largas.");

  private static final Map<Integer, Text> USUAL =
      Map.of(
          404,
          new Text("There is nothing here.", "Aquí no hay nada."),
          414,
          TOO_LONG,
          431,
          TOO_LONG,
          405,
          new Text("This address is not used this way.", "Esta dirección no se usa así."),
          TOO_LARGE,
          new Text(
              "That is too large: the studio takes up to 8 MB at once.",
              "Es demasiado grande: el estudio acepta hasta 8 MB de una vez."));

  @Override
  public void register(RoutesConfig routes) {
    routes.exception(
        Refusal.class,
        (e, ctx) -> {
          e.after()
              .ifPresent(wait -> ctx.header("Retry-After", "" + wait.plusMillis(999).toSeconds()));
          say(ctx, e.status(), e.text());
        });
    routes.exception(InputException.class, (e, ctx) -> say(ctx, 400, e.text()));
    // The engine's own messages name operation, expectation, finding and fix, in English.
    routes.exception(
        IllegalArgumentException.class,
        (e, ctx) ->
            say(
                ctx,
                400,
                new Text(e.getMessage(), "No se puede calcular. Detalle: " + e.getMessage())));
    routes.exception(
        HttpResponseException.class,
        (e, ctx) -> {
          if (e.getStatus() == TOO_LARGE) {
            drain(ctx);
          }
          say(ctx, e.getStatus(), text(e.getStatus()));
        });
    routes.exception(
        Exception.class,
        (e, ctx) -> {
          if (Store.isAway(e)) {
            LOG.log(System.Logger.Level.WARNING, ctx.path() + ": the database is away");
            ctx.header("Retry-After", "3");
            say(ctx, 503, AWAY);
            return;
          }
          LOG.log(System.Logger.Level.ERROR, ctx.method() + " " + ctx.path(), e);
          say(
              ctx,
              500,
              new Text(
                  "Something failed in the studio. The details are in the console it was started"
                      + " from.",
                  "Algo ha fallado en el estudio. Los detalles están en la consola donde se"
                      + " inició."));
        });
  }

  /// What a status means.
  static Text text(int status) {
    return USUAL.getOrDefault(
        status, new Text("The request cannot be read.", "La petición no se entiende."));
  }

  /// Reads what the sender is still sending: it would not look at the answer before, and a
  /// connection that is closed on it takes the answer away.
  private static void drain(Context ctx) {
    byte[] buffer = new byte[1 << 16];
    try (InputStream body = ctx.bodyInputStream()) {
      long left = MOST_DRAINED;
      for (int read = 0; read >= 0 && left > 0; left -= read) {
        read = body.read(buffer);
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "the sender of too large a body is gone", e);
    }
  }

  private static void say(Context ctx, int status, Text text) {
    ctx.status(status).json(text);
  }
}
