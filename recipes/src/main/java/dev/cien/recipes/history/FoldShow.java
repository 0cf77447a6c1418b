package dev.cien.recipes.history;

import dev.cien.data.ProteinChain;
import dev.cien.data.Proteins;
import dev.cien.io.plot.Chart;
import dev.cien.io.plot.Sheet;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// What a run that learnt which residues touch leaves to look at.
final class FoldShow {
  private static final int SHOWN = 4;
  private static final int LISTED = 16;
  private static final int WIDE = 290;
  private static final int NARROW = 190;

  private final FoldExperiment experiment;
  private final Gallery gallery;
  private final List<Proteins.Member> test;
  private final List<FoldGuess> guesses;
  private final List<ContactMap> maps;

  FoldShow(FoldExperiment experiment, Gallery gallery) {
    this.experiment = experiment;
    this.gallery = gallery;
    this.test = experiment.test();
    this.guesses = experiment.guesses(FoldExperiment.inputs(test));
    this.maps = guesses.stream().map(FoldGuess::contacts).toList();
  }

  void show() {
    // Some of the best, of the middle and of the worst: neither luck nor misfortune alone.
    List<Integer> order =
        IntStream.range(0, test.size())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -precision(i)))
            .toList();
    int[] some =
        IntStream.range(0, Math.min(SHOWN, test.size()))
            .map(k -> order.get(k * Math.max(1, test.size() - 1) / SHOWN))
            .toArray();
    contacts(some);
    distances(some);
    folds(some);
    chart();
    table();
  }

  private double precision(int i) {
    return maps.get(i).precision(test.get(i).chain());
  }

  private void contacts(int... some) {
    List<Sheet.Cell> cells = new ArrayList<>();
    for (int i : some) {
      ProteinChain chain = test.get(i).chain();
      cells.add(
          new Sheet.Cell(
              FoldPicture.contacts(maps.get(i), Optional.of(chain)), label(chain, precision(i))));
    }
    gallery.sheet(
        "contacts",
        new Text(
            "Test chains of families that were never seen, from the best answer to a poor one."
                + " Above the diagonal the pairs of residues that touch (α carbons nearer than 8"
                + " Å), below it how likely the network finds each; the L/5 likeliest that are 24"
                + " residues or more apart are blue if right and orange if wrong. Under each: the"
                + " chain, its length, the share of right ones.",
            "Cadenas de prueba de familias nunca vistas, de la mejor respuesta a una pobre. Sobre"
                + " la diagonal, los pares de residuos que se tocan (carbonos α a menos de 8 Å);"
                + " debajo, lo probable que la red ve cada uno; los L/5 más probables, separados 24"
                + " residuos o más, van en azul si son ciertos y en naranja si no. Al pie: la"
                + " cadena, su longitud y la fracción de aciertos."),
        new Sheet(cells, 2, WIDE));
  }

  private static String label(ProteinChain chain, double value) {
    return String.format(Locale.ROOT, "%s · %d · %.2f", chain.name(), chain.length(), value);
  }

  private void distances(int... some) {
    List<Sheet.Cell> cells = new ArrayList<>();
    for (int i : some) {
      ProteinChain chain = test.get(i).chain();
      cells.add(
          new Sheet.Cell(
              FoldPicture.distances(guesses.get(i).distances(), chain),
              chain.name() + " · " + chain.length()));
    }
    gallery.sheet(
        "distances",
        new Text(
            "The same chains: true distances above the diagonal, the means of the predicted ones"
                + " below; black is 0, white 24 Å and more.",
            "Las mismas cadenas: sobre la diagonal las distancias reales, debajo las medias de las"
                + " predichas; negro es 0, blanco 24 Å o más."),
        new Sheet(cells, 2, WIDE));
  }

  private void folds(int... some) {
    List<Sheet.Cell> cells = new ArrayList<>();
    for (int i : some) {
      ProteinChain chain = test.get(i).chain();
      double[][] truth = FoldPicture.places(chain);
      double[][] fold = guesses.get(i).fold();
      double[][] prior = experiment.prior().fold(chain.length());
      cells.add(
          new Sheet.Cell(
              FoldPicture.trace(truth, truth), chain.name() + " · " + gallery.in("true", "real")));
      cells.add(
          new Sheet.Cell(
              FoldPicture.trace(Superposition.onto(fold, truth, true), truth),
              String.format(
                  Locale.ROOT,
                  "%s · lDDT %.2f",
                  gallery.in("network", "red"),
                  Lddt.of(chain, fold))));
      cells.add(
          new Sheet.Cell(
              FoldPicture.trace(Superposition.onto(prior, truth, true), truth),
              String.format(
                  Locale.ROOT,
                  "%s · lDDT %.2f",
                  gallery.in("usual distances", "distancias habituales"),
                  Lddt.of(chain, prior))));
    }
    gallery.sheet(
        "folds",
        new Text(
            "The same chains as lines through their α carbons, from blue to orange: the truth, a"
                + " fold that fits the predicted distances, and one that fits the usual distance of"
                + " residues so far apart along a chain, each laid over the truth (Kabsch)."
                + " Distances cannot tell a fold from its mirror image; the nearer one is drawn.",
            "Las mismas cadenas como líneas por sus carbonos α, de azul a naranja: la real, un"
                + " plegamiento que se ajusta a las distancias predichas y otro que se ajusta a la"
                + " distancia habitual entre residuos así de separados, cada uno superpuesto al"
                + " real (Kabsch). Las distancias no distinguen un plegamiento de su imagen en el"
                + " espejo; se dibuja el más cercano."),
        new Sheet(cells, 3, NARROW));
  }

  /// How many chains have which precision.
  private void chart() {
    double[] edges = {0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9};
    gallery.chart(
        "precisions",
        new Text(
            "How many of the test chains reach which precision: most folds are hard, a few are"
                + " easy. The bars stand at the lower end of a tenth.",
            "Cuántas cadenas de prueba alcanzan qué precisión: la mayoría de los plegamientos son"
                + " difíciles, unos pocos fáciles. Las barras están en el extremo inferior de cada"
                + " décima."),
        Chart.of(
                gallery.in("Precision at L/5", "Precisión en L/5"),
                gallery.in("precision", "precisión"),
                gallery.in("chains", "cadenas"))
            .bars(
                gallery.in("network", "red"),
                edges,
                counted(
                    edges.length,
                    IntStream.range(0, test.size()).mapToDouble(this::precision).toArray()))
            .bars(
                gallery.in("separation", "separación"),
                edges,
                counted(
                    edges.length,
                    test.stream()
                        .mapToDouble(
                            member ->
                                experiment
                                    .prior()
                                    .byDistance(member.chain().length())
                                    .precision(member.chain()))
                        .toArray())));
  }

  private static double[] counted(int bars, double... values) {
    double[] counts = new double[bars];
    for (double value : values) {
      counts[Math.min(bars - 1, (int) (value * bars + 1e-9))]++;
    }
    return counts;
  }

  private void table() {
    List<FoldGuess> alone =
        experiment.guesses(
            FoldExperiment.inputs(test).stream().map(FoldInput::withoutShares).toList());
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            gallery.in("chain", "cadena"),
            gallery.in("residues", "residuos"),
            gallery.in("relatives here", "parientes aquí"),
            gallery.in("network", "red"),
            gallery.in("without shares", "sin proporciones"),
            gallery.in("separation", "separación"),
            gallery.in("letters", "letras"),
            gallery.in("covariance", "covarianza"),
            "lDDT"));
    for (int i = 0; i < Math.min(LISTED, test.size()); i++) {
      rows.add(row(i, alone.get(i)));
    }
    gallery.table(
        "chains",
        new Text(
            "The first test chains one by one: precision at L/5 of the network, of the network"
                + " without the shares of amino acids in related sequences, and of the baselines;"
                + " lDDT of the network's fold.",
            "Las primeras cadenas de prueba, una a una: precisión en L/5 de la red, de la red sin"
                + " las proporciones de aminoácidos en secuencias emparentadas, y de las"
                + " referencias; lDDT del plegamiento de la red."),
        rows);
    gallery.table(
        "relatives",
        new Text(
            "The same means, by how many relatives a chain has among the sequences here.",
            "Las mismas medias, según cuántos parientes tiene la cadena entre las secuencias de"
                + " aquí."),
        byRelatives());
  }

  private List<String> row(int i, FoldGuess alone) {
    Proteins.Member member = test.get(i);
    ProteinChain chain = member.chain();
    return List.of(
        chain.name(),
        Integer.toString(chain.length()),
        Integer.toString(member.rows().size()),
        two(precision(i)),
        two(alone.contacts().precision(chain)),
        two(experiment.prior().byDistance(chain.length()).precision(chain)),
        two(experiment.prior().byLetters(chain.sequence()).precision(chain)),
        two(FoldExperiment.covariance(member).precision(chain)),
        two(Lddt.of(chain, guesses.get(i).fold())));
  }

  private List<List<String>> byRelatives() {
    Map<Integer, List<Integer>> groups = new TreeMap<>();
    for (int i = 0; i < test.size(); i++) {
      int relatives = test.get(i).rows().size();
      groups
          .computeIfAbsent(relatives == 0 ? 0 : relatives < 5 ? 1 : 5, _ -> new ArrayList<>())
          .add(i);
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            gallery.in("relatives", "parientes"),
            gallery.in("chains", "cadenas"),
            gallery.in("network", "red"),
            gallery.in("covariance", "covarianza")));
    groups.forEach(
        (least, members) ->
            rows.add(
                List.of(
                    least == 0 ? "0" : least == 1 ? "1–4" : "≥ 5",
                    Integer.toString(members.size()),
                    two(members.stream().mapToDouble(this::precision).average().orElse(0)),
                    two(
                        members.stream()
                            .mapToDouble(
                                i ->
                                    FoldExperiment.covariance(test.get(i))
                                        .precision(test.get(i).chain()))
                            .average()
                            .orElse(0)))));
    return rows;
  }

  private static String two(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
