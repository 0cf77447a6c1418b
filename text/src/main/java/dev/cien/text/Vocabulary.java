package dev.cien.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// Tokens by id, and ids by token.
final class Vocabulary {
  private final List<String> tokens;
  private final Map<String, Integer> ids;

  /// A vocabulary whose token at place `i` has the id `i`.
  Vocabulary(List<String> tokens) {
    this.tokens = List.copyOf(tokens);
    this.ids = HashMap.newHashMap(tokens.size());
    for (int id = 0; id < tokens.size(); id++) {
      Integer earlier = ids.put(tokens.get(id), id);
      if (earlier != null) {
        throw new IllegalArgumentException(
            "tokenizer: the token '"
                + tokens.get(id)
                + "' has two ids, "
                + earlier
                + " and "
                + id
                + ". Usual cause: a special token that is also an ordinary one");
      }
    }
  }

  int size() {
    return tokens.size();
  }

  List<String> tokens() {
    return tokens;
  }

  String token(int id) {
    if (id < 0 || id >= tokens.size()) {
      throw new IllegalArgumentException(
          "tokenizer: expected ids from 0 to "
              + (tokens.size() - 1)
              + ", found "
              + id
              + ". Usual cause: ids of another tokenizer, or a model with a larger vocabulary");
    }
    return tokens.get(id);
  }

  OptionalInt find(String token) {
    Integer id = ids.get(token);
    return id == null ? OptionalInt.empty() : OptionalInt.of(id);
  }
}
