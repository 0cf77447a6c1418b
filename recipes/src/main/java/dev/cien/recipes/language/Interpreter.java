package dev.cien.recipes.language;

import dev.cien.recipes.Prediction;
import dev.cien.recipes.kit.Lines;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.BeamSearch;
import dev.cien.zoo.Translator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Writes translations with a [Translator], a few texts at a time.
final class Interpreter {
  private static final int TEXTS = 25;

  private final Translator model;
  private final Pairs pairs;
  private final int beam;
  private final Step encode;
  private final Step write;

  /// @param beam how many beginnings are kept at every step
  Interpreter(Translator model, Pairs pairs, int beam) {
    this.model = model;
    this.pairs = pairs;
    this.beam = beam;
    this.encode = Step.inference(in -> new Tensor[] {model.encode(in[0])});
    this.write = Step.inference(this::write);
  }

  /// The last logits of each row: memory and source of the texts, which text a row is of, what is
  /// written, and the last place that is.
  private Tensor[] write(Tensor... in) {
    Tensor memory = in[0].indexSelect(0, in[2]);
    Tensor logits = model.write(memory, in[1].indexSelect(0, in[2]), in[3]);
    Tensor last = Tensor.arange(pairs.written()).eq(in[4]).unsqueeze(0).unsqueeze(-1);
    return new Tensor[] {Tensor.where(last, logits, Tensor.zeros(1)).sum(1).logSoftmax(1)};
  }

  /// The translations of texts.
  List<String> translate(List<String> originals) {
    List<String> texts = new ArrayList<>();
    for (int from = 0; from < originals.size(); from += TEXTS) {
      List<String> some = originals.subList(from, Math.min(from + TEXTS, originals.size()));
      List<String> filled = new ArrayList<>(some);
      while (filled.size() < TEXTS) {
        filled.add(some.getFirst());
      }
      Tensor source = pairs.originals(filled);
      Tensor memory = encode.run(source)[0];
      new BeamSearch(beam, pairs.written() - 1, pairs.start(), pairs.end())
          .search(some.size(), (which, beginnings) -> score(memory, source, which, beginnings))
          .forEach(ids -> texts.add(pairs.text(ids)));
    }
    return texts;
  }

  /// The translations of a file's lines, piece by piece, as the model has learnt to translate.
  List<Prediction> predict(Path file) {
    List<Lines.Line> lines = Lines.of(file);
    List<List<String>> pieces = lines.stream().map(this::pieces).toList();
    Iterator<String> written = translate(pieces.stream().flatMap(List::stream).toList()).iterator();
    List<Prediction> predictions = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String text =
          pieces.get(i).stream().map(_ -> written.next()).collect(Collectors.joining(" "));
      predictions.add(new Prediction(lines.get(i).text(), text, Map.of()));
    }
    return predictions;
  }

  private List<String> pieces(Lines.Line line) {
    List<String> pieces = List.of(Pairs.pieces(line.text()));
    pieces.forEach(piece -> line.atMost(pairs.read(), pairs.tokens(piece)));
    return pieces;
  }

  /// Always as many rows, so that one program serves all.
  private float[][] score(Tensor memory, Tensor source, int[] which, int[][] beginnings) {
    int rows = TEXTS * beam;
    int[] text = new int[rows];
    int[] written = new int[rows * pairs.written()];
    for (int i = 0; i < which.length; i++) {
      text[i] = which[i];
      System.arraycopy(beginnings[i], 0, written, i * pairs.written(), beginnings[i].length);
    }
    float[] logs =
        write
            .run(
                memory,
                source,
                Tensor.of(text, rows),
                Tensor.of(written, rows, pairs.written()),
                Tensor.of(new int[] {beginnings[0].length - 1}, 1))[0]
            .toFloats();
    int tokens = model.targetTokens();
    float[][] result = new float[which.length][tokens];
    for (int i = 0; i < which.length; i++) {
      System.arraycopy(logs, i * tokens, result[i], 0, tokens);
    }
    return result;
  }
}
