package dev.cien.recipes.vision;

import dev.cien.recipes.Text;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What a pixel of a road scene shows; the network's outputs are in this order.
enum RoadClass {
  /// Whatever is none of the others: sky, verge, trees, houses, animals, signs.
  BACKGROUND("background", "fondo", 0x000000),
  /// The surface that vehicles drive on.
  ROAD("road", "calzada", 0x8040a0),
  /// A line painted on it.
  LANE("lane", "línea", 0xffe040),
  /// A vehicle with a motor.
  CAR("car", "coche", 0x2090ff),
  /// A human being, with what they hold or sit in.
  PERSON("person", "persona", 0xff3050);

  private static final List<RoadClass> ALL = List.of(values());

  private final Text title;
  private final int colour;

  RoadClass(String en, String es, int colour) {
    this.title = new Text(en, es);
    this.colour = colour;
  }

  static RoadClass of(int number) {
    return ALL.get(number);
  }

  static int count() {
    return ALL.size();
  }

  /// Those that the figure is about: all but the background.
  static List<RoadClass> looked() {
    return ALL.subList(1, ALL.size());
  }

  /// What single ones can be told of.
  static List<RoadClass> things() {
    return List.of(CAR, PERSON);
  }

  static List<String> words() {
    return Arrays.stream(values()).map(RoadClass::word).toList();
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  Text title() {
    return title;
  }

  /// How pictures mark it: red, green and blue, a byte each.
  int colour() {
    return colour;
  }
}
