package dev.cien.recipes.vision;

import dev.cien.io.plot.Sheet;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Text;
import java.util.ArrayList;
import java.util.List;

/// Changed faces, and how well they are told apart change by change.
///
/// @param gallery where it is shown
/// @param experiment the run
record FaceShow(Gallery gallery, VerificationExperiment experiment) {
  private static final int SHOWN = 4;
  private static final int SIDE = 72;

  void show() {
    List<FaceChanges.Change> changes = FaceChanges.CHANGES;
    List<Sheet.Cell> cells = new ArrayList<>();
    for (int i = 0; i < SHOWN * changes.size(); i++) {
      String label = i < changes.size() ? title(changes.get(i)) : " ";
      cells.add(new Sheet.Cell(experiment.faces().pictures().get(i), label));
    }
    gallery.sheet(
        "faces",
        new Text(
            "Four of the 100 faces, each with the six changes. They are a test only: the network"
                + " learnt from emoji alone, though with changes of these kinds. There is one"
                + " photograph of each face and nobody says who they are; two changes of one"
                + " photograph stand for two photographs of one person, which is easier.",
            "Cuatro de las 100 caras, cada una con las seis modificaciones. Son solo una prueba: la"
                + " red aprendió únicamente de emojis, aunque con modificaciones de estas clases."
                + " Hay una fotografía de cada cara y nadie dice quiénes son; dos modificaciones de"
                + " una fotografía representan dos fotografías de una persona, lo cual es más"
                + " fácil."),
        new Sheet(cells, changes.size(), SIDE));
    table();
  }

  private void table() {
    Pairs network =
        experiment.facePairs(
            VerificationExperiment.vectors(experiment.model(), experiment.faces()));
    float[][] plain = VerificationExperiment.pixels(experiment.faces());
    Pairs pixels = experiment.facePairs(plain);
    Pairs normalised = experiment.facePairs(Pairs.normalised(plain));
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            gallery.in("one of the two is", "una de las dos está"),
            gallery.in("network", "red"),
            gallery.in("pixels", "píxeles"),
            gallery.in("without mean and contrast", "sin media ni contraste")));
    for (int c = 0; c < FaceChanges.CHANGES.size(); c++) {
      rows.add(
          List.of(
              title(FaceChanges.CHANGES.get(c)),
              VerificationExperiment.number(with(network, c).equalError()),
              VerificationExperiment.number(with(pixels, c).equalError()),
              VerificationExperiment.number(with(normalised, c).equalError())));
    }
    rows.add(
        List.of(
            gallery.in("all", "todas"),
            VerificationExperiment.number(network.equalError()),
            VerificationExperiment.number(pixels.equalError()),
            VerificationExperiment.number(normalised.equalError())));
    gallery.table(
        "changes",
        new Text(
            "Equal-error rates of pairs of changed faces in which a change takes part: two changes"
                + " of one face against changes of two faces.",
            "Tasas de error igual de parejas de caras modificadas en las que interviene cada"
                + " modificación: dos modificaciones de una cara frente a las de dos caras."),
        rows);
  }

  /// The pairs in which a change takes part.
  private static Pairs with(Pairs pairs, int change) {
    int count = FaceChanges.CHANGES.size();
    return new Pairs(
        pairs.all().stream()
            .filter(p -> p.first() % count == change || p.second() % count == change)
            .toList());
  }

  private String title(FaceChanges.Change change) {
    return gallery.in(change.title().en(), change.title().es());
  }
}
