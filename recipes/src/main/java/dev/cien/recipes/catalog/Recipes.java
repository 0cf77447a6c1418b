package dev.cien.recipes.catalog;

import dev.cien.recipes.Recipe;
import dev.cien.recipes.generative.DiffusionPictures;
import dev.cien.recipes.generative.DiffusionPoints;
import dev.cien.recipes.generative.EmojiDiffusion;
import dev.cien.recipes.generative.GanAugment;
import dev.cien.recipes.generative.GanPictures;
import dev.cien.recipes.generative.GanPoints;
import dev.cien.recipes.generative.Gas;
import dev.cien.recipes.generative.Tiles;
import dev.cien.recipes.history.AlexNetPhotographs;
import dev.cien.recipes.history.BackPropagation;
import dev.cien.recipes.history.DeepBelief;
import dev.cien.recipes.history.FoldingProteins;
import dev.cien.recipes.history.Gates;
import dev.cien.recipes.history.LeNetDigits;
import dev.cien.recipes.history.PerceptronLearning;
import dev.cien.recipes.history.WeatherForecast;
import dev.cien.recipes.history.Xor;
import dev.cien.recipes.language.InContext;
import dev.cien.recipes.language.MaskedWords;
import dev.cien.recipes.language.NamedEntityRecognition;
import dev.cien.recipes.language.Scaling;
import dev.cien.recipes.language.SortingTexts;
import dev.cien.recipes.language.SpanishGpt;
import dev.cien.recipes.language.Transfer;
import dev.cien.recipes.language.TransformerVsLstm;
import dev.cien.recipes.language.Translate;
import dev.cien.recipes.language.WordOrder;
import dev.cien.recipes.language.WritingHeadlines;
import dev.cien.recipes.multimodal.Assistant;
import dev.cien.recipes.multimodal.CaptionGap;
import dev.cien.recipes.multimodal.EmojiGroups;
import dev.cien.recipes.multimodal.Movies;
import dev.cien.recipes.multimodal.PictureRetrieval;
import dev.cien.recipes.multimodal.Posts;
import dev.cien.recipes.sequence.Adding;
import dev.cien.recipes.sequence.CharRnn;
import dev.cien.recipes.sequence.CopyMemory;
import dev.cien.recipes.sequence.DatesInWords;
import dev.cien.recipes.sequence.Forecasting;
import dev.cien.recipes.sequence.VoiceCommands;
import dev.cien.recipes.tabular.BreastCancerCells;
import dev.cien.recipes.tabular.HousePrice;
import dev.cien.recipes.tabular.IrisFlowers;
import dev.cien.recipes.vision.AutoEncoderAnomalies;
import dev.cien.recipes.vision.CifarPhotographs;
import dev.cien.recipes.vision.Denoising;
import dev.cien.recipes.vision.DigitsConvolution;
import dev.cien.recipes.vision.DigitsPerceptron;
import dev.cien.recipes.vision.FashionPictures;
import dev.cien.recipes.vision.HandMadeFeatures;
import dev.cien.recipes.vision.PatchesOfDigits;
import dev.cien.recipes.vision.SeeingTheRoad;
import dev.cien.recipes.vision.SuperResolution;
import dev.cien.recipes.vision.Verification;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All recipes, in the order in which one would learn from them.
public final class Recipes {
  private Recipes() {}

  /// The recipes, family by family.
  public static List<Recipe> all() {
    return List.of(
        new Gates(),
        new PerceptronLearning(),
        new Xor(),
        new BackPropagation(),
        new LeNetDigits(),
        new WeatherForecast(),
        new DeepBelief(),
        new AlexNetPhotographs(),
        new FoldingProteins(),
        new HousePrice(),
        new IrisFlowers(),
        new BreastCancerCells(),
        new DigitsPerceptron(),
        new DigitsConvolution(),
        new AutoEncoderAnomalies(),
        new CifarPhotographs(),
        new Denoising(),
        new FashionPictures(),
        new HandMadeFeatures(),
        new PatchesOfDigits(),
        new SeeingTheRoad(),
        new SuperResolution(),
        new Verification(),
        new Adding(),
        new CharRnn(),
        new CopyMemory(),
        new DatesInWords(),
        new VoiceCommands(),
        Forecasting.demand(),
        Forecasting.weather(),
        Forecasting.passengers(),
        Forecasting.market(),
        new InContext(),
        new MaskedWords(),
        new NamedEntityRecognition(),
        new WordOrder(),
        new Transfer(),
        SortingTexts.topics(),
        SortingTexts.reviews(),
        new Scaling(),
        new SpanishGpt(),
        new TransformerVsLstm(),
        new Translate(),
        new WritingHeadlines(),
        new DiffusionPictures(),
        new DiffusionPoints(),
        new EmojiDiffusion(),
        new GanPictures(),
        new GanPoints(),
        new Gas(),
        new Tiles(),
        new GanAugment(),
        new EmojiGroups(),
        new PictureRetrieval(),
        new CaptionGap(),
        new Movies(),
        new Assistant(),
        new Posts());
  }

  /// The recipes by family, the last word of their package; families and recipes in the order of
  /// [#all].
  public static Map<String, List<Recipe>> families() {
    Map<String, List<Recipe>> families = new LinkedHashMap<>();
    for (Recipe recipe : all()) {
      String place = recipe.getClass().getPackageName();
      families
          .computeIfAbsent(place.substring(place.lastIndexOf('.') + 1), _ -> new ArrayList<>())
          .add(recipe);
    }
    return families;
  }

  /// The recipe of that name.
  public static Optional<Recipe> find(String name) {
    return all().stream().filter(recipe -> recipe.card().name().equals(name)).findFirst();
  }

  /// The names of all recipes.
  public static List<String> names() {
    return all().stream().map(recipe -> recipe.card().name()).toList();
  }
}
