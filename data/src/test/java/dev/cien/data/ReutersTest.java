package dev.cien.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cien.io.FileFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// News from small files written by hand.
class ReutersTest {
  @TempDir Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void storiesAreReadInTheOrderOfTheirNumbers() throws IOException {
    Path second =
        file(
            "b.json",
            """
            [{"id": "3", "title": "TIN UP", "body": "Tin rose.\\n Reuter\\n\\u0003", "topics": ["tin"],
              "places": ["peru"]},
             {"id": "1", "body": "Reuters said so. REUTER"}]
            """);
    Path first = file("a.json", "[{\"id\": \"2\", \"title\": \"Only a headline\"}]");
    assertThat(Reuters.read(List.of(first, second)).stories())
        .containsExactly(
            new Reuters.Story(1, "", "Reuters said so.", List.of()),
            new Reuters.Story(2, "Only a headline", "", List.of()),
            new Reuters.Story(3, "TIN UP", "Tin rose.", List.of("tin")));
  }

  @Test
  void hostileStoriesAreRefused() throws IOException {
    for (String text :
        List.of(
            "",
            "{}",
            "[1]",
            "[{\"id\": 1}]",
            "[{\"id\": \"-1\"}]",
            "[{\"id\": \"99999999\"}]",
            "[{\"id\": \"1\", \"topics\": \"tin\"}]",
            "[{\"id\": \"1\", \"topics\": [1]}]",
            "[{\"id\": \"1\", \"body\": []}]",
            "[{\"id\": \"1\"}, {\"id\": \"1\"}]")) {
      Path file = file("c.json", text);
      assertThatThrownBy(() -> Reuters.read(List.of(file)))
          .as(text)
          .isInstanceOf(FileFormatException.class)
          .hasMessageContaining("c.json");
    }
  }

  @Test
  void theNewestAreForTheTestAndRepetitionsLeaveTheEarlierPart() {
    List<Reuters.Story> stories = new ArrayList<>();
    for (int i = 1; i <= 20; i++) {
      stories.add(story(i, "tin " + i, "tin"));
    }
    stories.add(story(21, "gold", "gold"));
    stories.add(story(22, "both", "gold", "tin"));
    stories.add(new Reuters.Story(23, "headline", "", List.of("tin")));
    stories.add(story(14_819, "tin 5", "tin"));
    stories.add(story(14_820, "tin 20", "tin"));
    stories.add(story(14_821, "new", "tin"));
    TextParts<Reuters.Story> parts = new Reuters(stories).byTopic(1);
    assertThat(parts.test()).extracting(Reuters.Story::id).containsExactly(14_819, 14_820, 14_821);
    assertThat(parts.validation()).extracting(Reuters.Story::id).containsExactly(19);
    assertThat(parts.train()).hasSize(17).extracting(Reuters.Story::id).doesNotContain(5, 19, 20);
    assertThat(new Reuters(stories).byTopic(2).train())
        .extracting(Reuters.Story::id)
        .doesNotContain(22, 23)
        .contains(18);
  }

  private static Reuters.Story story(int id, String body, String... topics) {
    return new Reuters.Story(id, "", body, List.of(topics));
  }
}
