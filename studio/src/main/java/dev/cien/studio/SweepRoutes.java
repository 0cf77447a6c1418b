package dev.cien.studio;

import dev.cien.course.runs.Sweep;
import dev.cien.course.runs.SweptRun;
import dev.cien.recipes.Card;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Text;
import dev.cien.recipes.catalog.Recipes;
import dev.cien.studio.store.Person;
import dev.cien.studio.store.SweepStore;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/// `/api/sweeps`: a person's sweeps.
///
/// @param store where they are kept
/// @param queue trains them
record SweepRoutes(SweepStore store, SweepQueue queue) implements Routes {
  private static final String ALL = "/api/sweeps";
  private static final String ONE = ALL + "/{id}";

  /// What may be varied.
  ///
  /// @param quick its value in the quick version
  /// @param words its values, if it is a choice
  /// @param whole whether it is a whole number
  /// @param most the largest value of a whole number
  record Choice(
      String key, Text meaning, String quick, List<String> words, boolean whole, long most) {}

  /// A recipe that can be swept.
  record Offer(String name, Text title, String metric, boolean higher, List<Choice> settings) {
    static Offer of(Recipe recipe) {
      Card card = recipe.card();
      return new Offer(
          card.name(),
          card.title(),
          card.metric(),
          card.higherIsBetter(),
          Sweep.choices(recipe).stream().map(setting -> choice(recipe, setting)).toList());
    }

    private static Choice choice(Recipe recipe, Setting setting) {
      boolean whole = setting.kind() instanceof Setting.Whole;
      return new Choice(
          setting.key(),
          setting.meaning(),
          recipe.quick().getOrDefault(setting.key(), setting.standard()),
          setting.kind() instanceof Setting.Choice choice ? choice.words() : List.of(),
          whole,
          whole ? Sweep.most(recipe, setting) : 0);
    }
  }

  /// What can be asked for, and how much of it.
  record Offers(int mostValues, int mostSeeds, int mostSeconds, List<Offer> recipes) {}

  /// Where a sweep stands.
  ///
  /// @param asked what was asked for
  /// @param state `waiting`, `done` or `stopped`
  /// @param madeAt when it was asked for
  /// @param size how many trainings it is
  /// @param ended how many have ended
  /// @param now the one that is under way
  record Shown(
      String id,
      Sweep asked,
      String state,
      long madeAt,
      int size,
      int ended,
      Optional<SweepQueue.Now> now) {}

  /// A sweep with what came of it.
  record Whole(Shown shown, List<SweptRun> runs) {}

  @Override
  public void register(RoutesConfig routes) {
    routes.get(
        ALL + "/offers",
        ctx ->
            ctx.json(
                new Offers(
                    Sweep.MOST_VALUES,
                    Sweep.MOST_SEEDS,
                    SweptRun.MOST_SECONDS,
                    Recipes.all().stream().map(Offer::of).toList())));
    routes.get(
        ALL, ctx -> ctx.json(store.of(Desk.of(ctx).person()).stream().map(this::shown).toList()));
    routes.post(
        ALL,
        ctx -> {
          Sweep sweep = Json.body(ctx, Sweep.class);
          String id = queue.add(Desk.of(ctx).person(), sweep);
          ctx.status(201).json(shown(saved(ctx, id)));
        });
    routes.get(
        ONE,
        ctx -> {
          SweepStore.Saved saved = saved(ctx, ctx.pathParam("id"));
          ctx.json(new Whole(shown(saved), SweepQueue.runs(saved)));
        });
    routes.post(
        ONE + "/stop",
        ctx -> {
          queue.stop(saved(ctx, ctx.pathParam("id")).id());
          ctx.json(shown(saved(ctx, ctx.pathParam("id"))));
        });
    routes.delete(
        ONE,
        ctx -> {
          String id = saved(ctx, ctx.pathParam("id")).id();
          queue.stop(id);
          store.delete(id);
          ctx.status(204);
        });
  }

  @Override
  public void forget(Person person) {
    store.of(person).forEach(saved -> queue.stop(saved.id()));
  }

  private SweepStore.Saved saved(Context ctx, String id) {
    return store
        .find(Desk.of(ctx).person(), id)
        .orElseThrow(
            () ->
                Refusal.missing(
                    "Este barrido ya no existe.", "This sweep does not exist any more."));
  }

  private Shown shown(SweepStore.Saved saved) {
    Sweep sweep = Json.parse(saved.asked(), Sweep.class);
    return new Shown(
        saved.id(),
        sweep,
        saved.state(),
        saved.madeAt(),
        sweep.size(),
        SweepQueue.runs(saved).size(),
        queue.now().filter(one -> one.sweep().equals(saved.id())));
  }
}
