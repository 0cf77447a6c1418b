package dev.cien.recipes.language;

import dev.cien.data.Batch;
import dev.cien.data.NamedEntities;
import dev.cien.nn.Layer;
import dev.cien.nn.loss.CrossEntropy;
import dev.cien.nn.loss.Losses;
import dev.cien.tensor.DType;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.ConditionalRandomField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Tags words: each on its own where there is no field, all words of a sentence together where
/// there is one.
///
/// @param layer logits `[N, T, tags]` from features `[N, T, COUNT]`
/// @param field what judges the tags of a sentence together, if anything does
record EntityTagger(Layer layer, Optional<ConditionalRandomField> field) {
  private static final CrossEntropy ALONE =
      Losses.crossEntropy().withIgnored(SentencePieces.IGNORED);
  private static final int ROWS = 32;

  /// The cost of a batch for each of its words.
  Tensor cost(Tensor inputs, Tensor targets) {
    Tensor logits = layer.forward(inputs);
    int tags = NamedEntities.TAGS.size();
    return field
        .map(
            judge ->
                judge.losses(logits, targets).sum().div(targets.ge(0).cast(DType.FLOAT32).sum()))
        .orElseGet(() -> ALONE.cost(logits.reshape(-1, tags), targets.reshape(-1)));
  }

  /// The tags of the words of sentences.
  List<List<String>> tags(SentencePieces pieces, List<List<String>> sentences) {
    List<SentencePieces.Piece> all = new ArrayList<>();
    List<Integer> owners = new ArrayList<>();
    for (int i = 0; i < sentences.size(); i++) {
      List<SentencePieces.Piece> own = pieces.untagged(sentences.get(i));
      all.addAll(own);
      owners.addAll(Collections.nCopies(own.size(), i));
    }
    int[][] found = tagged(pieces, all);
    List<List<String>> tags = new ArrayList<>();
    sentences.forEach(sentence -> tags.add(new ArrayList<>()));
    for (int i = 0; i < found.length; i++) {
      List<String> own = tags.get(owners.get(i));
      Arrays.stream(found[i]).mapToObj(NamedEntities.TAGS::get).forEach(own::add);
    }
    return tags;
  }

  /// The tags of each piece; pieces of about the same length are read together.
  private int[][] tagged(SentencePieces pieces, List<SentencePieces.Piece> all) {
    Step read = Step.inference(in -> new Tensor[] {layer.forward(in[0])});
    int[][] found = new int[all.size()][];
    for (int length = SentencePieces.STEP;
        length <= SentencePieces.MOST;
        length += SentencePieces.STEP) {
      int most = length;
      List<Integer> fitting = new ArrayList<>();
      for (int i = 0; i < found.length; i++) {
        int words = pieces.length(all.get(i));
        if (words <= most && words > most - SentencePieces.STEP) {
          fitting.add(i);
        }
      }
      for (int from = 0; from < fitting.size(); from += ROWS) {
        List<Integer> some = fitting.subList(from, Math.min(from + ROWS, fitting.size()));
        List<SentencePieces.Piece> rows = new ArrayList<>();
        some.forEach(i -> rows.add(all.get(i)));
        rows.addAll(Collections.nCopies(ROWS - rows.size(), pieces.nothing()));
        Batch batch = pieces.batch(rows, length);
        float[] logits = read.run(batch.inputs())[0].toFloats();
        int wide = logits.length / ROWS;
        for (int row = 0; row < some.size(); row++) {
          float[] own = Arrays.copyOfRange(logits, row * wide, (row + 1) * wide);
          found[some.get(row)] = decoded(own, pieces.length(rows.get(row)));
        }
      }
    }
    return found;
  }

  private int[] decoded(float[] logits, int words) {
    if (field.isPresent()) {
      return field.get().best(logits, words);
    }
    int count = NamedEntities.TAGS.size();
    int[] best = new int[words];
    for (int t = 0; t < words; t++) {
      for (int tag = 1; tag < count; tag++) {
        best[t] = logits[t * count + tag] > logits[t * count + best[t]] ? tag : best[t];
      }
    }
    return best;
  }
}
