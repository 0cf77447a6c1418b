package dev.cien.recipes.multimodal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Knows what every sentence of some dialogues asks for and what every picture shows.
///
/// @param scripts the dialogues
/// @param pictures what is shown in them
record AssistantTruth(List<AssistantScript> scripts, AssistantPictures pictures)
    implements AssistantMind {
  @Override
  public List<Request> read(List<String> sentences) {
    Map<String, Request> known = new HashMap<>();
    scripts.stream()
        .flatMap(script -> script.turns().stream())
        .forEach(turn -> known.put(turn.sentence().text(), turn.sentence().request()));
    return sentences.stream().map(known::get).toList();
  }

  @Override
  public int[] digits(int... asked) {
    return IntStream.of(asked).map(pictures.digits().test()::label).toArray();
  }

  @Override
  public int[] things(int... asked) {
    return asked.clone();
  }

  /// The share of answers that are right.
  static double share(List<Request> said, List<Request> due) {
    return IntStream.range(0, due.size()).filter(i -> said.get(i).equals(due.get(i))).count()
        / (double) due.size();
  }

  /// The share of answers that are right.
  static double share(int[] said, int... due) {
    return IntStream.range(0, due.length).filter(i -> said[i] == due[i]).count()
        / (double) due.length;
  }
}
