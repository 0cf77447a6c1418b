package dev.cien.recipes.multimodal;

import dev.cien.io.Pixels;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Text;
import dev.cien.recipes.multimodal.AssistantScript.Shown;
import dev.cien.recipes.multimodal.AssistantScript.Turn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Test dialogues as chats, right and wrong ones, and which requests are mistaken for others.
///
/// @param gallery where they are shown
/// @param experiment the run
record AssistantShow(Gallery gallery, AssistantExperiment experiment) {
  private static final int SHOWN = 6;

  void show() {
    List<AssistantScript> scripts = experiment.scripts();
    List<List<String>> said = experiment.answers(scripts, experiment.pictures().names());
    List<List<String>> due = experiment.truth();
    int[] right =
        IntStream.range(0, scripts.size()).filter(i -> said.get(i).equals(due.get(i))).toArray();
    int[] wrong =
        IntStream.range(0, scripts.size()).filter(i -> !said.get(i).equals(due.get(i))).toArray();
    chats(
        "right",
        new Text(
            "Test dialogues in which every answer is right. No phrasing and no picture was seen"
                + " before; a question without a picture is about what was last shown or worked"
                + " out. Digits: MNIST; things: Noto Emoji, Apache-2.0.",
            "Diálogos de prueba en los que todas las respuestas son correctas. Ninguna formulación"
                + " ni imagen se había visto; una pregunta sin imagen trata de lo último mostrado o"
                + " calculado. Dígitos: MNIST; cosas: Noto Emoji, Apache-2.0."),
        said,
        due,
        right);
    chats(
        "wrong",
        new Text(
            "Dialogues with a mistake (✗), and what should have been answered. One digit that is"
                + " read wrong spoils all that follows.",
            "Diálogos con algún error (✗) y lo que se debía responder. Un dígito mal leído estropea"
                + " todo lo que sigue."),
        said,
        due,
        wrong);
    table(scripts);
  }

  private void chats(
      String name, Text caption, List<List<String>> said, List<List<String>> due, int... chosen) {
    List<List<Gallery.Message>> chats = new ArrayList<>();
    for (int i : IntStream.of(chosen).limit(SHOWN).toArray()) {
      List<Gallery.Message> chat = new ArrayList<>();
      List<Turn> turns = experiment.scripts().get(i).turns();
      for (int t = 0; t < turns.size(); t++) {
        Turn turn = turns.get(t);
        chat.add(
            new Gallery.Message(true, turn.sentence().text(), turn.shown().map(this::picture)));
        String answer = said.get(i).get(t);
        String wanted = due.get(i).get(t);
        chat.add(
            Gallery.Message.answer(
                answer.equals(wanted) ? answer : "✗ " + answer + "  (✓ " + wanted + ")"));
      }
      chats.add(chat);
    }
    if (!chats.isEmpty()) {
      gallery.chats(name, caption, chats);
    }
  }

  private Pixels picture(Shown shown) {
    AssistantPictures pictures = experiment.pictures();
    return shown.thing()
        ? pictures.drawings().picture(pictures.by(1)[shown.index()])
        : pictures.digits().test().picture(shown.index());
  }

  private void table(List<AssistantScript> scripts) {
    List<Turn> turns = scripts.stream().flatMap(script -> script.turns().stream()).toList();
    List<String> sentences = turns.stream().map(turn -> turn.sentence().text()).toList();
    List<Request> network = experiment.read(sentences);
    Map<Intent, int[]> counts = new LinkedHashMap<>();
    for (int i = 0; i < turns.size(); i++) {
      Request due = turns.get(i).sentence().request();
      int[] row = counts.computeIfAbsent(due.intent(), _ -> new int[3]);
      row[0]++;
      row[1] += network.get(i).equals(due) ? 1 : 0;
      row[2] += AssistantKeywords.read(sentences.get(i)).equals(due) ? 1 : 0;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            gallery.in("request", "petición"),
            gallery.in("sentences", "frases"),
            gallery.in("network", "red"),
            gallery.in("keywords", "palabras clave")));
    counts.forEach(
        (intent, row) ->
            rows.add(
                List.of(
                    gallery.in(intent.title().en(), intent.title().es()),
                    Integer.toString(row[0]),
                    Integer.toString(row[1]),
                    Integer.toString(row[2]))));
    gallery.table(
        "requests",
        new Text(
            "How many sentences of the test were understood wholly: what is asked, with which"
                + " number, and in which language. Whoever chose the keywords had written the"
                + " sentences, those of the test too.",
            "Cuántas frases de la prueba se entendieron del todo: qué se pide, con qué número y en"
                + " qué idioma. Quien eligió las palabras clave había escrito las frases, también"
                + " las de la prueba."),
        rows);
  }
}
