package dev.cien.text;

import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/// Turns text into the numbers that a language model reads, and back.
///
/// ```java
/// Tokenizer tokenizer = BpeTrainer.of(1000).train(text);
/// int[] ids = tokenizer.encode("El niño comió.");
/// String same = tokenizer.decode(ids);
/// ```
///
/// Ids run from 0 to [#size] - 1, so that `size` is the number of rows of an embedding. Special
/// tokens stand for something that is no text (an end, a padding); they are tokens of their own,
/// never made by joining others. All tokenizers are immutable and may be used by many threads.
public interface Tokenizer {
  /// The usual name of the token for what the vocabulary does not have.
  String UNKNOWN = "<unk>";

  /// The usual name of the token that fills batches up.
  String PADDING = "<pad>";

  /// The usual name of the token before a text.
  String START = "<bos>";

  /// The usual name of the token after a text.
  String END = "<eos>";

  /// The ids of a text. A special token that is written in the text becomes its id.
  ///
  /// @throws IllegalArgumentException if the vocabulary lacks a part of the text and has no token
  ///   for the unknown
  int[] encode(String text);

  /// The ids of a text in which special tokens are not recognised: for text of people who must not
  /// be able to write them.
  int[] encodePlain(String text);

  /// The ids of a text between the special tokens that a pretrained model expects around it (`[CLS]
  /// … [SEP]`); the same as [#encode] where none were set.
  default int[] encodeForModel(String text) {
    return encodeForModel(text, Integer.MAX_VALUE);
  }

  /// The same, of at most `most` ids: a longer text loses its end, never the tokens around it.
  ///
  /// @throws IllegalArgumentException if not even these find room
  default int[] encodeForModel(String text, int most) {
    return Frame.NONE.around(encode(text), most);
  }

  /// The text of ids; special tokens appear by their names.
  ///
  /// @throws IllegalArgumentException if an id is not in the vocabulary
  String decode(int... ids);

  /// The number of tokens, special ones included.
  int size();

  /// A token as the vocabulary writes it.
  ///
  /// @throws IllegalArgumentException if the id is not in the vocabulary
  String token(int id);

  /// The id of a token as the vocabulary writes it, or empty if there is none.
  OptionalInt find(String token);

  /// The special tokens' ids by name, in the order of ids.
  Map<String, Integer> special();

  /// The id of a token that must be there.
  ///
  /// @throws IllegalArgumentException if the vocabulary does not have it
  default int id(String token) {
    return find(token)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "tokenizer: no token is written '"
                        + token
                        + "'; special tokens are "
                        + special().keySet()
                        + ". Usual cause: it was not named when the tokenizer was made"));
  }

  /// The ids that are no special tokens: what to decode for a person to read.
  default int[] withoutSpecial(int... ids) {
    Set<Integer> special = Set.copyOf(special().values());
    return Arrays.stream(ids).filter(id -> !special.contains(id)).toArray();
  }
}
