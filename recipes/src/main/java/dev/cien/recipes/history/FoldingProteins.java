package dev.cien.recipes.history;

import dev.cien.data.Proteins;
import dev.cien.recipes.Card;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.InputException;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import java.util.List;
import java.util.Map;

/// Which residues of a protein touch, by a small Evoformer, on families that it never saw.
public final class FoldingProteins implements Recipe {
  @Override
  public Card card() {
    return new Card(
        "proteins",
        new Text(
            "2021: AlphaFold in small, which residues touch",
            "2021: AlphaFold en pequeño, qué residuos se tocan"),
        new Text(
            "A small Evoformer says how far apart residues are: attention along the sequence, pairs"
                + " that learn from alignments and from triangles of pairs. It is asked about"
                + " families of proteins that it never saw; a fold is drawn from its distances.",
            "Un Evoformer pequeño dice a qué distancia están los residuos: atención a lo largo de"
                + " la secuencia, pares que aprenden de alineamientos y de triángulos de pares. Se"
                + " le pregunta por familias de proteínas que nunca vio; con sus distancias se"
                + " dibuja un plegamiento."),
        List.of("H14"),
        FoldExperiment.PRECISION,
        true,
        0.15,
        70,
        "J. Jumper et al.: Highly accurate protein structure prediction with AlphaFold, Nature"
            + " 2021. Structures of the Protein Data Bank, from the database of ProMod3 (G. Studer"
            + " et al., 2021).");
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.epochs(1),
        Setting.seed(),
        Setting.batch(2),
        Setting.rate(0.003),
        Setting.whole(
            "crop",
            64,
            32,
            "residues of a stretch that is learnt from",
            "residuos de un tramo del que se aprende"),
        Setting.whole(
            "rows",
            4,
            1,
            "sequences of an alignment that are shown, the chain's own among them",
            "secuencias del alineamiento que se muestran, con la de la propia cadena"),
        Setting.whole(
            "width", 16, 2, "channels of the alignment, even", "canales del alineamiento, par"),
        Setting.whole("pairs", 16, 1, "channels of a pair", "canales de un par"),
        Setting.whole("depth", 2, 1, "Evoformer blocks", "bloques Evoformer"),
        Setting.number(
            "hidden",
            0.15,
            0,
            1,
            "how often the shares of amino acids in related sequences are not shown",
            "con qué frecuencia no se muestran las proporciones de aminoácidos de las secuencias"
                + " emparentadas"),
        Setting.whole(
            "families", 5000, 10, "training families at most", "familias de entrenamiento, máximo"),
        Setting.whole("tested", 200, 10, "test chains at most", "cadenas de prueba, máximo"));
  }

  @Override
  public Map<String, String> quick() {
    return Map.of(
        "families",
        "400",
        "depth",
        "1",
        "pairs",
        "8",
        "width",
        "8",
        "crop",
        "40",
        "tested",
        "30",
        "rate",
        "0.01");
  }

  @Override
  public double quickFloor() {
    // So little training is below what counting gives: it shows that everything runs.
    return 0.02;
  }

  @Override
  public Experiment prepare(Settings settings) {
    int width = settings.whole("width");
    if (width % 2 != 0) {
      throw new InputException(
          new Text(
              "setting width: expected an even number, found " + width,
              "ajuste width: se esperaba un número par, se encontró " + width));
    }
    return new FoldExperiment(settings, Proteins.load());
  }
}
