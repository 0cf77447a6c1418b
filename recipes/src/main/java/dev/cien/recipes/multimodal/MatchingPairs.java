package dev.cien.recipes.multimodal;

import dev.cien.data.Batch;
import dev.cien.data.Dataset;
import dev.cien.tensor.Rng;
import java.util.Arrays;
import java.util.List;

/// Captions beside pictures, half of them beside the wrong one: class 1 where they belong together.
///
/// Sample 2i is caption i with its picture, sample 2i + 1 the same caption with another picture of
/// the same group, drawn anew in every epoch. Each caption and each picture is as often right as
/// wrong, so that neither alone says anything.
///
/// @param texts where pictures and tokens come from
/// @param captions the captions
/// @param strangers for each caption the picture it does not belong to
record MatchingPairs(EmojiTexts texts, List<EmojiTexts.Caption> captions, int[] strangers)
    implements Dataset {
  /// Pairs of captions and pictures.
  ///
  /// @param rng draws the wrong pictures
  static MatchingPairs of(EmojiTexts texts, List<EmojiTexts.Caption> captions, Rng rng) {
    int[] order = rng.permutation(captions.size());
    int[] strangers = new int[captions.size()];
    // Captions of one group exchange their pictures in a circle: all pictures are used alike.
    for (int group :
        captions.stream().mapToInt(c -> texts.group(c.picture())).distinct().toArray()) {
      int[] members =
          Arrays.stream(order)
              .filter(i -> texts.group(captions.get(i).picture()) == group)
              .toArray();
      for (int k = 0; k < members.length; k++) {
        int shift = 1;
        while (shift < members.length
            && captions.get(members[(k + shift) % members.length]).picture()
                == captions.get(members[k]).picture()) {
          shift++;
        }
        strangers[members[k]] = captions.get(members[(k + shift) % members.length]).picture();
      }
    }
    return new MatchingPairs(texts, captions, strangers);
  }

  @Override
  public int size() {
    return 2 * captions.size();
  }

  @Override
  public Batch batch(int... indices) {
    int n = indices.length;
    int[] pictures = new int[n];
    int[][] tokens = new int[n][];
    int[] labels = new int[n];
    for (int k = 0; k < n; k++) {
      EmojiTexts.Caption caption = captions.get(indices[k] / 2);
      labels[k] = 1 - indices[k] % 2;
      pictures[k] = labels[k] == 1 ? caption.picture() : strangers[indices[k] / 2];
      tokens[k] = texts.tokens(caption.text());
    }
    int[] all = new int[n];
    Arrays.setAll(all, k -> k);
    return new CaptionedPictures(texts.pictures(), pictures, tokens, labels).batch(all);
  }

  @Override
  public Dataset forEpoch(long seed, int epoch) {
    return of(texts, captions, Rng.of(seed).fork(epoch));
  }

  @Override
  public List<String> classNames() {
    return List.of("apart", "together");
  }
}
