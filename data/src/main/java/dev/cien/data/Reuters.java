package dev.cien.data;

import dev.cien.io.JsonPart;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reuters-21578: news of 1987 in English, many with the topics that people at the agency gave
/// them. Fetched once: `cien data get reuters-21578`; its terms allow research.
///
/// D. D. Lewis: Reuters-21578 text categorization test collection, 1997.
///
/// @param stories the news by their number, which is the order in which they were sent
public record Reuters(List<Story> stories) {
  /// The last story before 8 April 1987, where the collection's usual split ("ModApté") cuts.
  private static final int LAST_TRAINING = 14_818;

  private static final int MAX_BYTES = 64 << 20;
  private static final int MAX_NUMBER = 10_000_000;

  /// A piece of news.
  ///
  /// @param id its number in the collection, from 1
  /// @param title its headline; empty if absent
  /// @param body what it says; empty for a headline alone
  /// @param topics short names such as `earn`, `acq`, `crude`; most have none or one
  public record Story(int id, String title, String body, List<String> topics) {
    /// Copies.
    public Story {
      topics = List.copyOf(topics);
    }

    /// Headline and body.
    public String text() {
      return (title + "\n" + body).strip();
    }

    /// Whether it was sent before the day on which the collection's usual split cuts.
    boolean isBeforeTheCut() {
      return id <= LAST_TRAINING;
    }
  }

  /// The news, not to be changed.
  public Reuters {
    stories = List.copyOf(stories);
  }

  /// Reads the news from the user's cache.
  ///
  /// @throws DataUnavailableException if they were not fetched; the message says how
  public static Reuters load() {
    return load(DataCache.standard());
  }

  /// Reads the news from a cache.
  public static Reuters load(DataCache cache) {
    DataEntry entry = DataCatalog.standard().entry("reuters-21578");
    Path folder = cache.require(entry);
    return read(entry.files().stream().map(file -> folder.resolve(file.path())).toList());
  }

  /// Reads lists of objects with `id`, `title`, `body` and `topics`.
  static Reuters read(List<Path> files) {
    List<Story> stories = new ArrayList<>();
    Set<Integer> seen = new HashSet<>();
    for (Path file : files) {
      for (JsonPart part : JsonPart.read(file, MAX_BYTES).list()) {
        Story story = story(part);
        if (!seen.add(story.id)) {
          throw part.get("id").expected("a number that no other story has");
        }
        stories.add(story);
      }
    }
    stories.sort(Comparator.comparingInt(Story::id));
    return new Reuters(stories);
  }

  private static Story story(JsonPart part) {
    JsonPart topics = part.get("topics");
    return new Story(
        number(part.get("id")),
        part.get("title").text("").strip(),
        body(part.get("body").text("")),
        topics.isAbsent() ? List.of() : topics.list().stream().map(JsonPart::text).toList());
  }

  private static int number(JsonPart part) {
    String text = part.text();
    if (!text.matches("[0-9]{1,8}") || Integer.parseInt(text) > MAX_NUMBER) {
      throw part.expected("a number of a story");
    }
    return Integer.parseInt(text);
  }

  /// Without the agency's name and the sign for the end of transmission, with which bodies end.
  private static String body(String text) {
    return text.replaceFirst("(?i)\\s*reuters?\\s*\\x03?\\s*$", "").strip();
  }

  /// News with a body and just one topic, among the topics that are most frequent before the cut.
  ///
  /// The test is what was sent from 8 April 1987 on; of what was sent before, the newest tenth is
  /// for validation. A story whose text a later part has as well is left out.
  ///
  /// @param topics how many topics
  public TextParts<Story> byTopic(int topics) {
    List<Story> single =
        stories.stream().filter(s -> s.topics.size() == 1 && !s.body.isEmpty()).toList();
    List<Story> before = single.stream().filter(Story::isBeforeTheCut).toList();
    Set<String> kept = frequent(before, topics);
    Function<List<Story>, List<Story>> of =
        list -> list.stream().filter(s -> kept.contains(s.topics.getFirst())).toList();
    List<Story> known = of.apply(before);
    int newest = known.size() - known.size() / 10;
    List<Story> test = of.apply(single.stream().filter(s -> !s.isBeforeTheCut()).toList());
    return TextParts.apart(
        known.subList(0, newest),
        known.subList(newest, known.size()),
        test,
        story -> List.of(story.text()));
  }

  private static Set<String> frequent(List<Story> stories, int most) {
    return stories.stream()
        .collect(Collectors.groupingBy(story -> story.topics.getFirst(), Collectors.counting()))
        .entrySet()
        .stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(most)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }
}
