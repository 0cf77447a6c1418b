package dev.cien.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Headlines of made stories.
class HeadlinesTest {
  private static final String BODY =
      "Tin and Copper Corp <TCC> said that its new mine number %s, near <Acme Mines Ltd>,\n"
          + "   will open in May.";

  private static Reuters.Story story(int id, String title, String body) {
    return new Reuters.Story(id, title, body, List.of());
  }

  private static List<Integer> ids(List<Headlines.Item> items) {
    return items.stream().map(Headlines.Item::id).toList();
  }

  @Test
  void codesOfStockExchangesGoAndNamesStay() {
    assertThat(Headlines.plain("TIN <TIN.O>,  <A B> <Acme\n Ltd> & 5 < 6"))
        .isEqualTo("TIN, A B Acme Ltd & 5 6");
  }

  @Test
  void tablesCorrectionsAndVeryShortOrLongOnesAreLeftOut() {
    String body = BODY.formatted("seven");
    Reuters reuters =
        new Reuters(
            List.of(
                story(14_900, "TIN <TCC> TO OPEN", body),
                story(14_901, "TIN <TCC> OPENS", body),
                story(14_902, "TIN OPENS", body),
                story(14_903, "A B C D E F G H I J K L M", body),
                story(14_904, "(CORRECTED) - TIN OPENS MINE", body),
                story(14_905, "TIN EARNS MORE AGAIN", "Shr 5 cts VS. 4 cts " + body),
                story(14_906, "TIN PRICES TODAY", "May 5 5 5 5 5 5 5 5 " + body),
                story(14_907, "TIN SAYS NO WORD", "It said no word."),
                story(14_908, "", body),
                story(14_909, "TIN TO OPEN MINE", "")));
    assertThat(Headlines.of(reuters).parts().test())
        .containsExactly(
            new Headlines.Item(
                14_900,
                "TIN TO OPEN",
                "Tin and Copper Corp said that its new mine number seven, near Acme Mines Ltd,"
                    + " will open in May."));
  }

  @Test
  void theNewestAreForTheTestAndWhatWasSentTwiceLeavesTheEarlierPart() {
    List<Reuters.Story> stories = new ArrayList<>();
    for (int i = 1; i <= 40; i++) {
      stories.add(story(i, "MINE NUMBER " + i, i + " " + BODY.formatted("one")));
    }
    stories.add(story(14_819, "MINE NUMBER 3", "Here is " + BODY.formatted("two")));
    stories.add(story(14_820, "MORE OF THIS", "5 " + BODY.formatted("one") + " More."));
    stories.add(story(14_821, "MORE OF THAT", "40 " + BODY.formatted("one") + " More."));
    TextParts<Headlines.Item> parts = Headlines.of(new Reuters(stories)).parts();
    assertThat(ids(parts.test())).containsExactly(14_819, 14_820, 14_821);
    assertThat(ids(parts.validation())).containsExactly(39);
    assertThat(ids(parts.train())).hasSize(36).doesNotContain(3, 5, 39, 40);
  }
}
