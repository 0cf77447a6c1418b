package dev.cien.course.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.cien.course.days.Course;
import dev.cien.course.days.CourseDay;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is one resource, and what is not.
class ResourceKeyTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://youtu.be/Zcb8R2TF3bI",
        "http://youtu.be/Zcb8R2TF3bI?si=abc_-1",
        "https://www.youtube.com/watch?v=Zcb8R2TF3bI",
        "https://m.youtube.com/watch?feature=share&v=Zcb8R2TF3bI&t=30s",
        "https://www.youtube.com/watch?v=Zcb8R2TF3bI&list=PL1&index=2",
        "https://www.YouTube.com/shorts/Zcb8R2TF3bI?si=x",
        "https://www.youtube-nocookie.com/embed/Zcb8R2TF3bI",
        " https://youtube.com/live/Zcb8R2TF3bI#comments "
      })
  void aVideoIsOneHoweverItIsWritten(String written) {
    assertThat(ResourceKey.of(written)).isEqualTo("https://youtu.be/Zcb8R2TF3bI");
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.org/a?utm_source=x&utm_medium=y, https://example.org/a",
    "https://Example.ORG/a/?fbclid=x, http://example.org/a",
    "https://example.org:443, https://example.org/",
    "https://example.org/a?page=2&utm_id=3&q=x#f, https://example.org/a?page=2&q=x#f",
    "https://www.youtube.com/playlist?list=PL1&si=x, https://youtube.com/playlist?list=PL1&si=y",
    "https://youtu.be/a?si=1, https://www.youtube.com/watch?v=a"
  })
  void whereAReaderComesFromIsLeftOut(String one, String other) {
    assertThat(ResourceKey.of(one)).isEqualTo(ResourceKey.of(other));
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.org/a?si=1, https://example.org/a?si=2",
    "https://example.org/a, https://example.org/A",
    "https://example.org/a, https://www.example.org/a",
    "https://example.org/a#uno, https://example.org/a#dos",
    "https://youtu.be/a, https://youtu.be/A",
    "https://www.youtube.com/watch?v=a, https://example.org/watch?v=a",
    "https://www.youtube.com/@uno, https://www.youtube.com/@dos",
    "https://www.youtube.com/watch?v=, https://www.youtube.com/watch?v=a",
    "Un libro, un libro"
  })
  void othersStayApart(String one, String other) {
    assertThat(ResourceKey.of(one)).isNotEqualTo(ResourceKey.of(other));
  }

  @Test
  void aKeyIsItsOwnKeyAndNoAddressIsTooLong() {
    for (String written :
        List.of("", "Un libro", "https://", "https://youtu.be/a?si=b", "http://a/?b&utm_x#c")) {
      assertThat(ResourceKey.of(ResourceKey.of(written))).isEqualTo(ResourceKey.of(written));
    }
    for (String part : List.of("a", "/", "?", "&", "utm_a&", "#", ":", "-")) {
      assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () -> ResourceKey.of("https://youtu.be/" + part.repeat(1_000_000 / part.length())),
          part);
    }
  }

  @Test
  void theCourseNamesNoResourceInTwoWays() {
    List<String> links =
        Course.days().stream()
            .flatMap(day -> day.resources().stream())
            .map(CourseDay.Resource::link)
            .distinct()
            .toList();
    assertThat(links.stream().map(ResourceKey::of)).doesNotHaveDuplicates();
  }
}
