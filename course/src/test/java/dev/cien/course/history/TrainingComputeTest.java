package dev.cien.course.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.recipes.catalog.Recipes;
import java.util.Comparator;
import org.junit.jupiter.api.Test;

class TrainingComputeTest {
  @Test
  void theTableIsInOrderAndSpansSeventyFiveYears() {
    assertThat(TrainingCompute.systems())
        .isSortedAccordingTo(Comparator.comparingInt(TrainingCompute.System::year))
        .allMatch(system -> system.flop() > 0);
    assertThat(TrainingCompute.systems().getFirst().year()).isEqualTo(1950);
    assertThat(TrainingCompute.find("AlexNet").orElseThrow().flop()).isEqualTo(4.7e17);
    assertThat(TrainingCompute.find("none")).isEmpty();
  }

  @Test
  void theRoomsNameRecipesAndSystemsThatExist() {
    assertThat(Room.all()).isSortedAccordingTo(Comparator.comparingInt(Room::year)).hasSize(21);
    assertThat(Room.all())
        .allSatisfy(
            room -> {
              assertThat(Recipes.names()).containsAll(room.recipes());
              assertThat(room.system().isEmpty() || TrainingCompute.find(room.system()).isPresent())
                  .as(room.system())
                  .isTrue();
              assertThat(room.text().es()).isNotBlank().isNotEqualTo(room.text().en());
            });
    assertThat(Room.all())
        .extracting(Room::id)
        .contains("H1", "H2", "H3", "H4", "H5", "H6", "H7", "H8", "H9", "H10", "H15");
  }
}
