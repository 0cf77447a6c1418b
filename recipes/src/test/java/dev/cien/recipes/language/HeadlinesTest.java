package dev.cien.recipes.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cien.data.Headlines;
import dev.cien.data.TextParts;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.InputException;
import dev.cien.recipes.Prediction;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.tensor.Rng;
import dev.cien.zoo.PointerGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Headlines of made stories, whose companies are never the same.
class HeadlinesTest {
  @TempDir Path folder;

  /// Stories of one plan: a company that nobody knows opens or closes something.
  private static List<Headlines.Item> made(int count, int seed) {
    Rng rng = Rng.of(seed);
    List<String> things = List.of("mine", "bank", "mill", "port");
    List<Headlines.Item> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = "Name" + (char) ('a' + rng.nextInt(26)) + (char) ('a' + seed) + i;
      String thing = things.get(rng.nextInt(4));
      boolean opens = rng.nextInt(2) == 0;
      items.add(
          new Headlines.Item(
              i,
              (name + (opens ? " to open " : " to shut ") + thing).toUpperCase(Locale.ROOT),
              "Firm "
                  + name
                  + " Ltd said it plans "
                  + (opens ? "the opening" : "the closure")
                  + " of a "
                  + thing
                  + ". It gave no details of that."));
    }
    return items;
  }

  private static HeadlineWriter writer() {
    Settings settings =
        Settings.of(
            new WritingHeadlines().settings(),
            Map.ofEntries(
                Map.entry("epochs", "12"),
                Map.entry("batch", "16"),
                Map.entry("rate", "0.02"),
                Map.entry("dropout", "0"),
                Map.entry("unread", "0"),
                Map.entry("width", "12"),
                Map.entry("hidden", "12"),
                Map.entry("context", "14"),
                Map.entry("beam", "1")));
    TextParts<Headlines.Item> parts = new TextParts<>(made(128, 1), made(8, 2), made(12, 3));
    NewsWords all = NewsWords.of(parts.train(), 1000, 5, 14);
    // Short, because every step of a recurrent layer has to be compiled.
    NewsWords words = new NewsWords(all.words(), all.numbers(), all.said(), all.read(), 6);
    return new HeadlineWriter(settings, WritingHeadlines.model(settings, words), words, parts);
  }

  @Test
  void namesAreCopiedAndVerbsAreItsOwn() throws IOException {
    HeadlineWriter writer = writer();
    writer.trainer().fit(writer.training());
    assertThat(writer.evaluate().metric("rouge_l")).isGreaterThan(90);
    assertThat(writer.baselines())
        .extracting(Baseline::name)
        .containsExactly("lead", "cut", "central", "kept", "no-copying");
    assertThat(writer.baselines().subList(0, 4))
        .allSatisfy(each -> assertThat(each.measure().getAsDouble()).isBetween(10.0, 75.0));

    Path file =
        Files.writeString(
            folder.resolve("news.txt"),
            "Firm <XYZ> Zanzibar Ltd said it plans the closure of a bank. Nothing more.\n");
    assertThat(writer.predict(file))
        .extracting(Prediction::answer)
        .containsExactly("ZANZIBAR TO SHUT BANK");
    Path few = Files.writeString(folder.resolve("few.txt"), "\nThe firm said nothing.\n");
    assertThatThrownBy(() -> writer.predict(few))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "few.txt:2: expected a story of at least 12 words and signs, found 5. Fix: write the"
                + " story on one line");

    Gallery gallery = new Gallery(folder, new Text("headlines", "titulares"), Locale.ENGLISH);
    writer.show(gallery);
    gallery.close();
    assertThat(Files.readString(folder.resolve("gallery/copies.txt")))
        .containsPattern("\\[NAME\\w+ \\| 1] \\[TO \\| own]")
        .containsPattern("Firm \\[Name\\w+ \\| 1] Ltd");
    assertThat(Files.readAllLines(folder.resolve("gallery/headlines.csv"))).hasSizeGreaterThan(10);
    assertThat(folder.resolve("gallery/best-and-worst.csv")).exists();
    assertThat(folder.resolve("gallery/looks-2.svg")).exists();
  }

  @Test
  void initialsNumbersAndNamesAreOneWord() {
    NewsWords words = NewsWords.of(made(10, 1), 100, 1, 40);
    NewsWords.Source source =
        words.source("U.S. AT&T's 7-3/4 pct, 1,500.5 dlrs; the F-16. 3rd Zz the zz");
    assertThat(source.words())
        .containsExactly(
            "U.S.", "AT&T's", "7-3/4", "pct", ",", "1,500.5", "dlrs", ";", "the", "F-16", ".",
            "3rd", "Zz", "the", "zz");
    assertThat(source.ids()[0]).isEqualTo(words.size());
    assertThat(source.ids()[8]).isEqualTo(words.numbers().get("the"));
    assertThat(source.ids()[12]).isEqualTo(source.ids()[14]);
    assertThat(words.word(source.ids()[12], source)).isEqualTo("zz");
    assertThat(words.headline("ZZ, WHO", source))
        .containsExactly(source.ids()[12], source.ids()[4], PointerGenerator.UNKNOWN);
    assertThat(words.text(List.of("u.s.", "(", "tin", ")", ",", "2.5", "$", "5")))
        .isEqualTo("U.S. (TIN), 2.5 $5");
  }

  @Test
  void formsAreToldApart() {
    assertThat(
            List.of("U.S.", "IBM", "Tin", "A", "tin", "3rd", "-").stream().map(NewsWords.Form::of))
        .containsExactly(
            NewsWords.Form.CAPITALS,
            NewsWords.Form.CAPITALS,
            NewsWords.Form.CAPITAL,
            NewsWords.Form.CAPITAL,
            NewsWords.Form.SMALL,
            NewsWords.Form.NUMBER,
            NewsWords.Form.SIGN);
  }

  @Test
  void aTargetIsAWordToBeSaidOrOneOfTheStory() {
    List<Headlines.Item> stories = made(30, 1);
    NewsWords words = NewsWords.of(stories, 1000, 3, 16);
    var item = new Headlines.Item(1, "UNHEARD TO ZZ PORT", "It plans a port for Zz, it said.");
    var data = words.dataset(List.of(item)).all();
    int to = words.numbers().get("to");
    int port = words.numbers().get("port");
    assertThat(to).isLessThan(words.said());
    assertThat(data.inputs().toInts())
        .containsSubsequence(NewsWords.START, PointerGenerator.UNKNOWN, to, words.size() + 1, port);
    int none = PointerGenerator.IGNORED;
    assertThat(data.targets().toInts())
        .startsWith(none, to, words.size() + 1, port, NewsWords.END, none)
        .hasSize(words.written());
  }

  @Test
  void sentencesEndAtPointsAfterWords() {
    assertThat(Leads.sentences("A U.S. firm, Tin Inc. said so. It rose 5.5 pct. \"Yes.\" Then no."))
        .containsExactly("A U.S. firm, Tin Inc. said so.", "It rose 5.5 pct.", "\"Yes.\" Then no.");
  }

  @Test
  void leadsAreCutWhereItIsBest() {
    Leads leads = new Leads(made(60, 1), made(20, 2));
    List<Headlines.Item> test = made(8, 3);
    assertThat(leads.cut(test)).allSatisfy(text -> assertThat(text).startsWith("firm name"));
    assertThat(leads.central(test)).hasSize(8);
    // Names are new: kept by half; things nearly always stand in the headline, other words never.
    assertThat(leads.kept(test).getFirst()).matches("name\\w+ (mine|bank|mill|port)");
  }
}
