package dev.cien.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserFolderTest {
  @Test
  void eachSystemHasItsPlace() {
    assertThat(UserFolder.of(Map.of("CIEN_HOME", "own"), "Linux", "home"))
        .isEqualTo(Path.of("own"));
    assertThat(UserFolder.of(Map.of(), "Linux", "home"))
        .isEqualTo(Path.of("home", ".local", "share", "cien"));
    assertThat(UserFolder.of(Map.of("XDG_DATA_HOME", "x"), "Linux", "home"))
        .isEqualTo(Path.of("x", "cien"));
    assertThat(UserFolder.of(Map.of("LOCALAPPDATA", "l"), "Windows 11", "home"))
        .isEqualTo(Path.of("l", "cien"));
    assertThat(UserFolder.of(Map.of(), "Mac OS X", "home"))
        .isEqualTo(Path.of("home", "Library", "Application Support", "cien"));
  }
}
