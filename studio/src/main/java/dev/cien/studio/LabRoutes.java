package dev.cien.studio;

import dev.cien.studio.store.Person;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// `/api/lab/…`: the trainings of one laboratory.
///
/// @param kind its name in the address
/// @param sessions its trainings
record LabRoutes(String kind, LabSessions sessions) implements Routes {
  private static final int MOST_WORDS = 16;
  private static final int LONGEST = 400;

  /// @param settings those that were chosen
  /// @param goOn whether a training that runs goes on with the new ones
  record Chosen(Map<String, String> settings, Boolean goOn) {
    Map<String, String> checked() {
      return within(settings == null ? Map.of() : settings);
    }
  }

  record Tuned(String key, String value) {}

  record Speed(int speed) {}

  @Override
  public void register(RoutesConfig routes) {
    String all = "/api/lab/" + kind;
    String one = all + "/{id}";
    routes.post(
        all,
        ctx -> {
          Map<String, String> chosen = Json.body(ctx, Chosen.class).checked();
          ctx.status(201).json(sessions.create(Desk.of(ctx).person(), chosen).whole());
        });
    routes.get(one, ctx -> ctx.json(session(ctx).whole()));
    routes.post(one + "/play", changed(s -> s.play(true)));
    routes.post(one + "/pause", changed(s -> s.play(false)));
    routes.post(one + "/step", changed(LabSession::step));
    routes.put(
        one + "/speed",
        ctx -> {
          Speed body = Json.body(ctx, Speed.class);
          changed(s -> s.speed(body.speed())).handle(ctx);
        });
    routes.put(
        one + "/settings",
        ctx -> {
          Chosen body = Json.body(ctx, Chosen.class);
          boolean goOn = Boolean.TRUE.equals(body.goOn());
          changed(s -> sessions.restart(s, body.checked(), goOn)).handle(ctx);
        });
    routes.put(
        one + "/tune",
        ctx -> {
          Tuned body = Json.body(ctx, Tuned.class);
          Map<String, String> pair =
              within(Map.of(String.valueOf(body.key()), String.valueOf(body.value())));
          changed(s -> pair.forEach(s::tune)).handle(ctx);
        });
    routes.get(
        one + "/ask",
        ctx -> {
          Map<String, String> question = new LinkedHashMap<>();
          ctx.queryParamMap().forEach((key, values) -> question.put(key, values.getFirst()));
          ctx.json(session(ctx).ask(within(question)));
        });
    routes.sse(
        one + "/frames",
        client -> {
          LabSession session = session(client.ctx());
          LiveFrames.send(client, session, session::next);
        });
  }

  @Override
  public void forget(Person person) {
    sessions.forget(person);
  }

  private static Map<String, String> within(Map<String, String> words) {
    boolean fits =
        words.size() <= MOST_WORDS
            && words.entrySet().stream()
                .allMatch(
                    pair ->
                        pair.getValue() != null
                            && pair.getKey().length() <= LONGEST
                            && pair.getValue().length() <= LONGEST);
    if (!fits) {
      throw Refusal.bad(
          "Son demasiados ajustes, o demasiado largos: como mucho "
              + MOST_WORDS
              + " de "
              + LONGEST
              + " caracteres.",
          "Those are too many settings, or too long ones: at most "
              + MOST_WORDS
              + " of "
              + LONGEST
              + " characters.");
    }
    return words;
  }

  private Handler changed(Consumer<LabSession> change) {
    return ctx -> {
      LabSession session = session(ctx);
      change.accept(session);
      ctx.json(session.whole());
    };
  }

  private LabSession session(Context ctx) {
    return sessions.get(Desk.of(ctx).person(), ctx.pathParam("id"));
  }
}
