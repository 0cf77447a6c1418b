package dev.cien.recipes.language;

import dev.cien.data.NamedEntities;
import dev.cien.text.Entity;
import dev.cien.text.metric.EntityScore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How well the names of sentences were found.
///
/// A name is known if it occurred with the same type in the sentences that were learnt from. What
/// is there and what was found are told apart in the same way, so that both halves have precision
/// and recall.
///
/// @param byType the counts of each type, in the order of [NamedEntities#TYPES]
/// @param known the counts of names that are known
/// @param unknown the counts of names that are new
/// @param confusion words by what they are part of (row) and what they were taken for (column):
///   nothing, then the types
record EntityFigures(
    Map<String, EntityScore> byType, EntityScore known, EntityScore unknown, int[][] confusion) {
  /// Compares tags with those that are right.
  static EntityFigures of(
      List<NamedEntities.Sentence> sentences,
      List<List<String>> tags,
      EntityDictionary dictionary) {
    Map<String, EntityScore> byType = new LinkedHashMap<>();
    NamedEntities.TYPES.forEach(type -> byType.put(type, EntityScore.NOTHING));
    EntityScore known = EntityScore.NOTHING;
    EntityScore unknown = EntityScore.NOTHING;
    int kinds = NamedEntities.TYPES.size() + 1;
    int[][] confusion = new int[kinds][kinds];
    for (int i = 0; i < tags.size(); i++) {
      List<String> words = sentences.get(i).words();
      List<String> right = sentences.get(i).tags();
      List<Entity> there = Entity.of(right);
      List<Entity> found = Entity.of(tags.get(i));
      byType.replaceAll(
          (type, score) -> score.plus(EntityScore.of(ofType(found, type), ofType(there, type))));
      known =
          known.plus(
              EntityScore.of(
                  where(found, words, dictionary, true), where(there, words, dictionary, true)));
      unknown =
          unknown.plus(
              EntityScore.of(
                  where(found, words, dictionary, false), where(there, words, dictionary, false)));
      for (int t = 0; t < words.size(); t++) {
        confusion[kind(right.get(t))][kind(tags.get(i).get(t))]++;
      }
    }
    return new EntityFigures(byType, known, unknown, confusion);
  }

  private static List<Entity> ofType(List<Entity> entities, String type) {
    return entities.stream().filter(entity -> entity.type().equals(type)).toList();
  }

  private static List<Entity> where(
      List<Entity> entities, List<String> words, EntityDictionary dictionary, boolean known) {
    return entities.stream().filter(entity -> dictionary.knows(entity, words) == known).toList();
  }

  /// 0 of a word outside of names, 1 and more of the types.
  private static int kind(String tag) {
    return 1 + NamedEntities.TYPES.indexOf(Entity.type(tag));
  }

  /// The counts of all names.
  EntityScore all() {
    return known.plus(unknown);
  }

  /// The figures by name.
  Map<String, Double> metrics() {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("entity_f1", all().f1());
    metrics.put("entity_precision", all().precision());
    metrics.put("entity_recall", all().recall());
    byType.forEach(
        (type, score) -> metrics.put("entity_f1_" + type.toLowerCase(Locale.ROOT), score.f1()));
    metrics.put("entity_f1_known", known.f1());
    metrics.put("entity_f1_unknown", unknown.f1());
    return metrics;
  }
}
