package dev.cien.recipes.language;

import dev.cien.data.NamedEntities;
import dev.cien.io.plot.Chart;
import dev.cien.io.plot.HeatMap;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Text;
import dev.cien.tensor.Tensor;
import dev.cien.text.Entity;
import dev.cien.text.metric.EntityScore;
import dev.cien.zoo.ConditionalRandomField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What there is to look at after names were found.
///
/// @param sentences of the test
/// @param tags what the model says of them
/// @param dictionary the names that it learnt from
record NamePages(
    Gallery gallery,
    List<NamedEntities.Sentence> sentences,
    List<List<String>> tags,
    EntityDictionary dictionary) {
  private static final int SHOWN = 12;
  private static final int LONGEST = 30;
  private static final int MISTAKES = 30;
  private static final int AROUND = 4;

  void show(Optional<ConditionalRandomField> field) {
    EntityFigures model = EntityFigures.of(sentences, tags, dictionary);
    EntityFigures rule =
        EntityFigures.of(
            sentences,
            sentences.stream().map(sentence -> dictionary.tags(sentence.words())).toList(),
            dictionary);
    marked();
    classes(model);
    known(model, rule);
    confusion(model);
    field.ifPresent(this::transitions);
    mistakes();
  }

  private void marked() {
    List<List<Gallery.Stretch>> lines = new ArrayList<>();
    for (int i = 0; i < tags.size() && lines.size() < SHOWN; i++) {
      List<String> words = sentences.get(i).words();
      if (words.size() <= LONGEST && Entity.of(sentences.get(i).tags()).size() > 1) {
        lines.add(NameLines.stretches(words, tags.get(i)));
      }
    }
    gallery.marked(
        "sentences",
        new Text(
            "Sentences that it never read, and the names that it finds in them, each with its"
                + " type beside it. The sentences are Turkish.",
            "Frases que nunca leyó, y los nombres que encuentra en ellas, cada uno con"
                + " su tipo al lado: PERSON es una persona, LOCATION un lugar y ORGANIZATION una"
                + " organización. Las frases están en turco."),
        NamedEntities.TYPES,
        lines);
  }

  private void classes(EntityFigures model) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            gallery.in("type", "tipo"),
            gallery.in("precision", "precisión"),
            gallery.in("recall", "exhaustividad"),
            "F1",
            gallery.in("there are", "hay"),
            gallery.in("found", "encontrados"),
            gallery.in("right", "correctos")));
    model.byType().forEach((type, score) -> rows.add(row(type, score)));
    rows.add(row(gallery.in("all together", "todos juntos"), model.all()));
    rows.add(row(gallery.in("seen before", "ya vistos"), model.known()));
    rows.add(row(gallery.in("new", "nuevos"), model.unknown()));
    gallery.table(
        "classes",
        new Text(
            "Whole names on sentences that it never read. A name counts if its first word, its last"
                + " word and its type are right; it was seen before if it stood in a training"
                + " sentence with the same type.",
            "Nombres enteros en frases que nunca leyó. Un nombre cuenta si acierta su primera"
                + " palabra, su última y su tipo; ya se vio si estaba en una frase de entrenamiento"
                + " con el mismo tipo."),
        rows);
  }

  private List<String> row(String name, EntityScore score) {
    return List.of(
        name,
        share(score.precision()),
        share(score.recall()),
        share(score.f1()),
        Long.toString(score.there()),
        Long.toString(score.found()),
        Long.toString(score.right()));
  }

  private String share(double value) {
    return String.format(Locale.forLanguageTag(gallery.in("en", "es")), "%.3f", value);
  }

  private void known(EntityFigures model, EntityFigures rule) {
    double[] places = {1, 2};
    gallery.chart(
        "new-names",
        new Text(
            "Names that stood in the training sentences (1) and names that did not (2). A"
                + " dictionary cannot find a new name; the model tells it by its letters and by"
                + " what stands around it.",
            "Nombres que estaban en las frases de entrenamiento (1) y nombres que no (2). Un"
                + " diccionario no puede encontrar un nombre nuevo; el modelo lo reconoce por sus"
                + " letras y por lo que lo rodea."),
        Chart.of(
                gallery.in("F1 of names", "F1 de nombres"),
                gallery.in("1 seen before, 2 new", "1 ya vistos, 2 nuevos"),
                "F1")
            .bars(gallery.in("the model", "el modelo"), places, halves(model))
            .bars(gallery.in("dictionary", "diccionario"), places, halves(rule)));
  }

  private static double[] halves(EntityFigures figures) {
    return new double[] {figures.known().f1(), figures.unknown().f1()};
  }

  private void confusion(EntityFigures model) {
    double[][] shares =
        Arrays.stream(model.confusion())
            .map(
                row -> {
                  double all = Math.max(1, Arrays.stream(row).sum());
                  return Arrays.stream(row).mapToDouble(n -> Math.round(100 * n / all)).toArray();
                })
            .toArray(double[][]::new);
    List<String> kinds =
        Stream.concat(Stream.of(Entity.OUTSIDE), NamedEntities.TYPES.stream().map(NamePages::brief))
            .toList();
    gallery.heat(
        "confusion",
        new Text(
            "Words by what they are part of (rows) and what they were taken for (columns), in"
                + " hundredths of the row; O is outside of names. Most of what goes wrong is a name"
                + " that was not seen as one; between the types, a club may be called as its town"
                + " is.",
            "Palabras según de qué son parte (filas) y por qué se tomaron (columnas), en centésimas"
                + " de la fila; O es fuera de los nombres. La mayoría de los fallos son nombres que"
                + " no se vieron como tales; entre los tipos, un club puede llamarse como su"
                + " ciudad."),
        new HeatMap(
            gallery.in("what words were taken for", "por qué se tomaron las palabras"),
            shares,
            kinds,
            kinds));
  }

  /// The first letters of a type.
  private static String brief(String type) {
    return type.substring(0, 3);
  }

  private void transitions(ConditionalRandomField field) {
    Tensor values = field.transition().value();
    int count = field.tags();
    float[] flat = values.toFloats();
    double[][] rows =
        IntStream.range(0, count)
            .mapToObj(
                from ->
                    IntStream.range(0, count)
                        .mapToDouble(to -> Math.round(10 * flat[from * count + to]) / 10.0)
                        .toArray())
            .toArray(double[][]::new);
    List<String> names =
        NamedEntities.TAGS.stream()
            .map(tag -> tag.substring(0, Math.min(5, tag.length())))
            .toList();
    gallery.heat(
        "transitions",
        new Text(
            "What the field has learnt to think of a tag (column) after another (row): the inside"
                + " of a name follows its own beginning and not that of another type, which nobody"
                + " told it.",
            "Lo que el campo ha aprendido a pensar de una etiqueta (columna) tras otra (fila): el"
                + " interior de un nombre sigue a su propio comienzo y no al de otro tipo, y nadie"
                + " se lo dijo."),
        new HeatMap(
            gallery.in("one tag after another", "una etiqueta tras otra"), rows, names, names));
  }

  private void mistakes() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            gallery.in("where", "dónde"),
            gallery.in("what is there", "lo que hay"),
            gallery.in("what it said", "lo que dijo")));
    for (int i = 0; i < tags.size() && rows.size() <= MISTAKES; i++) {
      List<Entity> there = Entity.of(sentences.get(i).tags());
      List<Entity> found = Entity.of(tags.get(i));
      List<String> words = sentences.get(i).words();
      for (Entity entity : found) {
        if (!there.contains(entity) && rows.size() <= MISTAKES) {
          rows.add(
              List.of(
                  String.join(
                      " ",
                      words.subList(
                          Math.max(0, entity.from() - AROUND),
                          Math.min(words.size(), entity.to() + AROUND))),
                  overlapping(there, entity, words),
                  entity.in(words) + " [" + entity.type() + "]"));
        }
      }
    }
    gallery.table(
        "mistakes",
        new Text(
            "Names that it found and that are not there like this: too long, too short, of"
                + " another type, or no name.",
            "Nombres que encontró y que así no están: demasiado largos, demasiado cortos, de"
                + " otro tipo, o que no son nombres."),
        rows);
  }

  private static String overlapping(List<Entity> there, Entity found, List<String> words) {
    return there.stream()
        .filter(entity -> entity.from() < found.to() && entity.to() > found.from())
        .map(entity -> entity.in(words) + " [" + entity.type() + "]")
        .reduce((a, b) -> a + " · " + b)
        .orElse(NameLines.NONE);
  }
}
