package dev.cien.recipes.multimodal;

import dev.cien.nn.Params;
import dev.cien.optim.AdamW;
import dev.cien.optim.Optimizer;
import dev.cien.recipes.InputException;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.recipes.kit.PrincipalAxes;
import dev.cien.recipes.live.LiveNetwork;
import dev.cien.recipes.live.SteppedTraining;
import dev.cien.recipes.live.Track;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.Clip;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Pictures and words to be watched while a [Clip] brings them into one space and three ways of
/// fusing them learn to answer questions that need both, see [FusionRace].
///
/// A batch of the contrast has every pair of thing and colour once, so that each picture has one
/// phrase that is right and none that is as right.
public final class LiveMultimodal extends SteppedTraining {
  private static final int CHANNELS = 8;
  private static final int WIDTH = 32;
  private static final int EVERY = 25;
  private static final int MOST = 3000;
  private static final int PICTURES = 2;
  private static final int FOUND = 8;
  private static final int NAMED = 6;
  private static final double RATE = 0.003;
  private static final double DECAY = 0.05;
  private static final String MISSING = "missing";

  private final ColouredThings things;
  private final Subject.Pen pen;
  private final Clip clip;
  private final LiveNetwork contrast;
  private final Step update;
  private final FusionRace race;
  private final Rng seed;
  private final int[] taught;
  private final List<ColouredThings.Scene> gallery;
  private final Tensor galleryPictures;
  private final Tensor phrases;
  private final Step places;
  // Step, cost, three shares of the space, then three of each way of fusing.
  private final Track track = new Track(14);
  private List<double[]> axes = List.of();
  private double cost = Double.NaN;
  private double[] space = {0, 0, 0};
  private double[][] fused = new double[3][3];

  /// Before the first step.
  ///
  /// @throws InputException if a setting does not fit
  public LiveMultimodal(Map<String, String> chosen) {
    super(settingsList(), chosen, MOST, MISSING);
    this.things = ColouredThings.of(Subject.of(settings().word("data")));
    this.pen = things.subject().pen(false);
    this.seed = Rng.of(settings().seed());
    this.clip =
        Clip.of(
            CHANNELS,
            things.vocabulary(),
            ColouredThings.NOTHING,
            ColouredThings.LENGTH,
            WIDTH,
            Rng.of(settings().seed()));
    this.contrast =
        new LiveNetwork(
            "clip",
            clip,
            Optimizer.of(Params.of(clip).trainable(), AdamW.of(RATE).withWeightDecay(DECAY)));
    this.update =
        Step.training(
            in -> {
              Tensor found = clip.cost(in[0], in[1]);
              contrast.optimizer().step(found.gradients(contrast.optimizer().parameters()));
              return new Tensor[] {found};
            });
    this.race = new FusionRace(things, clip.picture(), CHANNELS, WIDTH, RATE, settings().seed());
    this.taught =
        IntStream.range(0, things.pairs()).filter(p -> !ColouredThings.isHeldBack(p)).toArray();
    Subject.Pen others = things.subject().pen(true);
    Rng same = Rng.of(0).fork(1);
    this.gallery =
        IntStream.range(0, PICTURES * things.pairs())
            .mapToObj(i -> things.alone(others, i / PICTURES, same.fork(i)))
            .toList();
    this.galleryPictures = ColouredThings.pictures(gallery);
    this.phrases = things.tokens(things.phrases());
    this.places = Step.inference(in -> new Tensor[] {clip.pictures(in[0]), clip.texts(in[1])});
  }

  private static List<Setting> settingsList() {
    return List.of(
        Setting.choice("data", Subject.words(), "what is shown", "lo que se muestra"),
        Setting.number(
            MISSING,
            0,
            0,
            0.4,
            "share of questions without a picture, and of those without a word",
            "fracción de preguntas sin imagen, y de preguntas sin palabra"),
        Setting.seed());
  }

  @Override
  protected void advance(long before) {
    Rng draw = seed.fork(1000 + before);
    List<ColouredThings.Scene> scenes = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (int pair : taught) {
      Rng own = draw.fork(pair);
      scenes.add(things.alone(pen, pair, own));
      texts.add(things.phrase(pair, own.nextInt(2)));
    }
    cost =
        update.run(draw.fork(-1), ColouredThings.pictures(scenes), things.tokens(texts))[0].item();
    race.train(draw.fork(-2), settings().number(MISSING));
  }

  @Override
  protected void measure(long steps) {
    if (steps == 1 || steps % EVERY == 0) {
      space = retrieval(places());
      fused = race.measured();
      List<Double> row = new ArrayList<>(List.of((double) steps, cost));
      Stream.concat(Stream.of(space), Stream.of(fused))
          .forEach(shares -> Arrays.stream(shares).forEach(row::add));
      track.add(row.stream().mapToDouble(Double::doubleValue).toArray());
    }
  }

  private CommonSpace places() {
    Tensor[] found = places.run(galleryPictures, phrases);
    return new CommonSpace(CommonSpace.rows(found[0]), CommonSpace.rows(found[1]));
  }

  /// Shares of right answers: pictures found by phrases, phrases found by pictures, and both of
  /// them for pairs that were held back.
  private double[] retrieval(CommonSpace all) {
    int pairs = things.pairs();
    int[] right = new int[3];
    int[] asked = new int[3];
    for (int t = 0; t < all.phrases().length; t++) {
      int pair = t % pairs;
      int kind = ColouredThings.isHeldBack(pair) ? 2 : 0;
      int found = CommonSpace.best(CommonSpace.cosines(all.phrases()[t], all.pictures()), 1)[0];
      asked[kind]++;
      right[kind] += found / PICTURES == pair ? 1 : 0;
    }
    for (int p = 0; p < all.pictures().length; p++) {
      int pair = p / PICTURES;
      int kind = ColouredThings.isHeldBack(pair) ? 2 : 1;
      int found = CommonSpace.best(CommonSpace.cosines(all.pictures()[p], all.phrases()), 1)[0];
      asked[kind]++;
      right[kind] += found % pairs == pair ? 1 : 0;
    }
    return IntStream.range(0, 3).mapToDouble(k -> (double) right[k] / asked[k]).toArray();
  }

  /// What does not change.
  ///
  /// @param things their names, in Spanish and in English
  /// @param colours their names, in Spanish and in English
  /// @param phrases all pairs in Spanish, then all in English
  /// @param heldBack the numbers of the pairs that are held back
  /// @param pictures of the gallery, each `[3, 32, 32]`, a byte a value
  /// @param each pictures of a pair, which follow each other
  /// @param scenes questions with pictures of two things that can be looked at
  /// @param tower parameters of the tower of pictures
  /// @param words parameters of the tower of phrases
  /// @param ways parameters of each way of fusing, without the tower
  /// @param most steps of a whole training
  public record Still(
      List<List<String>> things,
      List<List<String>> colours,
      List<String> phrases,
      int[] heldBack,
      List<byte[]> pictures,
      int each,
      int scenes,
      long tower,
      long words,
      long[] ways,
      int most) {}

  /// What there is to see after a step.
  ///
  /// @param cost of the contrast in the last batch
  /// @param space shares of right answers: phrase to picture, picture to phrase, held-back pairs
  /// @param fused by way, shares of right answers: with both, without picture, without word
  /// @param track step, cost, and these twelve shares of earlier steps
  public record Frame(double cost, double[] space, double[][] fused, List<float[]> track) {}

  @Override
  public Still still() {
    return new Still(
        List.of(things.subject().names(0), things.subject().names(1)),
        List.of(List.of(SceneCaptions.COLOURS[0]), List.of(SceneCaptions.COLOURS[1])),
        things.phrases(),
        IntStream.range(0, things.pairs()).filter(ColouredThings::isHeldBack).toArray(),
        gallery.stream().map(one -> DigitScenes.bytes(one.values())).toList(),
        PICTURES,
        race.held().size(),
        count(clip.picture()),
        count(clip.text()),
        race.networks().stream().mapToLong(one -> count(one.model())).toArray(),
        MOST);
  }

  private static long count(Object model) {
    return Params.of(model).trainableCount();
  }

  @Override
  public Frame frame() {
    return new Frame(cost, space.clone(), fused.clone(), track.columns());
  }

  /// The space as it is now.
  ///
  /// @param words where the phrases of one language lie along the four widest axes
  /// @param pictures where the pictures of the gallery lie
  /// @param cosines of each of these phrases with the first picture of each pair
  /// @param asked where the phrase that was asked with lies
  /// @param found the pictures next to it, the nearest first
  /// @param foundCosines their cosines
  /// @param named the phrases next to a picture, the nearest first
  /// @param namedCosines their cosines
  /// @param namedShares their probabilities among the phrases of the language
  /// @param scale what cosines are multiplied by before softmax
  record Space(
      List<double[]> words,
      List<double[]> pictures,
      float[][] cosines,
      double[] asked,
      int[] found,
      double[] foundCosines,
      int[] named,
      double[] namedCosines,
      double[] namedShares,
      double scale) {}

  /// A question about two things, and what the three ways say to it.
  ///
  /// @param picture `[3, 32, 32]`, a byte a value
  /// @param left the pair on the left
  /// @param right the pair on the right
  /// @param colour the colour asked for
  /// @param answer the thing that has it; −1 if neither has
  /// @param answers what is said
  record Scene(
      byte[] picture, int left, int right, int colour, int answer, FusionRace.Answers answers) {}

  /// Asked with `what`: `space` for a [Space], with a `text` to find pictures by, a `picture` to
  /// find phrases by and the `language` of phrases; or `scene` for a [Scene], by its number, with
  /// the `colour` to ask for, −1 for that of the question itself, and whether the picture is `seen`
  /// and the word `read`.
  @Override
  public Object ask(Map<String, String> question) {
    Settings asked =
        Settings.of(
            List.of(
                Setting.choice(
                    "what", List.of("space", "scene"), "what is asked", "lo que se pregunta"),
                new Setting(
                    "text",
                    things.phrase(1, 0),
                    new Setting.Words(),
                    new Text("words", "palabras")),
                whole("picture", 0, gallery.size() - 1, "which picture", "qué imagen"),
                Setting.choice("language", List.of("es", "en"), "the language", "el idioma"),
                whole("scene", 0, race.held().size() - 1, "which scene", "qué escena"),
                whole("colour", -1, SceneCaptions.colours() - 1, "the colour", "el color"),
                Setting.choice("seen", List.of("true", "false"), "see it", "verla"),
                Setting.choice("read", List.of("true", "false"), "read it", "leerla")),
            question);
    int language = asked.word("language").equals("en") ? 1 : 0;
    return asked.word("what").equals("space")
        ? space(asked.word("text"), asked.whole("picture"), language)
        : scene(asked, language);
  }

  private static Setting whole(String key, int least, int most, String en, String es) {
    return new Setting(
        key, Integer.toString(least), new Setting.Whole(least, most), new Text(en, es));
  }

  private Space space(String text, int picture, int language) {
    double[] question = CommonSpace.rows(clip.texts(things.tokens(List.of(text))))[0];
    CommonSpace all = places();
    PrincipalAxes look = all.axes(axes);
    axes = List.of(look.axes());
    int pairs = things.pairs();
    double[][] said = Arrays.copyOfRange(all.phrases(), language * pairs, (language + 1) * pairs);
    float[][] cosines = new float[pairs][pairs];
    for (int t = 0; t < pairs; t++) {
      for (int p = 0; p < pairs; p++) {
        cosines[t][p] = (float) CommonSpace.cosine(said[t], all.pictures()[PICTURES * p]);
      }
    }
    double[] toPictures = CommonSpace.cosines(question, all.pictures());
    double[] toPhrases = CommonSpace.cosines(all.pictures()[picture], said);
    double scale = clip.logitScale().value().exp().minimum(100).item();
    double[] shares = shares(toPhrases, scale);
    int[] found = CommonSpace.best(toPictures, FOUND);
    int[] named = CommonSpace.best(toPhrases, NAMED);
    return new Space(
        Stream.of(said).map(look::of).toList(),
        Stream.of(all.pictures()).map(look::of).toList(),
        cosines,
        look.of(question),
        found,
        at(toPictures, found),
        named,
        at(toPhrases, named),
        at(shares, named),
        scale);
  }

  private static double[] at(double[] values, int... which) {
    return IntStream.of(which).mapToDouble(i -> values[i]).toArray();
  }

  private static double[] shares(double[] cosines, double scale) {
    double most = Arrays.stream(cosines).max().orElseThrow();
    double[] exp = Arrays.stream(cosines).map(c -> Math.exp(scale * (c - most))).toArray();
    double sum = Arrays.stream(exp).sum();
    return Arrays.stream(exp).map(e -> e / sum).toArray();
  }

  private Scene scene(Settings asked, int language) {
    FusionRace.Question held = race.held().get(asked.whole("scene"));
    int colour = asked.whole("colour") < 0 ? held.colour() : asked.whole("colour");
    FusionRace.Question question = new FusionRace.Question(held.scene(), colour, language);
    ColouredThings.Scene shown = held.scene();
    boolean isThere =
        ColouredThings.colour(shown.left()) == colour
            || ColouredThings.colour(shown.right()) == colour;
    return new Scene(
        DigitScenes.bytes(shown.values()),
        shown.left(),
        shown.right(),
        colour,
        isThere ? question.answer() : -1,
        race.answers(
            question,
            Boolean.parseBoolean(asked.word("seen")),
            Boolean.parseBoolean(asked.word("read"))));
  }

  @Override
  protected void save(Map<String, Tensor> state) {
    contrast.save(state);
    race.networks().forEach(network -> network.save(state));
    state.put("track", track.state());
  }

  @Override
  protected void load(Map<String, Tensor> state) {
    contrast.load(state);
    race.networks().forEach(network -> network.load(state));
    track.restore(state.get("track"));
    if (!track.isEmpty()) {
      double[] last =
          track.columns().stream().mapToDouble(column -> column[column.length - 1]).toArray();
      cost = last[1];
      space = Arrays.copyOfRange(last, 2, 5);
      for (int way = 0; way < fused.length; way++) {
        fused[way] = Arrays.copyOfRange(last, 5 + 3 * way, 8 + 3 * way);
      }
    }
  }
}
