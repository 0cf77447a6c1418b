package dev.cien.recipes.compare;

import dev.cien.io.AtomicFiles;
import dev.cien.io.plot.Chart;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Verdicts as a table in Markdown and as a page with a picture for each claim.
public final class ComparisonReport {
  private static final Text TITLE =
      new Text("Strengths and limits, measured", "Fortalezas y límites, medidos");

  private ComparisonReport() {}

  /// Writes `comparison.md` and `gallery.html`.
  ///
  /// @return the page
  public static Path write(Path folder, List<Verdict> verdicts, Locale locale) {
    AtomicFiles.write(folder.resolve("comparison.md"), markdown(verdicts, locale));
    Gallery gallery = new Gallery(folder, TITLE, locale);
    List<List<String>> rows = new ArrayList<>();
    rows.add(head(locale));
    for (Verdict verdict : verdicts) {
      rows.addAll(rows(verdict, locale));
    }
    gallery.table("comparison", TITLE, rows);
    for (Verdict verdict : verdicts) {
      gallery.chart(verdict.claim().id(), caption(verdict), chart(verdict, locale));
    }
    return gallery.close();
  }

  private static Text caption(Verdict verdict) {
    Claim claim = verdict.claim();
    return new Text(
        claim.id() + ". " + claim.says().en() + " " + word(verdict.outcome()).en() + ".",
        claim.id() + ". " + claim.says().es() + " " + word(verdict.outcome()).es() + ".");
  }

  /// One dot a seed for each side.
  private static Chart chart(Verdict verdict, Locale locale) {
    Claim claim = verdict.claim();
    Chart chart = Chart.of(claim.id(), claim.figure().in(locale), "");
    for (int s = 0; s < verdict.results().size(); s++) {
      Verdict.Result result = verdict.results().get(s);
      double[] across = new double[result.measured().size()];
      double[] up = new double[across.length];
      for (int i = 0; i < across.length; i++) {
        across[i] = result.measured().get(i).value();
        up[i] = verdict.results().size() - s;
      }
      chart = chart.dots(result.side().name().in(locale), across, up);
    }
    return chart;
  }

  private static String markdown(List<Verdict> verdicts, Locale locale) {
    StringBuilder text = new StringBuilder("# " + TITLE.in(locale) + "\n\n");
    List<String> head = head(locale);
    text.append("| ").append(String.join(" | ", head)).append(" |\n");
    text.append("|---".repeat(head.size())).append("|\n");
    for (Verdict verdict : verdicts) {
      for (List<String> row : rows(verdict, locale)) {
        text.append("| ").append(String.join(" | ", row)).append(" |\n");
      }
    }
    return text.toString();
  }

  private static List<String> head(Locale locale) {
    boolean es = locale.getLanguage().equals("es");
    return es
        ? List.of(
            "fila",
            "técnica",
            "afirmación",
            "igual para todos",
            "quién",
            "cifra",
            "media ± desviación",
            "parámetros",
            "segundos",
            "resultado")
        : List.of(
            "row",
            "technique",
            "claim",
            "equal for all",
            "who",
            "figure",
            "mean ± deviation",
            "parameters",
            "seconds",
            "outcome");
  }

  private static List<List<String>> rows(Verdict verdict, Locale locale) {
    List<List<String>> rows = new ArrayList<>();
    Claim claim = verdict.claim();
    for (int s = 0; s < verdict.results().size(); s++) {
      Verdict.Result result = verdict.results().get(s);
      boolean first = s == 0;
      rows.add(
          List.of(
              first ? claim.id() : "",
              first ? claim.technique().in(locale) : "",
              first ? claim.says().in(locale) : "",
              first ? claim.fair().in(locale) : "",
              result.side().name().in(locale),
              claim.figure().in(locale),
              String.format(locale, "%.4g ± %.2g", result.mean(), result.deviation()),
              Long.toString(result.parameters()),
              String.format(locale, "%.1f", result.seconds()),
              first ? word(verdict.outcome()).in(locale) : ""));
    }
    return rows;
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
