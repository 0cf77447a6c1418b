package dev.cien.course.days;

import dev.cien.recipes.Text;
import java.util.List;

/// A day of the course.
///
/// @param number 1 to 100
/// @param block the part of the course it belongs to
/// @param topic what it is about, in a few words
/// @param es its text in Spanish, the source
/// @param en its text in English, the translation
/// @param recipes the names of recipes that show it
/// @param labs places in the studio that show it
/// @param resources where else one can learn about it
public record CourseDay(
    int number,
    Text block,
    Text topic,
    Lesson es,
    Lesson en,
    List<String> recipes,
    List<Lab> labs,
    List<Resource> resources) {
  /// The last day that has a lesson of its own; later ones say what to look at.
  public static final int LAST_LESSON = 7;

  /// Copies the lists.
  public CourseDay {
    recipes = List.copyOf(recipes);
    labs = List.copyOf(labs);
    resources = List.copyOf(resources);
  }

  /// Whether it has a lesson of its own.
  public boolean hasLesson() {
    return number <= LAST_LESSON;
  }

  /// A page of the studio, in the state that shows the matter.
  ///
  /// @param link its address, such as `/lab/gan?data=ring`
  /// @param says what there is to see
  public record Lab(String link, Text says) {}

  /// Something to read or watch elsewhere. Nothing is fetched from there.
  ///
  /// @param title its name, in its own language
  /// @param link where it is
  /// @param language of which language it is: `es` or `en`
  /// @param kind `video`, `page` or `paper`
  public record Resource(String title, String link, String language, String kind) {}
}
