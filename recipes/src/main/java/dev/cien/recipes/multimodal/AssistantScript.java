package dev.cien.recipes.multimodal;

import dev.cien.recipes.multimodal.AssistantPhrases.Part;
import dev.cien.recipes.multimodal.AssistantPhrases.Sentence;
import dev.cien.tensor.Rng;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A dialogue with what should be answered to each turn.
///
/// @param turns what is said and shown
record AssistantScript(List<Turn> turns) {
  private static final int TURNS = 3;

  /// A picture that somebody shows.
  ///
  /// @param thing whether it shows a thing; otherwise a handwritten digit
  /// @param index its number among the pictures of its kind
  record Shown(boolean thing, int index) {}

  /// What is said, and what is shown with it.
  record Turn(Sentence sentence, Optional<Shown> shown) {}

  /// Copies the list.
  AssistantScript {
    turns = List.copyOf(turns);
  }

  /// Dialogues: a number and what follows from it, a thing and its name in the other language, or
  /// one after the other.
  ///
  /// @param digits how many pictures of digits there are to show
  /// @param things how many of things, 0 for dialogues about numbers alone
  static List<AssistantScript> some(int count, int digits, int things, Part part, Rng rng) {
    List<AssistantScript> scripts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean spanish = rng.nextInt(2) == 0;
      List<Turn> turns = new ArrayList<>();
      if (things > 0 && i % 2 == 1) {
        Shown thing = new Shown(true, rng.nextInt(things));
        turns.add(turn(Intent.NAME, spanish, Optional.of(thing), part, rng));
        turns.add(turn(Intent.TRANSLATE, spanish, Optional.empty(), part, rng));
      }
      Optional<Shown> digit = Optional.of(new Shown(false, rng.nextInt(digits)));
      while (turns.size() < TURNS) {
        List<Intent> all = Intent.onNumbers();
        turns.add(turn(all.get(rng.nextInt(all.size())), spanish, digit, part, rng));
        digit = Optional.empty();
      }
      scripts.add(new AssistantScript(turns));
    }
    return scripts;
  }

  private static Turn turn(
      Intent intent, boolean spanish, Optional<Shown> shown, Part part, Rng rng) {
    Request request = AssistantPhrases.any(intent, spanish, rng);
    return new Turn(AssistantPhrases.of(request, part, rng), shown);
  }
}
