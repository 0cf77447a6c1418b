package dev.cien.recipes.compare;

import dev.cien.recipes.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Strengths and limits of the six techniques, each as a claim that is measured. Six of the twelve
/// are not here: C1l, C3s, C3l, C4l, C5l and C6s need measurements that the recipes do not give
/// yet.
public final class Claims {
  private static final Text ACCURACY = new Text("accuracy", "exactitud");

  private Claims() {}

  /// The claims, in the order of the checklist.
  public static List<Claim> all() {
    return List.of(
        vision(), context(), longMemory(), textInParallel(), points(), missingModality());
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

  private static Claim context() {
    return new Claim(
        "C2s",
        new Text("recurrent network", "red recurrente"),
        new Text(
            "A network that remembers forecasts the week better than repeating what was.",
            "Una red que recuerda pronostica la semana mejor que repetir lo que hubo."),
        new Text("the same days", "los mismos días"),
        new Text("MASE", "MASE"),
        false,
        List.of(
            Side.recipe(new Text("GRU", "GRU"), "forecast-weather", "mase", Map.of()),
            Side.baseline(
                new Text("as today", "como hoy"), "forecast-weather", "persistence", Map.of()),
            Side.baseline(
                new Text("as a season ago", "como hace una temporada"),
                "forecast-weather",
                "seasonal-naive",
                Map.of())));
  }

  private static Claim longMemory() {
    return new Claim(
        "C2l",
        new Text("recurrent network", "red recurrente"),
        new Text(
            "Without gates the gradient vanishes on the way, and what was seen long ago is lost.",
            "Sin puertas el gradiente se desvanece por el camino, y lo visto hace mucho se"
                + " pierde."),
        new Text("hidden state, data, steps", "estado oculto, datos, pasos"),
        new Text("squared error", "error cuadrático"),
        false,
        List.of(
            Side.recipe(new Text("GRU", "GRU"), "adding", "mse", Map.of("cell", "gru")),
            Side.recipe(
                new Text("plain RNN", "RNN simple"), "adding", "mse", Map.of("cell", "rnn"))));
  }

  private static Claim textInParallel() {
    return new Claim(
        "C4s",
        new Text("Transformer", "Transformer"),
        new Text(
            "With as many parameters a Transformer predicts text better than an LSTM.",
            "Con los mismos parámetros un Transformer predice texto mejor que una LSTM."),
        new Text("parameters, data, steps", "parámetros, datos, pasos"),
        new Text("bits a character", "bits por carácter"),
        false,
        List.of(
            Side.recipe(
                new Text("Transformer", "Transformer"),
                "transformer-vs-lstm",
                "bits_per_char",
                Map.of()),
            Side.baseline(new Text("LSTM", "LSTM"), "transformer-vs-lstm", "lstm", Map.of())));
  }

  private static Claim points() {
    return new Claim(
        "C5s",
        new Text("diffusion", "difusión"),
        new Text(
            "Diffusion finds all clusters of points; a GAN leaves some out.",
            "La difusión encuentra todos los grupos de puntos; una GAN se deja algunos."),
        new Text("data and samples", "datos y muestras"),
        new Text("overlap of the clusters", "coincidencia de los grupos"),
        true,
        List.of(
            Side.recipe(
                new Text("diffusion", "difusión"), "diffusion-points", "mode_overlap", Map.of()),
            Side.recipe(new Text("GAN", "GAN"), "gan-points", "mode_overlap", Map.of())));
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
