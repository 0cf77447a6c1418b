package dev.cien.recipes.multimodal;

import dev.cien.data.Foods;
import dev.cien.io.Pixels;
import dev.cien.io.plot.Sheet;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Text;
import dev.cien.recipes.kit.PairedShares;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/// What the readers of posts leave to look at.
///
/// @param experiment the readers
/// @param gallery where it goes
record PostsShow(PostsExperiment experiment, Gallery gallery) {
  private static final int CARDS = 8;
  private static final int BEGINNING = 280;
  private static final int FACE = 64;
  private static final int COLUMNS = 10;

  void all() {
    Map<PostsExperiment.Shown, double[]> great = new EnumMap<>(PostsExperiment.Shown.class);
    for (PostsExperiment.Shown shown : PostsExperiment.Shown.values()) {
      great.put(shown, experiment.great(shown));
    }
    gallery.table("accuracy", accuracyCaption(great), accuracy());
    gallery.cards(
        "conflicts",
        new Text(
            "Conflicts of the test: an ironic face turns over what is written. Who only reads takes"
                + " it at its word. Neither texts nor faces were in any training post; the pairing"
                + " is ours.",
            "Conflictos de la prueba: una cara irónica da la vuelta a lo escrito. Quien solo lee se"
                + " lo cree. Ni los textos ni las caras estaban en ningún mensaje de entrenamiento;"
                + " el emparejamiento es nuestro."),
        cards(PostPairing.IRONIC, great));
    gallery.cards(
        "agreeing",
        new Text(
            "The same kind of posts with a face that agrees.",
            "Mensajes del mismo tipo con una cara que está de acuerdo."),
        cards(PostPairing.AGREEING, great));
    gallery.sheet(
        "faces",
        new Text(
            "The faces of the test, which nobody showed the networks, and in how many of their"
                + " posts the network that sees both is right. Pictures: Twemoji, CC BY 4.0.",
            "Las caras de la prueba, que nadie enseñó a las redes, y en cuántos de sus mensajes"
                + " acierta la red que ve ambas cosas. Imágenes: Twemoji, CC BY 4.0."),
        faces(great.get(PostsExperiment.Shown.BOTH)));
  }

  private String in(Text text) {
    return gallery.in(text.en(), text.es());
  }

  private Text accuracyCaption(Map<PostsExperiment.Shown, double[]> great) {
    PairedShares text = gain(great, PostsExperiment.Shown.TEXT);
    PairedShares picture = gain(great, PostsExperiment.Shown.PICTURE);
    return new Text(
        "Share of right answers to the posts of the test. In conflicts both together are right more"
            + " often than the text alone by "
            + signed(text)
            + " and than the picture alone by "
            + signed(picture)
            + " (95 % intervals over the posts).",
        "Fracción de respuestas correctas a los mensajes de la prueba. En los conflictos ambas"
            + " cosas juntas aciertan más que el texto solo en "
            + signed(text)
            + " y que la imagen sola en "
            + signed(picture)
            + " (intervalos del 95 % sobre los mensajes).");
  }

  private static String signed(PairedShares gain) {
    return String.format(Locale.ROOT, "%+.3f ± %.3f", gain.difference(), gain.interval());
  }

  private PairedShares gain(
      Map<PostsExperiment.Shown, double[]> great, PostsExperiment.Shown other) {
    List<FoodPosts.Post> posts = experiment.test();
    int[] conflicts =
        IntStream.range(0, posts.size())
            .filter(i -> posts.get(i).pairing() == PostPairing.IRONIC)
            .toArray();
    return PairedShares.of(
        answers(great.get(PostsExperiment.Shown.BOTH), conflicts),
        answers(great.get(other), conflicts),
        IntStream.of(conflicts).map(i -> posts.get(i).meaning()).toArray());
  }

  private static int[] answers(double[] great, int[] which) {
    return IntStream.of(which).map(i -> answer(great[i])).toArray();
  }

  private static int answer(double great) {
    return great >= 0.5 ? 0 : 1;
  }

  private List<List<String>> accuracy() {
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of(gallery.in("shown", "se le enseña")));
    head.add(gallery.in("all posts", "todos los mensajes"));
    for (PostPairing pairing : PostPairing.values()) {
      head.add(in(pairing.title()));
    }
    rows.add(head);
    for (PostsExperiment.Shown shown : PostsExperiment.Shown.values()) {
      PostsExperiment.Shares shares = experiment.shares(shown);
      List<String> row = new ArrayList<>(List.of(in(name(shown)), number(shares.all())));
      for (PostPairing pairing : PostPairing.values()) {
        row.add(number(shares.by().get(pairing)));
      }
      rows.add(row);
    }
    return rows;
  }

  private static Text name(PostsExperiment.Shown shown) {
    return switch (shown) {
      case BOTH -> new Text("text and picture", "texto e imagen");
      case TEXT -> new Text("text alone", "solo el texto");
      case PICTURE -> new Text("picture alone", "solo la imagen");
    };
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private List<Gallery.Card> cards(
      PostPairing pairing, Map<PostsExperiment.Shown, double[]> great) {
    List<FoodPosts.Post> posts = experiment.test();
    int[] some =
        IntStream.range(0, posts.size()).filter(i -> posts.get(i).pairing() == pairing).toArray();
    // Spread over the whole, chosen by nothing.
    return IntStream.range(0, Math.min(CARDS, some.length))
        .mapToObj(k -> card(some[(int) ((long) k * some.length / CARDS)], great))
        .toList();
  }

  private Gallery.Card card(int i, Map<PostsExperiment.Shown, double[]> great) {
    FoodPosts.Post post = experiment.test().get(i);
    Faces faces = experiment.posts().faces();
    int number = experiment.posts().emoji(post);
    List<String> facts = new ArrayList<>();
    facts.add(gallery.in("the text says: ", "el texto dice: ") + word(post.review().label()));
    facts.add(
        in(post.pairing().title())
            + ": "
            + gallery.in(
                faces.signs().get(number).english().name(),
                faces.signs().get(number).spanish().name()));
    facts.add(gallery.in("it means: ", "significa: ") + word(post.meaning()));
    for (PostsExperiment.Shown shown : PostsExperiment.Shown.values()) {
      double p = great.get(shown)[i];
      int answer = answer(p);
      facts.add(
          in(name(shown))
              + " → "
              + word(answer)
              + " ("
              + Math.round(100 * Math.max(p, 1 - p))
              + " %) "
              + (answer == post.meaning()
                  ? gallery.in("right", "bien")
                  : gallery.in("wrong", "mal")));
    }
    return new Gallery.Card(
        faces.pictures().apply(number), beginning(post.review().plain()), facts);
  }

  private String word(int label) {
    return label == 0
        ? gallery.in("great", "estupendo")
        : gallery.in(Foods.CLASSES.get(1) + " (not great)", "no tan estupendo");
  }

  private static String beginning(String text) {
    String clean = text.strip().replaceAll("\\s+", " ");
    return clean.length() <= BEGINNING
        ? clean
        : clean.substring(0, clean.offsetByCodePoints(0, BEGINNING - 2)) + " …";
  }

  private Sheet faces(double[] great) {
    List<FoodPosts.Post> posts = experiment.test();
    Faces all = experiment.posts().faces();
    List<Sheet.Cell> cells = new ArrayList<>();
    for (int number : Faces.numbers(all.test())) {
      int[] with =
          IntStream.range(0, posts.size())
              .filter(i -> posts.get(i).pairing() != PostPairing.NONE)
              .filter(i -> experiment.posts().emoji(posts.get(i)) == number)
              .toArray();
      long right =
          IntStream.of(with).filter(i -> answer(great[i]) == posts.get(i).meaning()).count();
      Pixels picture = all.pictures().apply(number);
      cells.add(new Sheet.Cell(picture, right + "/" + with.length));
    }
    return new Sheet(cells, COLUMNS, FACE);
  }
}
