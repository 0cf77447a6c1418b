package dev.cien.recipes.language;

import dev.cien.data.Headlines;
import dev.cien.io.plot.HeatMap;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Gallery.Stretch;
import dev.cien.recipes.Text;
import dev.cien.text.metric.Rouge;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// What there is to look at of headlines: side by side with those of the agency, the best and the
/// worst, and which words were copied from where.
final class HeadlineShow {
  private static final int SHOWN = 14;
  private static final int BEST = 8;
  private static final int TRACED = 5;
  private static final int MAPS = 2;
  private static final int COLUMNS = 22;
  private static final int BEGINNING = 140;
  private static final double HALF = 0.5;
  private static final int HUNDRED = 100;

  private final NewsWords words;
  private final Headliner headliner;
  private final Leads leads;
  private final List<Headlines.Item> test;

  HeadlineShow(NewsWords words, Headliner headliner, Leads leads, List<Headlines.Item> test) {
    this.words = words;
    this.headliner = headliner;
    this.leads = leads;
    this.test = test;
  }

  void show(Gallery gallery) {
    List<NewsWords.Source> sources =
        test.stream().map(story -> words.source(story.body())).toList();
    List<Headliner.Written> written = headliner.write(sources);
    List<String> texts = written.stream().map(each -> words.text(each.words())).toList();
    side(gallery, texts);
    copies(gallery, sources, written);
    extremes(gallery, texts);
  }

  private int spread(int k, int of) {
    return (int) ((long) k * test.size() / of);
  }

  private void side(Gallery gallery, List<String> texts) {
    List<String> kept = leads.kept(test);
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            gallery.in("the agency", "la agencia"),
            gallery.in("the network", "la red"),
            gallery.in("words kept", "palabras conservadas"),
            gallery.in("first sentence", "primera frase")));
    for (int k = 0; k < Math.min(SHOWN, test.size()); k++) {
      int i = spread(k, SHOWN);
      rows.add(
          List.of(
              test.get(i).headline(),
              texts.get(i),
              kept.get(i),
              beginning(Leads.lead(test.get(i)))));
    }
    gallery.table(
        "headlines",
        new Text(
            "Stories that it never read: the headline of the agency, that of the network, those"
                + " words of the first sentence that headlines keep most often, and that sentence.",
            "Noticias que nunca leyó: el titular de la agencia, el de la red, las palabras de la"
                + " primera frase que los titulares más conservan, y esa frase."),
        rows);
  }

  private void copies(
      Gallery gallery, List<NewsWords.Source> sources, List<Headliner.Written> written) {
    List<List<Stretch>> lines = new ArrayList<>();
    List<String> labels =
        new ArrayList<>(
            IntStream.rangeClosed(1, words.written()).mapToObj(String::valueOf).toList());
    String own = gallery.in("own", "suya");
    labels.add(own);
    int maps = 0;
    for (int k = 0; k < Math.min(TRACED, test.size()); k++) {
      int i = spread(k, TRACED);
      if (written.get(i).ids().length == 0) {
        continue;
      }
      Headliner.Origin origin = headliner.origin(sources.get(i), written.get(i));
      lines.add(headline(written.get(i), origin, own));
      lines.add(body(sources.get(i), origin));
      if (maps < MAPS) {
        maps++;
        map(gallery, maps, sources.get(i), written.get(i), origin);
      }
    }
    gallery.marked(
        "copies",
        new Text(
            "Headlines that it wrote, and the beginnings of their stories. A number: copied from"
                + " the word of the story with the same number. Own: a word of the network's own.",
            "Titulares que escribió y los comienzos de sus noticias. Un número: copiada de la"
                + " palabra de la noticia con el mismo número. Suya: una palabra que puso la red."),
        labels,
        lines);
  }

  private static boolean isCopied(Headliner.Origin origin, int u) {
    return origin.from()[u] >= 0 && origin.copied()[u] >= HALF;
  }

  private static List<Stretch> headline(
      Headliner.Written written, Headliner.Origin origin, String own) {
    return IntStream.range(0, written.words().size())
        .mapToObj(
            u ->
                new Stretch(
                    written.words().get(u).toUpperCase(Locale.ROOT),
                    isCopied(origin, u) ? String.valueOf(u + 1) : own))
        .toList();
  }

  private static List<Stretch> body(NewsWords.Source source, Headliner.Origin origin) {
    String[] labels = new String[source.words().size()];
    for (int u = 0; u < origin.from().length; u++) {
      if (isCopied(origin, u)) {
        int t = origin.from()[u];
        labels[t] = labels[t] == null ? String.valueOf(u + 1) : labels[t];
      }
    }
    return IntStream.range(0, labels.length)
        .mapToObj(
            t ->
                labels[t] == null
                    ? Stretch.plain(source.words().get(t))
                    : new Stretch(source.words().get(t), labels[t]))
        .toList();
  }

  /// The words of the body that were looked at most, in their order.
  private void map(
      Gallery gallery,
      int number,
      NewsWords.Source source,
      Headliner.Written written,
      Headliner.Origin origin) {
    double[][] places = origin.places();
    int[] columns =
        IntStream.range(0, source.words().size())
            .boxed()
            .sorted(Comparator.comparingDouble((Integer t) -> -most(places, t)))
            .limit(COLUMNS)
            .sorted()
            .mapToInt(t -> t)
            .toArray();
    double[][] shown = new double[places.length][columns.length];
    for (int u = 0; u < shown.length; u++) {
      for (int c = 0; c < columns.length; c++) {
        shown[u][c] = places[u][columns[c]];
      }
    }
    gallery.heat(
        "looks-" + number,
        new Text(
            "Where the network looks (columns: the words of the story that it looked at most, in"
                + " their order) as it writes each word (rows).",
            "Adónde mira la red (columnas: las palabras de la noticia que más miró, en su orden)"
                + " al escribir cada palabra (filas)."),
        new HeatMap(
            gallery.in("attention", "atención"),
            shown,
            written.words(),
            IntStream.of(columns).mapToObj(t -> source.words().get(t)).toList()));
  }

  private static double most(double[][] places, int t) {
    double most = 0;
    for (double[] row : places) {
      most = Math.max(most, row[t]);
    }
    return most;
  }

  private void extremes(Gallery gallery, List<String> texts) {
    double[] scores =
        IntStream.range(0, test.size())
            .mapToDouble(i -> Rouge.l(List.of(texts.get(i)), List.of(test.get(i).headline())).f())
            .toArray();
    List<Integer> order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -scores[i]))
            .toList();
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "ROUGE-L",
            gallery.in("the agency", "la agencia"),
            gallery.in("the network", "la red"),
            gallery.in("first sentence", "primera frase")));
    int each = Math.min(BEST, order.size());
    List<Integer> chosen = new ArrayList<>(order.subList(0, each));
    chosen.addAll(order.subList(order.size() - each, order.size()));
    for (int i : chosen) {
      rows.add(
          List.of(
              String.format(Locale.ROOT, "%.0f", HUNDRED * scores[i]),
              test.get(i).headline(),
              texts.get(i),
              beginning(Leads.lead(test.get(i)))));
    }
    gallery.table(
        "best-and-worst",
        new Text(
            "The headlines that have most in common with those of the agency, and those that have"
                + " least: a good headline in other words counts for nothing.",
            "Los titulares que más tienen en común con los de la agencia y los que menos: un buen"
                + " titular con otras palabras no cuenta nada."),
        rows);
  }

  private static String beginning(String text) {
    return text.length() <= BEGINNING ? text : text.substring(0, BEGINNING).strip() + "…";
  }
}
