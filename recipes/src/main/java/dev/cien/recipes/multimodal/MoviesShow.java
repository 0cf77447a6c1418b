package dev.cien.recipes.multimodal;

import dev.cien.io.plot.Chart;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Text;
import dev.cien.recipes.kit.ClassMap;
import dev.cien.zoo.ItemTower;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What there is to see of a recommender of films.
final class MoviesShow {
  private static final int PEOPLE = 8;
  private static final int LATEST = 6;
  private static final int MAPPED = 500;
  private static final int FAMOUS = 12;
  private static final int NEAR = 4;

  /// Ratings of a film in the training part; a group ends where the next begins.
  private static final int[] GROUPS = {0, 1, 5, 10, 20, 50, 100};

  /// Genres that are coloured on the map, those of most films that are not of the ones before.
  private static final List<String> COLOURED =
      List.of("Children", "Horror", "Sci-Fi", "Action", "Comedy", "Drama");

  private final NextFilm experiment;
  private final Gallery gallery;
  private final Films films;
  private final Viewings viewings;
  private final int[] counts;

  MoviesShow(NextFilm experiment, Gallery gallery) {
    this.experiment = experiment;
    this.gallery = gallery;
    this.films = experiment.films();
    this.viewings = experiment.viewings();
    this.counts = viewings.counts();
  }

  void show() {
    people();
    rarity();
    double[][] vectors = vectors();
    map(vectors);
    neighbours(vectors);
  }

  private void people() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            gallery.in("person", "persona"),
            gallery.in("rated last", "puntuó al final"),
            gallery.in("recommended", "se recomienda"),
            gallery.in("rated next", "puntuó después"),
            gallery.in("its place", "su lugar")));
    int[] asked =
        IntStream.range(0, PEOPLE)
            .map(i -> i * viewings.asked().length / PEOPLE)
            .distinct()
            .toArray();
    List<int[]> histories =
        IntStream.of(asked).mapToObj(question -> viewings.history(question, true)).toList();
    double[][] scores = experiment.recommender().scores(histories);
    for (int i = 0; i < asked.length; i++) {
      int[] history = histories.get(i);
      int answer = viewings.test()[asked[i]];
      rows.add(
          List.of(
              Integer.toString(viewings.asked()[asked[i]] + 1),
              named(
                  Arrays.copyOfRange(history, Math.max(0, history.length - LATEST), history.length),
                  answer),
              named(Viewings.best(scores[i], history, NextFilm.SHOWN), answer),
              films.names().get(answer),
              Integer.toString(Ranking.place(Viewings.unseen(scores[i], history), answer))));
    }
    gallery.table(
        "people",
        new Text(
            "Some people: the films that they rated last before the one kept back, the ten that are"
                + " recommended, and the one kept back with its place among all films; ✓ marks it"
                + " among the ten.",
            "Algunas personas: las películas que puntuaron justo antes de la reservada, las diez"
                + " que se recomiendan, y la reservada con su lugar entre todas; ✓ la marca entre"
                + " las diez."),
        rows);
  }

  private String named(int[] some, int answer) {
    return IntStream.of(some)
        .mapToObj(film -> films.names().get(film) + (film == answer ? " ✓" : ""))
        .collect(Collectors.joining(" · "));
  }

  /// Recall by how often the film asked for was rated.
  private void rarity() {
    Map<String, Recommender> all = new LinkedHashMap<>();
    all.put(gallery.in("all", "todo"), experiment.recommender());
    if (experiment.settings().word("parts").equals("all")) {
      all.put(
          gallery.in("only who rated it", "solo quién la puntuó"),
          experiment.recommender(new ItemTower.Parts(true, false, false)));
      all.put(
          gallery.in("only genres and title", "solo géneros y título"),
          experiment.recommender(new ItemTower.Parts(false, true, true)));
    }
    all.put(gallery.in("neighbours", "vecinas"), FilmNeighbours.of(viewings, true));
    double[] numbers = IntStream.rangeClosed(1, GROUPS.length).asDoubleStream().toArray();
    Chart chart =
        Chart.of(
            gallery.in("Recall at 10", "Hallazgo entre 10"),
            gallery.in("how often the film was rated", "cuántas veces se puntuó la película"),
            "");
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>();
    head.add(gallery.in("group", "grupo"));
    head.add(gallery.in("ratings of the film", "puntuaciones de la película"));
    head.add(gallery.in("people", "personas"));
    List<double[]> columns = new ArrayList<>();
    for (Map.Entry<String, Recommender> one : all.entrySet()) {
      double[] recall = byGroup(viewings.places(one.getValue(), true));
      columns.add(recall);
      head.add(one.getKey());
      chart = chart.bars(one.getKey(), numbers, recall);
    }
    rows.add(head);
    for (int g = 0; g < GROUPS.length; g++) {
      int group = g;
      List<String> row = new ArrayList<>();
      row.add(Integer.toString(g + 1));
      row.add(range(g));
      row.add(Long.toString(members(g).count()));
      columns.forEach(recall -> row.add(String.format(Locale.ROOT, "%.3f", recall[group])));
      rows.add(row);
    }
    gallery.chart(
        "rarity",
        new Text(
            "Recall at 10 by how often the film kept back was rated by those in training; the"
                + " groups are those of the table below.",
            "Hallazgo entre 10 según cuántas veces puntuaron la película reservada en el"
                + " entrenamiento; los grupos son los de la tabla de abajo."),
        chart);
    gallery.table(
        "rarity",
        new Text(
            "The groups of the chart. The model was never trained without genres and titles, nor"
                + " without who rated a film, for all films at once: its halves alone are weaker"
                + " than models that were trained on one of them.",
            "Los grupos del gráfico. El modelo nunca se entrenó sin géneros ni títulos, ni sin"
                + " quién puntuó, para todas las películas a la vez: sus mitades solas son más"
                + " débiles que modelos entrenados con una de ellas."),
        rows);
  }

  private double[] byGroup(int... places) {
    return IntStream.range(0, GROUPS.length)
        .mapToDouble(
            g -> {
              int[] own = members(g).map(q -> places[q]).toArray();
              return own.length == 0 ? 0 : Ranking.recall(own, NextFilm.SHOWN);
            })
        .toArray();
  }

  private IntStream members(int group) {
    int to = group + 1 < GROUPS.length ? GROUPS[group + 1] : Integer.MAX_VALUE;
    return IntStream.range(0, viewings.test().length)
        .filter(
            q -> {
              int count = counts[viewings.test()[q]];
              return count >= GROUPS[group] && count < to;
            });
  }

  private static String range(int group) {
    if (group + 1 == GROUPS.length) {
      return "≥ " + GROUPS[group];
    }
    int last = GROUPS[group + 1] - 1;
    return last == GROUPS[group] ? Integer.toString(last) : GROUPS[group] + "–" + last;
  }

  private double[][] vectors() {
    double[] all = experiment.model().vectors(ItemTower.Parts.ALL).toDoubles();
    int width = all.length / films.count();
    return IntStream.range(0, films.count())
        .mapToObj(film -> unit(Arrays.copyOfRange(all, film * width, (film + 1) * width)))
        .toArray(double[][]::new);
  }

  private static double[] unit(double... vector) {
    double length = Math.sqrt(dot(vector, vector));
    return Arrays.stream(vector).map(x -> length == 0 ? 0 : x / length).toArray();
  }

  private static double dot(double[] a, double... b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
  }

  /// The films that most people rated, as many as asked for.
  private int[] famous(int most) {
    return IntStream.range(0, counts.length)
        .boxed()
        .sorted(Comparator.comparingInt(film -> -counts[film]))
        .limit(most)
        .mapToInt(film -> film)
        .toArray();
  }

  private void map(double[]... vectors) {
    int[] shown = IntStream.of(famous(MAPPED)).filter(film -> colour(film) >= 0).toArray();
    gallery.chart(
        "map",
        new Text(
            "The vectors of the films that most people rated, brought to one length, on the two"
                + " axes along which they spread most; colours are genres, of a film with several"
                + " the first in the legend's order. They mix: genre is not what spreads films"
                + " most.",
            "Los vectores de las películas más puntuadas, llevados a una misma longitud, en los dos"
                + " ejes en que más se dispersan; los colores son géneros, y de una película con"
                + " varios el primero en el orden de la leyenda. Se mezclan: no es el género lo que"
                + " más dispersa las películas."),
        ClassMap.of(
            gallery.in("Films", "Películas"),
            gallery,
            IntStream.of(shown).mapToObj(film -> vectors[film]).toArray(double[][]::new),
            IntStream.of(shown).map(this::colour).toArray(),
            COLOURED));
  }

  private int colour(int film) {
    List<String> own = films.genres(film);
    return IntStream.range(0, COLOURED.size())
        .filter(c -> own.contains(COLOURED.get(c)))
        .findFirst()
        .orElse(-1);
  }

  private void neighbours(double[]... vectors) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            gallery.in("film", "película"), gallery.in("closest films", "películas más cercanas")));
    for (int film : famous(FAMOUS)) {
      double[] own = vectors[film];
      String near =
          IntStream.range(0, vectors.length)
              .filter(other -> other != film && counts[other] >= NextFilm.RARE)
              .boxed()
              .sorted(Comparator.comparingDouble(other -> -dot(own, vectors[other])))
              .limit(NEAR)
              .map(films.names()::get)
              .collect(Collectors.joining(" · "));
      rows.add(List.of(films.names().get(film), near));
    }
    gallery.table(
        "neighbours",
        new Text(
            "The films that most people rated, and the films whose vectors are closest to theirs,"
                + " of those with ten ratings or more.",
            "Las películas más puntuadas, y aquellas cuyos vectores están más cerca de los suyos,"
                + " de las que tienen diez puntuaciones o más."),
        rows);
  }
}
