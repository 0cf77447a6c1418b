package dev.cien.recipes.language;

import dev.cien.data.NamedEntities;
import dev.cien.text.Entity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The names of some sentences, each with the type that it had most often, of types equally often
/// the first in the alphabet.
///
/// @param types the type of each name, its words joined by spaces
/// @param pairs every name with every type that it had
/// @param longest words of the longest name
record EntityDictionary(Map<String, String> types, Set<String> pairs, int longest) {
  /// Learns the names of sentences.
  static EntityDictionary of(List<NamedEntities.Sentence> sentences) {
    Map<String, Map<String, Integer>> counts = new HashMap<>();
    int longest = 0;
    for (NamedEntities.Sentence sentence : sentences) {
      for (Entity entity : Entity.of(sentence.tags())) {
        counts
            .computeIfAbsent(entity.in(sentence.words()), _ -> new HashMap<>())
            .merge(entity.type(), 1, Integer::sum);
        longest = Math.max(longest, entity.to() - entity.from());
      }
    }
    Map<String, String> types = new HashMap<>();
    Set<String> pairs = new HashSet<>();
    counts.forEach(
        (name, own) -> {
          types.put(name, favourite(own));
          own.keySet().forEach(type -> pairs.add(pair(name, type)));
        });
    return new EntityDictionary(types, pairs, longest);
  }

  /// The key that was counted most often.
  static String favourite(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .max(
            Map.Entry.<String, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .orElseThrow()
        .getKey();
  }

  private static String pair(String name, String type) {
    return type + " " + name;
  }

  /// Whether a name of that type was among the sentences.
  boolean knows(Entity entity, List<String> words) {
    return pairs.contains(pair(entity.in(words), entity.type()));
  }

  /// The names in a sentence that are known, from left to right, each as long as can be.
  List<String> tags(List<String> words) {
    List<Entity> found = new ArrayList<>();
    for (int from = 0; from < words.size(); ) {
      int to = Math.min(words.size(), from + longest);
      while (to > from && !types.containsKey(String.join(" ", words.subList(from, to)))) {
        to--;
      }
      if (to > from) {
        found.add(new Entity(types.get(String.join(" ", words.subList(from, to))), from, to));
      }
      from = Math.max(to, from + 1);
    }
    return Entity.tags(words.size(), found);
  }
}
