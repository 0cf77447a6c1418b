package dev.cien.course.days;

import dev.cien.course.Resources;
import dev.cien.recipes.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The hundred days.
public final class Course {
  /// How many days there are.
  public static final int DAYS = 100;

  private static final List<CourseDay> ALL = read();

  private Course() {}

  /// All days, in order.
  public static List<CourseDay> days() {
    return ALL;
  }

  /// One day; nothing if there is no such day.
  public static Optional<CourseDay> day(int number) {
    return number >= 1 && number <= DAYS ? Optional.of(ALL.get(number - 1)) : Optional.empty();
  }

  private static List<CourseDay> read() {
    JsonNode plan = JsonMapper.shared().readTree(Resources.text("days/course.json"));
    List<CourseDay> days = new ArrayList<>();
    for (int number = 1; number <= DAYS; number++) {
      String key = Integer.toString(number);
      Lesson es = lesson("es", number);
      Lesson en = lesson("en", number);
      List<CourseDay.Resource> resources = new ArrayList<>();
      for (JsonNode each : plan.path("resources").path(key)) {
        resources.add(
            new CourseDay.Resource(
                each.path("title").asString(),
                each.path("link").asString(),
                each.path("language").asString(),
                each.path("kind").asString()));
      }
      days.add(
          new CourseDay(
              number,
              block(plan, number),
              new Text(en.topic(), es.topic()),
              es,
              en,
              words(plan.path("recipes").path(key)),
              labs(plan.path("labs").path(key)),
              resources));
    }
    return List.copyOf(days);
  }

  private static Lesson lesson(String language, int number) {
    return Lesson.parse(
        Resources.text(String.format(Locale.ROOT, "days/%s/%02d.md", language, number)));
  }

  private static Text block(JsonNode plan, int number) {
    for (JsonNode block : plan.path("blocks")) {
      if (number >= block.path("from").asInt() && number <= block.path("to").asInt()) {
        return new Text(block.path("en").asString(), block.path("es").asString());
      }
    }
    throw new IllegalStateException("course: expected a block for day " + number + ".");
  }

  private static List<CourseDay.Lab> labs(JsonNode list) {
    List<CourseDay.Lab> labs = new ArrayList<>();
    for (JsonNode each : list) {
      Text says = new Text(each.path("en").asString(), each.path("es").asString());
      labs.add(new CourseDay.Lab(each.path("link").asString(), says));
    }
    return labs;
  }

  private static List<String> words(JsonNode list) {
    List<String> words = new ArrayList<>();
    list.forEach(word -> words.add(word.asString()));
    return words;
  }
}
