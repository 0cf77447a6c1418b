package dev.cien.cli;

import dev.cien.io.AtomicFiles;
import dev.cien.recipes.Card;
import dev.cien.recipes.FigureNames;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.catalog.Recipes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Verdicts as a Markdown table in a page that people write: what stands between `<!-- measured:
/// recipes -->` and `<!-- end: recipes -->`. Rows of recipes that did not run this time stay as
/// they were, so that a page can be brought up to date recipe by recipe.
///
/// A page whose name ends in `.es.md` is in Spanish, any other in English.
///
/// @param file the page
record VerdictTable(Path file) {
  private static final String BEGIN = "<!-- measured: recipes -->\n";
  private static final String END = "<!-- end: recipes -->";
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z0-9-]+)` \\|.*$");

  /// Whether the page has the part that is to be filled.
  ///
  /// @throws Failure if there is no such page or it has no such part
  void check(Terminal terminal) {
    read(terminal);
  }

  /// Puts verdicts into the page.
  void put(Terminal terminal, List<Verdict> verdicts) {
    String page = read(terminal);
    int from = page.indexOf(BEGIN) + BEGIN.length();
    int to = page.indexOf(END);
    AtomicFiles.write(
        file,
        page.substring(0, from)
            + "\n"
            + filled(messages(), page.substring(from, to), verdicts)
            + "\n"
            + page.substring(to));
  }

  private Messages messages() {
    boolean spanish = file.getFileName().toString().endsWith(".es.md");
    return Messages.of(spanish ? Language.ES : Language.EN);
  }

  private String read(Terminal terminal) {
    try {
      String page = Files.readString(file);
      if (page.indexOf(BEGIN) < 0 || page.indexOf(END) < page.indexOf(BEGIN)) {
        throw Failure.usage(terminal.text("error.noPart", file, BEGIN.strip(), END));
      }
      return page;
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  static String filled(Messages messages, String before, List<Verdict> verdicts) {
    Map<String, String> rows = new LinkedHashMap<>();
    Recipes.names().forEach(name -> rows.put(name, ""));
    ROW.matcher(before)
        .results()
        .filter(row -> rows.containsKey(row.group(1)))
        .forEach(row -> rows.put(row.group(1), row.group()));
    verdicts.forEach(
        verdict ->
            verdict
                .figures()
                .ifPresent(
                    figures -> rows.put(verdict.card().name(), row(messages, verdict, figures))));
    StringBuilder table = new StringBuilder();
    table.append("| ").append(messages.text("recipes.columns")).append(" |\n");
    table.append("|---|---|---|---|---:|---:|---:|---:|---:|---:|\n");
    for (Recipe recipe : Recipes.all()) {
      String row = rows.get(recipe.card().name());
      table.append(row.isEmpty() ? "" : row + "\n");
    }
    return table.toString();
  }

  private static String row(Messages messages, Verdict verdict, Verdict.Figures figures) {
    Card card = verdict.card();
    return "| "
        + String.join(
            " | ",
            "`" + card.name() + "`",
            String.join(" ", card.rows()),
            card.title().in(messages.language().locale()),
            FigureNames.of(card.metric()).in(messages.language().locale()),
            messages.number("%.4f", verdict.value().orElseThrow()),
            Integer.toString(figures.values().size()),
            (card.higherIsBetter() ? "≥ " : "≤ ") + messages.number("%.4g", verdict.floor()),
            verdict.baseline().isPresent()
                ? messages.number("%.4f", verdict.baseline().getAsDouble())
                : "—",
            messages.number("%,.0f", figures.parameters()),
            messages.number("%.0f", figures.seconds()))
        + " |";
  }
}
