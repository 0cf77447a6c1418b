package dev.cien.recipes.compare;

import dev.cien.recipes.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The strengths and limits of the six techniques, each as a claim that is measured.
public final class Claims {
  private static final Text ACCURACY = new Text("accuracy", "exactitud");

  private Claims() {}

  /// All claims, in the order of the checklist.
  public static List<Claim> all() {
    return List.of(vision(), bothModalities(), missingModality());
  }

  /// The claim of that row.
  public static Optional<Claim> find(String id) {
    return all().stream().filter(claim -> claim.id().equals(id)).findFirst();
  }

  private static Claim vision() {
    return new Claim(
        "C1s",
        new Text("convolutional network", "red convolucional"),
        new Text(
            "Filters shared over the picture read digits better than a perceptron of as many"
                + " parameters.",
            "Filtros compartidos por toda la imagen leen dígitos mejor que un perceptrón con los"
                + " mismos parámetros."),
        new Text("parameters (within 2 %), data, epochs", "parámetros (2 %), datos, pasadas"),
        ACCURACY,
        true,
        List.of(
            Side.recipe(
                new Text("CNN", "CNN"),
                "digits",
                "accuracy",
                Map.of("channels", "4", "samples", "10000", "epochs", "3", "batch", "64")),
            Side.recipe(
                new Text("MLP", "MLP"),
                "digits-mlp",
                "accuracy",
                Map.of("hidden", "156", "samples", "10000", "epochs", "3", "batch", "64"))));
  }

  private static Claim bothModalities() {
    Map<String, String> set = Map.of("epochs", "5");
    return new Claim(
        "C6s",
        new Text("multimodal network", "red multimodal"),
        new Text(
            "Whether a caption belongs to a picture can be told from both, and from neither alone.",
            "Si una descripción pertenece a una imagen se sabe por ambas, y por ninguna sola."),
        new Text("the same network and data", "la misma red y los mismos datos"),
        ACCURACY,
        true,
        List.of(
            Side.recipe(new Text("both", "ambas"), "caption-match", "accuracy", set),
            Side.recipe(
                new Text("text alone", "solo el texto"),
                "caption-match",
                "accuracy_without_picture",
                set),
            Side.recipe(
                new Text("picture alone", "solo la imagen"),
                "caption-match",
                "accuracy_without_text",
                set)));
  }

  private static Claim missingModality() {
    return new Claim(
        "C6l",
        new Text("multimodal network", "red multimodal"),
        new Text(
            "Fusion must be trained for what may be missing: without that, taking the text away"
                + " costs far more.",
            "La fusión debe entrenarse para lo que puede faltar: si no, quitar el texto cuesta"
                + " mucho más."),
        new Text("parameters, data, epochs", "parámetros, datos, pasadas"),
        new Text("accuracy without text", "exactitud sin texto"),
        true,
        List.of(missing("early", "0.2"), missing("early", "0"), missing("late", "0")));
  }

  private static Side missing(String way, String share) {
    return Side.recipe(
        new Text(way + ", missing=" + share, way + ", missing=" + share),
        "fusion",
        "accuracy_without_text",
        Map.of("way", way, "missing", share, "epochs", "4"));
  }
}
