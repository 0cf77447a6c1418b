package dev.cien.recipes.compare;

import dev.cien.recipes.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A strength and a limit of each of the six techniques, as claims that are measured.
public final class Claims {
  private static final Text ACCURACY = new Text("accuracy", "exactitud");

  private Claims() {}

  /// The claims, in the order of the checklist.
  public static List<Claim> all() {
    return List.of(
        vision(),
        farAway(),
        context(),
        longMemory(),
        realisticSamples(),
        luck(),
        textInParallel(),
        fewTexts(),
        points(),
        manySteps(),
        bothModalities(),
        missingModality());
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

  private static Claim farAway() {
    return new Claim(
        "C1l",
        new Text("convolutional network", "red convolucional"),
        new Text(
            "What lies beyond the reach of its kernels does not exist for a convolutional network;"
                + " a network with a memory recalls it.",
            "Lo que queda más allá del alcance de sus filtros no existe para una red convolucional;"
                + " una red con memoria lo recuerda."),
        new Text("data, steps, hidden width", "datos, pasos, ancho oculto"),
        ACCURACY,
        true,
        List.of(
            Side.recipe(new Text("GRU", "GRU"), "copy", "accuracy", Map.of("cell", "gru")),
            Side.baseline(
                new Text("convolutions", "convoluciones"),
                "copy",
                "convolution",
                Map.of("cell", "gru"))));
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

  private static Claim realisticSamples() {
    Map<String, String> set = Map.of("data", "mnist", "samples", "10000", "epochs", "8");
    return new Claim(
        "C3s",
        new Text("generative adversarial network", "red generativa adversaria"),
        new Text(
            "A GAN paints digits that a classifier takes for real far more than those of a painter"
                + " that knows each pixel but no shapes.",
            "Una GAN pinta dígitos que un clasificador toma por reales mucho más que los de un"
                + " pintor que conoce cada píxel pero ninguna forma."),
        new Text("pictures and judge", "imágenes y juez"),
        new Text("Fréchet distance", "distancia de Fréchet"),
        false,
        List.of(
            Side.recipe(new Text("GAN", "GAN"), "dcgan", "frechet", set),
            Side.baseline(new Text("pixels", "píxeles"), "dcgan", "pixels", set)));
  }

  private static Claim luck() {
    return new Claim(
        "C3l",
        new Text("generative adversarial network", "red generativa adversaria"),
        new Text(
            "The first GAN's loss leaves clusters out, which ones depends on the seed; a loss made"
                + " for stability does not.",
            "La pérdida de la primera GAN se deja grupos, cuáles depende de la semilla; una pérdida"
                + " pensada para la estabilidad no."),
        new Text("networks, data, steps", "redes, datos, pasos"),
        new Text("overlap of the clusters", "coincidencia de los grupos"),
        true,
        List.of(variant("wgan-gp"), variant("non-saturating")));
  }

  private static Side variant(String name) {
    return Side.recipe(new Text(name, name), "gan-points", "mode_overlap", Map.of("variant", name));
  }

  private static Claim textInParallel() {
    return new Claim(
        "C4s",
        new Text("Transformer", "Transformer"),
        new Text(
            "A Transformer reads all words of a text at once, and so faster than an LSTM of as many"
                + " parameters, which reads one after the other.",
            "Un Transformer lee todas las palabras de un texto a la vez, y así más deprisa que una"
                + " LSTM con los mismos parámetros, que las lee una tras otra."),
        new Text("parameters, a text of 128 tokens", "parámetros, un texto de 128 fichas"),
        new Text("tokens a second", "fichas por segundo"),
        true,
        Side.figures(
            "transformer-vs-lstm",
            Map.of("epochs", "1", "context", "128", "windows", "400"),
            List.of(
                figure("Transformer", "Transformer", "reading_tokens_per_second"),
                figure("LSTM", "LSTM", "lstm_reading_tokens_per_second"))));
  }

  private static Claim fewTexts() {
    Map<String, String> set = Map.of("chapters", "20");
    return new Claim(
        "C4l",
        new Text("Transformer", "Transformer"),
        new Text(
            "With few texts, counting three letters in a row predicts better than a Transformer.",
            "Con pocos textos, contar de tres en tres letras predice mejor que un Transformer."),
        new Text("twenty chapters", "veinte capítulos"),
        new Text("bits a character", "bits por carácter"),
        false,
        List.of(
            Side.baseline(new Text("trigrams", "trigramas"), "gpt", "trigram-characters", set),
            Side.recipe(new Text("Transformer", "Transformer"), "gpt", "bits_per_char", set)));
  }

  private static Claim points() {
    return new Claim(
        "C5s",
        new Text("diffusion", "difusión"),
        new Text(
            "Diffusion finds all clusters of points, without a rival that could win; the first"
                + " GAN's loss leaves some out. Only a GAN made for stability (C3l) comes as"
                + " close.",
            "La difusión encuentra todos los grupos de puntos, sin rival que pueda ganar; la"
                + " pérdida de la primera GAN se deja algunos. Solo una GAN pensada para la"
                + " estabilidad (C3l) llega igual de cerca."),
        new Text("data and samples", "datos y muestras"),
        new Text("overlap of the clusters", "coincidencia de los grupos"),
        true,
        List.of(
            Side.recipe(
                new Text("diffusion", "difusión"), "diffusion-points", "mode_overlap", Map.of()),
            Side.recipe(
                new Text("GAN of 2014", "GAN de 2014"),
                "gan-points",
                "mode_overlap",
                Map.of("variant", "non-saturating"))));
  }

  private static Claim manySteps() {
    return new Claim(
        "C5l",
        new Text("diffusion", "difusión"),
        new Text(
            "Diffusion needs many small steps, each a pass through the network; in two large ones"
                + " it misses the data.",
            "La difusión necesita muchos pasos pequeños, cada uno una pasada por la red; en dos"
                + " grandes no acierta con los datos."),
        new Text("the same model", "el mismo modelo"),
        new Text("sliced Wasserstein distance", "distancia de Wasserstein por cortes"),
        false,
        Side.figures(
            "diffusion-points",
            Map.of(),
            List.of(
                figure("100 steps", "100 pasos", "sliced_wasserstein"),
                figure("2 jumps", "2 saltos", "sliced_wasserstein_in_2_jumps"))));
  }

  private static Claim bothModalities() {
    return new Claim(
        "C6s",
        new Text("multimodal network", "red multimodal"),
        new Text(
            "Picture and name together tell the group of an emoji better than either alone.",
            "La imagen y el nombre juntos dicen el grupo de un emoji mejor que cada uno solo."),
        new Text("the same network and emoji", "la misma red y emojis"),
        ACCURACY,
        true,
        Side.figures(
            "fusion",
            Map.of(),
            List.of(
                figure("both", "ambas", "accuracy"),
                figure("picture only", "solo la imagen", "accuracy_without_text"),
                figure("text only", "solo el texto", "accuracy_without_picture"))));
  }

  private static Side.Figure figure(String en, String es, String metric) {
    return new Side.Figure(new Text(en, es), metric);
  }

  private static Claim missingModality() {
    return new Claim(
        "C6l",
        new Text("multimodal network", "red multimodal"),
        new Text(
            "Fusion must be trained for what may be missing: without that, taking the text away"
                + " costs more.",
            "La fusión debe entrenarse para lo que puede faltar: si no, quitar el texto cuesta"
                + " más."),
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
