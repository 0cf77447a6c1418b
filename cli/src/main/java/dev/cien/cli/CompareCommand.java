package dev.cien.cli;

import dev.cien.data.DataUnavailableException;
import dev.cien.recipes.compare.Claim;
import dev.cien.recipes.compare.Claims;
import dev.cien.recipes.compare.Comparison;
import dev.cien.recipes.compare.ComparisonReport;
import dev.cien.recipes.compare.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Measures the strengths and limits of the techniques, and writes the table.
@Command(name = "compare")
final class CompareCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin Common common;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "${bundle:label.row}",
      descriptionKey = "compare.only")
  List<String> only = List.of();

  @Option(
      names = "--seeds",
      split = ",",
      paramLabel = "S",
      defaultValue = "1,2,3",
      descriptionKey = "compare.seeds")
  List<Long> seeds;

  @Option(names = "--quick", descriptionKey = "recipes.quick")
  boolean quick;

  @Option(
      names = "--out",
      paramLabel = "${bundle:label.dir}",
      defaultValue = "runs/compare",
      descriptionKey = "compare.out")
  Path out;

  @Option(names = "--json", descriptionKey = "common.json")
  boolean json;

  CompareCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    List<Claim> claims = only.isEmpty() ? Claims.all() : only.stream().map(this::claim).toList();
    Comparison comparison = new Comparison(out, seeds, quick);
    List<Verdict> verdicts = new ArrayList<>();
    StatusLine line = new StatusLine(terminal);
    try (Interrupt interrupt = new Interrupt()) {
      for (Claim claim : claims) {
        if (interrupt.asked()) {
          break;
        }
        try {
          Verdict verdict =
              comparison.measure(claim, progress -> line.show(status(progress)), interrupt::asked);
          line.clear();
          if (verdict.results().stream().allMatch(r -> r.measured().size() == seeds.size())) {
            verdicts.add(verdict);
            tell(verdict);
          }
        } catch (DataUnavailableException e) {
          line.clear();
          skip(claim, e);
        }
      }
      if (!verdicts.isEmpty()) {
        Path page = ComparisonReport.write(out, verdicts, locale());
        if (!json) {
          terminal.line("");
          terminal.say("compare.written", out.resolve("comparison.md"), page);
        }
      }
      if (interrupt.asked()) {
        terminal.tell("stopped.kept", out);
        return Exit.INTERRUPTED;
      }
    }
    return Exit.OK;
  }

  private Locale locale() {
    return terminal.messages().language().locale();
  }

  private Claim claim(String id) {
    return Claims.find(id)
        .orElseThrow(
            () ->
                Failure.usage(
                    terminal.text(
                        "compare.noClaim",
                        id,
                        String.join(", ", Claims.all().stream().map(Claim::id).toList()))));
  }

  private String status(Comparison.Progress progress) {
    return terminal.text(
        "compare.status",
        progress.claim().id(),
        progress.claim().sides().get(progress.side()).name().in(locale()),
        progress.seed(),
        progress.done() + 1,
        progress.all());
  }

  private void tell(Verdict verdict) {
    if (json) {
      terminal.line(Json.line(fields(verdict)));
      return;
    }
    Claim claim = verdict.claim();
    terminal.line("");
    terminal.line(
        claim.id()
            + "  "
            + claim.says().in(locale())
            + "  → "
            + ComparisonReport.word(verdict.outcome()).in(locale()));
    for (Verdict.Result result : verdict.results()) {
      terminal.line(
          String.format(
              locale(),
              "  %-36s %s %s  %,12d  %8.1f s",
              result.side().name().in(locale()),
              claim.figure().in(locale()),
              result.figure(locale()),
              result.parameters(),
              result.seconds()));
    }
  }

  private static Map<String, Object> fields(Verdict verdict) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("row", verdict.claim().id());
    fields.put("claim", verdict.claim().says().en());
    fields.put("figure", verdict.claim().figure().en());
    fields.put("outcome", verdict.outcome().name().toLowerCase(Locale.ROOT));
    List<Map<String, Object>> sides = new ArrayList<>();
    for (Verdict.Result result : verdict.results()) {
      Map<String, Object> side = new LinkedHashMap<>();
      side.put("name", result.side().name().en());
      side.put("mean", result.mean());
      side.put("deviation", result.deviation());
      side.put("parameters", result.parameters());
      side.put("seconds", result.seconds());
      side.put("values", result.measured().stream().map(m -> m.value()).toList());
      sides.add(side);
    }
    fields.put("sides", sides);
    return fields;
  }

  private void skip(Claim claim, DataUnavailableException e) {
    if (json) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("row", claim.id());
      fields.put("outcome", null);
      fields.put("skipped", e.getMessage());
      terminal.line(Json.line(fields));
    } else {
      terminal.say("compare.skipped", claim.id(), Reasons.of(terminal, e));
    }
  }
}
