package dev.cien.recipes.vision;

import dev.cien.data.Emoji;
import dev.cien.recipes.vision.RoadThings.Part;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Which emoji stand for what in a road scene, and in which part of the data.
///
/// An emoji with its variants (another view of the same vehicle, woman, man and person who do the
/// same, the same walker with a cane) is in one part alone.
final class RoadEmoji {
  /// Emoji drawn after one pattern.
  ///
  /// @param part where they are, all of them
  /// @param tall how high they stand, in widths of a lane
  /// @param codes their code points, as in [Emoji.Sign#code]
  record Group(Part part, RoadClass kind, double tall, List<String> codes) {}

  private static final List<Group> GROUPS =
      List.of(
          cars(Part.TRAIN, 0.4, "1F697", "1F698"),
          cars(Part.TRAIN, 0.4, "1F695", "1F696"),
          cars(Part.TRAIN, 0.32, "1F3CE-FE0F"),
          cars(Part.TRAIN, 0.5, "1F690"),
          cars(Part.TRAIN, 0.48, "1F6FA"),
          cars(Part.TRAIN, 0.55, "1F692"),
          cars(Part.TRAIN, 0.55, "1F69A", "1F69B"),
          cars(Part.TRAIN, 0.5, "1F69C"),
          cars(Part.VALIDATION, 0.42, "1F699"),
          cars(Part.VALIDATION, 0.5, "1F691"),
          cars(Part.TEST, 0.4, "1F693", "1F694"),
          cars(Part.TEST, 0.6, "1F68C", "1F68D", "1F68E"),
          cars(Part.TEST, 0.4, "1F6FB"),
          people(Part.TRAIN, 0.5, both("1F3C3"), both("26F9-FE0F")),
          people(Part.TRAIN, 0.52, both("1F9CD")),
          people(Part.TRAIN, 0.52, both("1F93E")),
          people(Part.TRAIN, 0.56, both("1F3CB-FE0F")),
          people(Part.TRAIN, 0.5, new String[] {"1F483"}),
          people(Part.TRAIN, 0.42, doing("1F9BC"), doing("1F9BD")),
          people(Part.VALIDATION, 0.38, both("1F9CE")),
          people(Part.VALIDATION, 0.52, new String[] {"1F57A"}),
          people(Part.TEST, 0.52, both("1F6B6"), doing("1F9AF")),
          people(Part.TEST, 0.5, both("1F3CC-FE0F")),
          people(Part.TEST, 0.52, new String[] {"1F574-FE0F"}),
          others(Part.TRAIN, 1.4, "1F333", "1F334", "1F3E0", "1F3E2", "1F3EA"),
          others(Part.TRAIN, 0.36, "1F415", "1F404", "1F416", "1F98C"),
          others(Part.TRAIN, 0.4, "1F6D1", "1F68F", "26FD", "1F6B2", "1F6E2-FE0F", "1F6A7"),
          others(Part.VALIDATION, 1.3, "1F335", "1F3E1"),
          others(Part.VALIDATION, 0.4, "1F411", "1F6A6"),
          others(Part.TEST, 1.4, "1F332", "1F3EB"),
          others(Part.TEST, 0.36, "1F40E", "1F408", "1F6F4", "26F2", "1F4EE"));

  private final Emoji emoji;
  private final Map<String, Integer> numbers;

  private RoadEmoji(Emoji emoji, Map<String, Integer> numbers) {
    this.emoji = emoji;
    this.numbers = numbers;
  }

  private static Group cars(Part part, double tall, String... codes) {
    return new Group(part, RoadClass.CAR, tall, List.of(codes));
  }

  private static Group people(Part part, double tall, String[]... codes) {
    List<String> all = Arrays.stream(codes).flatMap(Arrays::stream).toList();
    return new Group(part, RoadClass.PERSON, tall, all);
  }

  private static Group others(Part part, double tall, String... codes) {
    return new Group(part, RoadClass.BACKGROUND, tall, List.of(codes));
  }

  /// A person, a woman and a man who do something.
  private static String[] both(String code) {
    return new String[] {code, code + "-200D-2640-FE0F", code + "-200D-2642-FE0F"};
  }

  /// A person, a woman and a man with something.
  private static String[] doing(String code) {
    return new String[] {"1F9D1-200D-" + code, "1F469-200D-" + code, "1F468-200D-" + code};
  }

  static List<Group> groups() {
    return GROUPS;
  }

  /// The emoji by their code points.
  static RoadEmoji of(Emoji emoji) {
    return new RoadEmoji(
        emoji,
        IntStream.range(0, emoji.size())
            .boxed()
            .collect(
                Collectors.toMap(i -> emoji.signs().get(i).code(), i -> i, (first, _) -> first)));
  }

  /// The things of a part.
  RoadThings things(Part part) {
    return new RoadThings(
        things(part, RoadClass.CAR),
        things(part, RoadClass.PERSON),
        things(part, RoadClass.BACKGROUND));
  }

  private List<Cutout> things(Part part, RoadClass kind) {
    return GROUPS.stream()
        .filter(group -> group.part == part && group.kind == kind)
        .flatMap(
            group ->
                group.codes.stream()
                    .map(code -> Cutout.of(emoji.picture(number(code)), kind, group.tall)))
        .toList();
  }

  private int number(String code) {
    Integer number = numbers.get(code);
    if (number == null) {
      throw new IllegalStateException(
          "emoji: expected one with the code points "
              + code
              + ", found none among "
              + emoji.size()
              + ". Usual cause: a file of another version; fix: cien data get emoji");
    }
    return number;
  }
}
