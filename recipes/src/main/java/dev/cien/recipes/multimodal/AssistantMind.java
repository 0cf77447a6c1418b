package dev.cien.recipes.multimodal;

import dev.cien.recipes.multimodal.AssistantScript.Shown;
import dev.cien.recipes.multimodal.AssistantScript.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// What answers in a dialogue needs: understanding sentences, and seeing.
interface AssistantMind {
  /// What sentences ask for.
  List<Request> read(List<String> sentences);

  /// Which digits test pictures show.
  int[] digits(int... pictures);

  /// Which things test pictures show.
  int[] things(int... pictures);

  /// The answers of this mind to all turns of dialogues, dialogue by dialogue.
  ///
  /// @param names what the things are called
  default List<List<String>> answers(
      List<AssistantScript> scripts, List<Conversation.Names> names) {
    List<Turn> turns = scripts.stream().flatMap(script -> script.turns().stream()).toList();
    List<Request> requests = read(turns.stream().map(turn -> turn.sentence().text()).toList());
    int[] seen = seen(turns);
    List<List<String>> answers = new ArrayList<>();
    int at = 0;
    for (AssistantScript script : scripts) {
      Conversation known = Conversation.NEW;
      List<String> said = new ArrayList<>();
      for (Turn turn : script.turns()) {
        if (turn.shown().isPresent()) {
          boolean thing = turn.shown().get().thing();
          known = thing ? known.seeing(names.get(seen[at])) : known.seeing(seen[at]);
        }
        Conversation.Reply reply = known.answer(requests.get(at));
        said.add(reply.text());
        known = reply.after();
        at++;
      }
      answers.add(said);
    }
    return answers;
  }

  /// What the picture of each turn shows; 0 where there is none.
  private int[] seen(List<Turn> turns) {
    int[] seen = new int[turns.size()];
    for (boolean thing : new boolean[] {false, true}) {
      int[] places =
          IntStream.range(0, seen.length)
              .filter(i -> turns.get(i).shown().filter(shown -> shown.thing() == thing).isPresent())
              .toArray();
      int[] pictures =
          IntStream.of(places)
              .map(i -> turns.get(i).shown().map(Shown::index).orElseThrow())
              .toArray();
      int[] answers = thing ? things(pictures) : digits(pictures);
      for (int i = 0; i < places.length; i++) {
        seen[places[i]] = answers[i];
      }
    }
    return seen;
  }
}
