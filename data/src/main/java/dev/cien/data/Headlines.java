package dev.cien.data;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Stories of [Reuters] to which a headline can be written from what they say, each with its own.
///
/// The test is what was sent from 8 April 1987 on; of what was sent before, the newest twentieth is
/// for validation. A story that has its headline or its first words in common with one of a later
/// part is left out of the earlier part: series that come every week, and news that were sent
/// twice.
///
/// Left out are
///
/// * tables: more than a quarter of the first words have a digit, or figures are compared with
///   those of the year before (`vs`) among the first words, as reports of earnings do; the name of
///   the company stands only in their headlines;
/// * stories of fewer than 12 words, headlines of fewer than 3 or more than 12;
/// * headlines that begin by saying that they correct another one.
///
/// The codes of stock exchanges (`<IBM>`) are taken out of both.
///
/// @param parts what is learnt from, what choices are made by, what is measured on
public record Headlines(TextParts<Item> parts) {
  private static final int VALIDATION = 20;
  private static final int LEAST_WORDS = 12;
  private static final int SAME_WORDS = 12;
  private static final int COMPARED_WORDS = 25;
  private static final int COUNTED_WORDS = 30;
  private static final int FEWEST_OF_HEADLINE = 3;
  private static final int MOST_OF_HEADLINE = 12;
  private static final double MOST_DIGITS = 0.25;

  private static final Pattern CODE = Pattern.compile("<[^<> \\p{Lower}]{0,12}>");
  private static final Pattern SPACE = Pattern.compile("\\p{IsWhite_Space}+");
  private static final Pattern ALONE = Pattern.compile(" (?=[,.;:](?: |$))");
  private static final Pattern COMPARED = Pattern.compile("(?i)vs\\.?");
  private static final Pattern CORRECTED = Pattern.compile("(?i)[^\\p{L}]*correct.*");

  /// A story without codes, in single spaces.
  ///
  /// @param id its number in the collection
  /// @param headline as the agency wrote it, in capitals
  /// @param body what it says
  public record Item(int id, String headline, String body) {
    /// What no other part may have as well.
    private List<String> marks() {
      return List.of(
          headline,
          Arrays.stream(body.split(" ")).limit(SAME_WORDS).collect(Collectors.joining(" ")));
    }
  }

  /// The stories of a collection that can be used.
  public static Headlines of(Reuters reuters) {
    List<Item> known = items(reuters, true);
    int newest = known.size() - known.size() / VALIDATION;
    return new Headlines(
        TextParts.apart(
            known.subList(0, newest),
            known.subList(newest, known.size()),
            items(reuters, false),
            Item::marks));
  }

  private static List<Item> items(Reuters reuters, boolean beforeTheCut) {
    return reuters.stories().stream()
        .filter(story -> story.isBeforeTheCut() == beforeTheCut)
        .map(story -> new Item(story.id(), plain(story.title()), plain(story.body())))
        .filter(Headlines::isUsed)
        .toList();
  }

  /// A text without the codes of stock exchanges and in single spaces; of other names in angle
  /// brackets the name stays.
  public static String plain(String text) {
    String named = CODE.matcher(text).replaceAll(" ").replace('<', ' ').replace('>', ' ');
    return ALONE.matcher(SPACE.matcher(named).replaceAll(" ")).replaceAll("").strip();
  }

  private static boolean isUsed(Item item) {
    int headline = item.headline.split(" ").length;
    List<String> words = List.of(item.body.split(" "));
    return headline >= FEWEST_OF_HEADLINE
        && headline <= MOST_OF_HEADLINE
        && words.size() >= LEAST_WORDS
        && !CORRECTED.matcher(item.headline).matches()
        && words.stream().limit(COMPARED_WORDS).noneMatch(w -> COMPARED.matcher(w).matches())
        && !isTable(words.subList(0, Math.min(COUNTED_WORDS, words.size())));
  }

  private static boolean isTable(List<String> words) {
    long digits = words.stream().filter(word -> word.chars().anyMatch(Character::isDigit)).count();
    return digits > MOST_DIGITS * words.size();
  }
}
