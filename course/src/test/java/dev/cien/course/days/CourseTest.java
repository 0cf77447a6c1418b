package dev.cien.course.days;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.recipes.catalog.Recipes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CourseTest {
  @Test
  void aHundredDaysInTwoLanguages() {
    assertThat(Course.days()).hasSize(100);
    Set<String> topics = new HashSet<>();
    for (CourseDay day : Course.days()) {
      assertThat(topics.add(day.topic().es())).as("topic of day %d twice", day.number()).isTrue();
      assertThat(day.es().intro()).isNotBlank().isNotEqualTo(day.en().intro());
      assertThat(day.es().sections()).hasSameSizeAs(day.en().sections()).isNotEmpty();
      assertThat(day.block().es()).isNotBlank();
    }
    assertThat(Course.day(0)).isEmpty();
    assertThat(Course.day(101)).isEmpty();
  }

  @Test
  void theWrittenLessonsAreLessons() {
    for (CourseDay day : Course.days().subList(0, CourseDay.LAST_LESSON)) {
      assertThat(day.hasLesson()).isTrue();
      assertThat(day.es().sections()).hasSizeBetween(4, 8);
      assertThat(day.resources()).isNotEmpty();
      for (int i = 0; i < day.es().sections().size(); i++) {
        assertThat(formulas(day.en().sections().get(i)))
            .as("formulas of day %d, section %d", day.number(), i)
            .isEqualTo(formulas(day.es().sections().get(i)));
      }
    }
    assertThat(Course.days().get(7).hasLesson()).isFalse();
  }

  /// How many formulas a section has; that they can be read is tested with [Formula].
  private static int formulas(Lesson.Section section) {
    return section.body().split("```math", -1).length;
  }

  @Test
  void recipesAndLinksExist() {
    List<String> names = Recipes.names();
    for (CourseDay day : Course.days()) {
      assertThat(names).containsAll(day.recipes());
      assertThat(day.labs())
          .allMatch(lab -> lab.link().startsWith("/"))
          .allMatch(lab -> !lab.says().es().isBlank() && !lab.says().en().isBlank());
      assertThat(day.hasLesson() && day.labs().isEmpty()).as("day " + day.number()).isFalse();
      assertThat(day.resources())
          .allSatisfy(
              each -> {
                assertThat(each.link()).startsWith("https://");
                assertThat(each.language()).isIn("es", "en");
                assertThat(each.kind()).isIn("video", "page", "paper");
                assertThat(each.title()).isNotBlank();
              });
    }
  }
}
