package dev.cien.recipes.compare;

import dev.cien.io.AtomicFiles;
import dev.cien.io.IoReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Measures claims, and keeps each figure in a folder as soon as it is there: a comparison that was
/// stopped goes on where it was.
///
/// @param folder where `figures.jsonl` is kept
/// @param seeds one measurement each
/// @param quick whether versions of seconds will do
public record Comparison(Path folder, List<Long> seeds, boolean quick) {
  private static final String FIGURES = "figures.jsonl";

  /// Copies the list.
  public Comparison {
    seeds = List.copyOf(seeds);
  }

  /// A measurement that has begun or ended, for those who show progress.
  ///
  /// @param claim of which claim
  /// @param side the number of the side
  /// @param seed with which seed
  /// @param done how many measurements of the claim are done
  /// @param all how many there are
  public record Progress(Claim claim, int side, long seed, int done, int all) {}

  /// Measures what is not there yet.
  ///
  /// @param stop asked between two measurements
  /// @return the verdict; with fewer figures if it was stopped
  public Verdict measure(Claim claim, Consumer<Progress> listener, BooleanSupplier stop) {
    Map<String, Side.Measured> known = known();
    List<Verdict.Result> results = new ArrayList<>();
    int done = 0;
    int all = claim.sides().size() * seeds.size();
    for (int s = 0; s < claim.sides().size(); s++) {
      List<Side.Measured> measured = new ArrayList<>();
      for (long seed : seeds) {
        listener.accept(new Progress(claim, s, seed, done++, all));
        Side side = claim.sides().get(s);
        Side.Measured found = known.get(key(claim, side, seed));
        if (found == null && !stop.getAsBoolean()) {
          found = side.measure().of(seed, quick);
          keep(claim, side, seed, found);
        }
        if (found != null) {
          measured.add(found);
        }
      }
      results.add(new Verdict.Result(claim.sides().get(s), List.copyOf(measured)));
    }
    return new Verdict(claim, List.copyOf(results));
  }

  private String key(Claim claim, Side side, long seed) {
    return claim.id() + '|' + side.name().en() + '|' + seed + '|' + quick;
  }

  private void keep(Claim claim, Side side, long seed, Side.Measured measured) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("claim", claim.id());
    line.put("side", side.name().en());
    line.put("seed", seed);
    line.put("quick", quick);
    line.put("value", measured.value());
    line.put("parameters", measured.parameters());
    line.put("seconds", measured.seconds());
    Path file = folder.resolve(FIGURES);
    try {
      String before = Files.exists(file) ? Files.readString(file) : "";
      // A line that was cut off must not swallow the next one.
      String whole = before.isEmpty() || before.endsWith("\n") ? before : before + "\n";
      AtomicFiles.write(file, whole + JsonMapper.shared().writeValueAsString(line) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("compare: cannot read " + file + ": " + IoReason.of(e), e);
    }
  }

  private Map<String, Side.Measured> known() {
    Path file = folder.resolve(FIGURES);
    Map<String, Side.Measured> known = new LinkedHashMap<>();
    if (!Files.exists(file)) {
      return known;
    }
    try (Stream<String> lines = Files.lines(file)) {
      lines.forEach(line -> read(line, known));
    } catch (IOException e) {
      throw new UncheckedIOException("compare: cannot read " + file + ": " + IoReason.of(e), e);
    }
    return known;
  }

  /// A line that was not written to its end is measured again.
  private static void read(String line, Map<String, Side.Measured> known) {
    try {
      JsonNode node = JsonMapper.shared().readTree(line);
      known.put(
          node.path("claim").asString("")
              + '|'
              + node.path("side").asString("")
              + '|'
              + node.path("seed").asLong()
              + '|'
              + node.path("quick").asBoolean(),
          new Side.Measured(
              node.path("value").asDouble(),
              node.path("parameters").asLong(),
              node.path("seconds").asDouble()));
    } catch (JacksonException cutOff) {
      // As if it were not there.
    }
  }
}
