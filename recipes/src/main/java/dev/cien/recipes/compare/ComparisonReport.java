package dev.cien.recipes.compare;

import dev.cien.io.AtomicFiles;
import dev.cien.io.plot.Chart;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Verdicts in Markdown and as a page: all claims with their outcomes, then for each claim the
/// figures of its sides and a picture.
public final class ComparisonReport {
  private static final Text TITLE =
      new Text("Strengths and limits, measured", "Fortalezas y límites, medidos");

  private static final Text ALL =
      new Text(
          "A claim holds if its first side is better by more than twice the standard error of the"
              + " difference over the seeds.",
          "Una afirmación se cumple si su primera parte es mejor por más del doble del error típico"
              + " de la diferencia entre las semillas.");

  private ComparisonReport() {}

  /// Writes `comparison.md` and `gallery.html`.
  ///
  /// @return the page
  public static Path write(Path folder, List<Verdict> verdicts, Locale locale) {
    AtomicFiles.write(folder.resolve("comparison.md"), markdown(verdicts, locale));
    Gallery gallery = new Gallery(folder, TITLE, locale);
    gallery.table("comparison", ALL, summary(verdicts, locale));
    for (Verdict verdict : verdicts) {
      String id = verdict.claim().id();
      gallery.table(id + "-figures", caption(verdict), figures(verdict, locale));
      gallery.chart(id, equal(verdict.claim()), chart(verdict, locale));
    }
    return gallery.close();
  }

  private static Text caption(Verdict verdict) {
    Claim claim = verdict.claim();
    return new Text(
        claim.id() + ". " + claim.says().en() + " → " + word(verdict.outcome()).en() + ".",
        claim.id() + ". " + claim.says().es() + " → " + word(verdict.outcome()).es() + ".");
  }

  private static Text equal(Claim claim) {
    return new Text(
        claim.figure().en() + "; equal for all: " + claim.fair().en() + ".",
        claim.figure().es() + "; igual para todos: " + claim.fair().es() + ".");
  }

  /// One dot a seed for each side.
  private static Chart chart(Verdict verdict, Locale locale) {
    Claim claim = verdict.claim();
    String seed = new Text("seed, one after the other", "semilla, una tras otra").in(locale);
    Chart chart = Chart.of(claim.id(), seed, claim.figure().in(locale));
    for (Verdict.Result result : verdict.results()) {
      double[] across =
          IntStream.rangeClosed(1, result.measured().size()).asDoubleStream().toArray();
      double[] up = result.measured().stream().mapToDouble(Side.Measured::value).toArray();
      chart = chart.dots(result.side().name().in(locale), across, up);
    }
    return chart;
  }

  private static String markdown(List<Verdict> verdicts, Locale locale) {
    StringBuilder text = new StringBuilder("# " + TITLE.in(locale) + "\n\n");
    text.append(ALL.in(locale)).append("\n\n");
    table(text, summary(verdicts, locale));
    for (Verdict verdict : verdicts) {
      Claim claim = verdict.claim();
      text.append("\n## ").append(caption(verdict).in(locale)).append("\n\n");
      table(text, figures(verdict, locale));
      text.append('\n').append(equal(claim).in(locale)).append('\n');
    }
    return text.toString();
  }

  private static void table(StringBuilder text, List<List<String>> rows) {
    for (int i = 0; i < rows.size(); i++) {
      text.append("| ").append(String.join(" | ", rows.get(i))).append(" |\n");
      if (i == 0) {
        text.append("|---".repeat(rows.getFirst().size())).append("|\n");
      }
    }
  }

  private static List<List<String>> summary(List<Verdict> verdicts, Locale locale) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        words(
            locale,
            new Text("row", "fila"),
            new Text("technique", "técnica"),
            new Text("claim", "afirmación"),
            new Text("outcome", "resultado")));
    for (Verdict verdict : verdicts) {
      Claim claim = verdict.claim();
      rows.add(
          List.of(
              claim.id(),
              claim.technique().in(locale),
              claim.says().in(locale),
              word(verdict.outcome()).in(locale)));
    }
    return rows;
  }

  private static List<List<String>> figures(Verdict verdict, Locale locale) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        words(
            locale,
            new Text("who", "quién"),
            new Text(
                verdict.claim().figure().en() + ", mean ± deviation",
                verdict.claim().figure().es() + ", media ± desviación"),
            new Text("parameters", "parámetros"),
            new Text("seconds", "segundos")));
    for (Verdict.Result result : verdict.results()) {
      rows.add(
          List.of(
              result.side().name().in(locale),
              result.figure(locale),
              result.parameters() == 0 ? "—" : String.format(locale, "%,d", result.parameters()),
              String.format(locale, "%.1f", result.seconds())));
    }
    return rows;
  }

  private static List<String> words(Locale locale, Text... texts) {
    return Arrays.stream(texts).map(text -> text.in(locale)).toList();
  }

  /// The outcome in words.
  public static Text word(Verdict.Outcome outcome) {
    return switch (outcome) {
      case HOLDS -> new Text("holds", "se cumple");
      case UNCLEAR -> new Text("within the spread", "dentro de la dispersión");
      case FAILS -> new Text("does not hold", "no se cumple");
    };
  }
}
