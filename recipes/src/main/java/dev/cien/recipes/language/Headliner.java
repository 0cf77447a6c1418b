package dev.cien.recipes.language;

import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.BeamSearch;
import dev.cien.zoo.PointerGenerator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// Writes headlines with a [PointerGenerator], a few at a time, and says where each word is from.
final class Headliner {
  private static final int TEXTS = 50;
  private static final float NEVER = -1e30f;
  private static final double LEAST = 1e-12;

  private final PointerGenerator model;
  private final NewsWords words;
  private final int beam;
  private final Step read;
  private final Step say;

  /// A headline.
  ///
  /// @param ids the numbers of its words
  /// @param words its words
  record Written(int[] ids, List<String> words) {}

  /// Where the words of a headline come from.
  ///
  /// @param copied for each word, how much of its probability came from copying
  /// @param from for each word, at which place of the body it looked most, of those where it
  ///   stands; −1 if it stands nowhere
  /// @param places for each word, how much each place was looked at
  record Origin(double[] copied, int[] from, double[][] places) {}

  /// @param beam how many beginnings are kept at every step
  Headliner(PointerGenerator model, NewsWords words, int beam) {
    this.model = model;
    this.words = words;
    this.beam = beam;
    this.read =
        Step.inference(
            in -> {
              PointerGenerator.Read all =
                  model.read(
                      in[0].slice(1, 0, words.read()),
                      in[0].slice(1, words.read(), 2 * words.read()));
              return new Tensor[] {all.states(), all.words(), all.first()};
            });
    this.say = Step.inference(this::say);
  }

  /// What would be written next by each row: states, words and first state of the texts, which text
  /// a row is of, what is written, and the last place that is.
  private Tensor[] say(Tensor... in) {
    var rows =
        new PointerGenerator.Read(
            in[0].indexSelect(0, in[3]), in[1].indexSelect(0, in[3]), in[2].indexSelect(1, in[3]));
    Tensor last = Tensor.arange(words.written()).eq(in[5]).unsqueeze(0).unsqueeze(-1);
    PointerGenerator.State all = model.write(rows, in[4]);
    PointerGenerator.Written next =
        model.say(rows, new PointerGenerator.State(at(last, all.states()), at(last, all.again())));
    return new Tensor[] {next.own().squeeze(1), next.gate().squeeze(1), next.places().squeeze(1)};
  }

  private static Tensor at(Tensor place, Tensor x) {
    return Tensor.where(place, x, Tensor.zeros(1)).sum(1, true);
  }

  /// The headlines of bodies.
  List<Written> write(List<NewsWords.Source> sources) {
    List<Written> headlines = new ArrayList<>();
    for (int from = 0; from < sources.size(); from += TEXTS) {
      List<NewsWords.Source> some = sources.subList(from, Math.min(from + TEXTS, sources.size()));
      // Always as many rows, so that one program serves all.
      List<NewsWords.Source> filled = new ArrayList<>(some);
      filled.addAll(Collections.nCopies(TEXTS - some.size(), some.getFirst()));
      Tensor[] memory = read.run(words.sources(filled));
      List<int[]> found =
          new BeamSearch(beam, words.written() - 1, NewsWords.START, NewsWords.END)
              .search(some.size(), (texts, beginnings) -> score(memory, some, texts, beginnings));
      for (int i = 0; i < found.size(); i++) {
        headlines.add(written(some.get(i), found.get(i)));
      }
    }
    return headlines;
  }

  private Written written(NewsWords.Source source, int... ids) {
    return new Written(ids, Arrays.stream(ids).mapToObj(id -> words.word(id, source)).toList());
  }

  /// Where the words of a headline of at least one word come from.
  Origin origin(NewsWords.Source source, Written written) {
    int length = written.ids.length;
    int[] before = new int[length];
    before[0] = NewsWords.START;
    System.arraycopy(written.ids, 0, before, 1, length - 1);
    Tensor[] memory = read.run(words.sources(List.of(source)));
    var all = new PointerGenerator.Read(memory[0], memory[1], memory[2]);
    PointerGenerator.Written said = model.say(all, model.write(all, Tensor.of(before, 1, length)));
    double[][] places = Maps.rows(said.places().at(0));
    double[][] own = Maps.rows(said.own().at(0));
    double[] gates = said.gate().toDoubles();
    double[] copied = new double[length];
    int[] from = new int[length];
    for (int u = 0; u < length; u++) {
      int id = written.ids[u];
      double there = 0;
      from[u] = -1;
      for (int t = 0; t < source.ids().length; t++) {
        if (source.ids()[t] == id) {
          there += places[u][t];
          from[u] = from[u] < 0 || places[u][t] > places[u][from[u]] ? t : from[u];
        }
      }
      double copying = (1 - gates[u]) * there;
      double saying = id < own[u].length ? gates[u] * StrictMath.exp(own[u][id]) : 0;
      copied[u] = copying / Math.max(copying + saying, LEAST);
    }
    return new Origin(copied, from, places);
  }

  private float[][] score(
      Tensor[] memory, List<NewsWords.Source> sources, int[] texts, int[][] beginnings) {
    int rows = TEXTS * beam;
    int[] text = new int[rows];
    int[] before = new int[rows * words.written()];
    for (int i = 0; i < texts.length; i++) {
      text[i] = texts[i];
      System.arraycopy(beginnings[i], 0, before, i * words.written(), beginnings[i].length);
    }
    Tensor[] next =
        say.run(
            memory[0],
            memory[1],
            memory[2],
            Tensor.of(text, rows),
            Tensor.of(before, rows, words.written()),
            Tensor.of(new int[] {beginnings[0].length - 1}, 1));
    float[] own = next[0].toFloats();
    float[] gate = next[1].toFloats();
    float[] places = next[2].toFloats();
    float[][] logs = new float[texts.length][];
    for (int i = 0; i < texts.length; i++) {
      logs[i] =
          logs(
              Arrays.copyOfRange(own, i * words.said(), (i + 1) * words.said()),
              gate[i],
              Arrays.copyOfRange(places, i * words.read(), (i + 1) * words.read()),
              sources.get(texts[i]).ids());
    }
    return logs;
  }

  /// log P of each word, those of the body's own counted from the vocabulary's size on.
  private float[] logs(float[] own, float gate, float[] places, int... ids) {
    double[] chances = new double[words.size() + words.read()];
    for (int k = 0; k < own.length; k++) {
      chances[k] = gate * StrictMath.exp(own[k]);
    }
    for (int t = 0; t < ids.length; t++) {
      chances[ids[t]] += (1 - gate) * places[t];
    }
    float[] logs = new float[chances.length];
    for (int k = 0; k < logs.length; k++) {
      logs[k] = chances[k] > LEAST ? (float) StrictMath.log(chances[k]) : NEVER;
    }
    logs[PointerGenerator.PADDING] = NEVER;
    logs[PointerGenerator.UNKNOWN] = NEVER;
    logs[NewsWords.START] = NEVER;
    return logs;
  }
}
