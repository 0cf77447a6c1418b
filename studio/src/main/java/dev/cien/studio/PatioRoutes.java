package dev.cien.studio;

import dev.cien.course.playground.PlaneData;
import dev.cien.course.playground.Playground;
import dev.cien.course.playground.PlaygroundCode;
import dev.cien.course.playground.PlaygroundDoctor;
import dev.cien.course.playground.PlaygroundExtras;
import dev.cien.course.playground.PlaygroundLink;
import dev.cien.course.playground.Point;
import dev.cien.course.playground.PointsText;
import dev.cien.studio.store.Person;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.sse.SseClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// `/api/patio`: trainings of the playground.
final class PatioRoutes implements Routes {
  private static final int SAMPLE = 200;

  private final PatioSessions sessions;

  PatioRoutes(PatioSessions sessions) {
    this.sessions = sessions;
  }

  /// @param link what stands behind the `#`
  /// @param own points of one's own; none for those of the link
  /// @param goOn whether a training that runs goes on with the new link
  /// @param shown whether only keys differ that change nothing that is trained
  record Linked(String link, List<Point> own, Boolean goOn, Boolean shown) {
    PlaygroundLink parsed() {
      return PlaygroundLink.parse(link == null ? "" : link, "0");
    }

    List<Point> points() {
      List<Point> points = own == null ? List.of() : own;
      for (Point point : points) {
        boolean fits =
            point != null
                && Math.abs(point.x()) <= 1000
                && Math.abs(point.y()) <= 1000
                && Math.abs(point.label()) <= PlaygroundExtras.MOST_CLASSES;
        if (!fits) {
          throw Refusal.bad(
              "Los puntos tienen x e y de −1000 a 1000 y una etiqueta de −1 a 1 o el número de su"
                  + " clase.",
              "Points have x and y from −1000 to 1000 and a label from −1 to 1 or the number of"
                  + " their class.");
        }
      }
      return points;
    }
  }

  record Rewind(int epoch) {}

  record Rate(double rate) {}

  record Speed(int speed) {}

  /// @param classes whether numbers are names of classes, too
  record Pasted(String text, Boolean classes) {}

  record Code(int epoch, String code) {}

  record Edit(int layer, int node, Integer from, double value) {}

  @Override
  public void register(RoutesConfig routes) {
    routes.post(
        "/api/patio",
        ctx -> {
          Linked body = Json.body(ctx, Linked.class);
          ctx.status(201)
              .json(sessions.create(Desk.of(ctx).person(), body.parsed(), body.points()).whole());
        });
    routes.get("/api/patio/samples", ctx -> ctx.json(samples()));
    routes.get("/api/patio/{id}", ctx -> ctx.json(session(ctx).whole()));
    routes.put("/api/patio/{id}/link", this::link);
    routes.post("/api/patio/{id}/play", ctx -> changed(ctx, s -> s.play(true)));
    routes.post("/api/patio/{id}/pause", ctx -> changed(ctx, s -> s.play(false)));
    routes.post("/api/patio/{id}/step", ctx -> changed(ctx, PatioSession::step));
    routes.post("/api/patio/{id}/rewind", changing(Rewind.class, (s, to) -> s.rewind(to.epoch())));
    routes.put("/api/patio/{id}/rate", changing(Rate.class, (s, to) -> s.rate(to.rate())));
    routes.put("/api/patio/{id}/speed", changing(Speed.class, (s, to) -> s.speed(to.speed())));
    routes.put("/api/patio/{id}/stop", changing(PatioSession.Stop.class, PatioSession::stopAt));
    routes.put(
        "/api/patio/{id}/parameter",
        changing(
            Edit.class,
            (s, to) -> s.set(to.layer(), to.node(), Optional.ofNullable(to.from()), to.value())));
    routes.get(
        "/api/patio/{id}/doctor", ctx -> ctx.json(session(ctx).look(PlaygroundDoctor::look)));
    routes.get("/api/patio/{id}/code", this::code);
    routes.post(
        "/api/patio/points",
        ctx -> {
          Pasted body = Json.body(ctx, Pasted.class);
          ctx.json(
              PointsText.parse(
                  body.text() == null ? "" : body.text(), Boolean.TRUE.equals(body.classes())));
        });
    routes.sse("/api/patio/{id}/frames", this::frames);
  }

  @Override
  public void forget(Person person) {
    sessions.forget(person);
  }

  /// Reads the body of a request, and changes a training by it.
  private <T> Handler changing(Class<T> type, BiConsumer<PatioSession, T> change) {
    return ctx -> {
      T body = Json.body(ctx, type);
      changed(ctx, session -> change.accept(session, body));
    };
  }

  /// Some points of each data set, for small pictures.
  private static Map<String, List<Point>> samples() {
    Map<String, List<Point>> samples = new LinkedHashMap<>();
    for (PlaneData data : PlaneData.values()) {
      String key =
          switch (data.problem()) {
            case CLASSIFICATION -> "dataset=";
            case REGRESSION -> "problem=regression&regDataset=";
            case MULTICLASS -> "problem=multiclass&classDataset=";
          };
      List<Point> points = new Playground(PlaygroundLink.parse(key + data.key(), "0.5")).train();
      samples.put(data.key(), points.subList(0, Math.min(SAMPLE, points.size())));
    }
    return samples;
  }

  private void link(Context ctx) {
    Linked body = Json.body(ctx, Linked.class);
    boolean shown = Boolean.TRUE.equals(body.shown());
    changed(
        ctx,
        s -> {
          if (shown) {
            s.shown(body.parsed());
          } else {
            s.link(body.parsed(), body.points(), Boolean.TRUE.equals(body.goOn()));
          }
        });
  }

  private void code(Context ctx) {
    String name = String.valueOf(ctx.queryParam("language"));
    PlaygroundCode.Language language =
        Stream.of(PlaygroundCode.Language.values())
            .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    Refusal.bad(
                        "Los lenguajes son java, numpy y pytorch.",
                        "The languages are java, numpy and pytorch."));
    ctx.json(
        session(ctx)
            .look(
                run ->
                    new Code(
                        run.playground().epochs(), PlaygroundCode.of(run.playground(), language))));
  }

  private void changed(Context ctx, Consumer<PatioSession> change) {
    PatioSession session = session(ctx);
    change.accept(session);
    ctx.json(session.whole());
  }

  private PatioSession session(Context ctx) {
    return sessions.get(Desk.of(ctx).person(), ctx.pathParam("id"));
  }

  private void frames(SseClient client) {
    PatioSession session = session(client.ctx());
    LiveFrames.send(client, session, session::next);
  }
}
