package dev.cien.text.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cien.text.Entity;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Names in tags, and figures that were worked out by hand.
class EntityScoreTest {
  private static List<Entity> of(String tags) {
    return Entity.of(List.of(tags.split(" ")));
  }

  @Test
  void tagsMarkEntities() {
    assertThat(of("O B-PER I-PER O B-LOC B-LOC I-LOC"))
        .containsExactly(new Entity("PER", 1, 3), new Entity("LOC", 4, 5), new Entity("LOC", 5, 7));
    assertThat(Entity.of(List.of())).isEmpty();
    assertThat(new Entity("PER", 1, 3).in(List.of("a", "b", "c"))).isEqualTo("b c");
  }

  /// As conlleval reads what a model may write: I- after another type, and I- after nothing.
  @Test
  void anInsideWithoutABeginningBegins() {
    assertThat(of("I-PER I-PER O I-LOC I-ORG"))
        .containsExactly(new Entity("PER", 0, 2), new Entity("LOC", 3, 4), new Entity("ORG", 4, 5));
    assertThat(of("B-PER I-LOC B-LOC"))
        .containsExactly(new Entity("PER", 0, 1), new Entity("LOC", 1, 2), new Entity("LOC", 2, 3));
  }

  @Test
  void tagsAndEntitiesSayTheSame() {
    List<String> tags = List.of("B-PER", "B-PER", "I-PER", "O", "B-LOC");
    assertThat(Entity.tags(5, Entity.of(tags))).isEqualTo(tags);
    assertThat(Entity.tags(2, List.of())).containsExactly("O", "O");
  }

  @Test
  void whatIsNoTagIsRefused() {
    for (String tag : List.of("", "PER", "B-", "S-PER", "o")) {
      assertThatThrownBy(() -> Entity.of(List.of(tag)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected the tag O, B-… or I-…, found '" + tag + "'");
    }
    assertThatThrownBy(() -> new Entity("PER", 2, 2)).hasMessageContaining("from < to");
    for (Entity bad : List.of(new Entity("PER", 1, 3), new Entity("LOC", 0, 1))) {
      assertThatThrownBy(() -> Entity.tags(2, List.of(new Entity("LOC", 0, 1), bad)))
          .hasMessageContaining("do not overlap within 2 words");
    }
  }

  /// Four are there, five were found. Right is the second alone: the first is too short, the third
  /// has the wrong type, the fourth was cut in two.
  @Test
  void onlyWholeEntitiesOfTheRightTypeCount() {
    List<Entity> there = of("B-PER I-PER O B-LOC O B-ORG O B-LOC I-LOC");
    List<Entity> found = of("B-PER O O B-LOC O B-PER O B-LOC B-LOC");
    EntityScore score = EntityScore.of(found, there);
    assertThat(score).isEqualTo(new EntityScore(1, 5, 4));
    assertThat(score.precision()).isEqualTo(0.2);
    assertThat(score.recall()).isEqualTo(0.25);
    assertThat(score.f1()).isCloseTo(2 * 0.2 * 0.25 / 0.45, within(1e-12));
  }

  @Test
  void countsAreAddedBeforeTheyAreDivided() {
    EntityScore many = EntityScore.of(of("B-A B-A B-A O"), of("B-A B-A B-A B-A"));
    EntityScore few = EntityScore.of(of("B-A"), of("O"));
    EntityScore both = many.plus(few);
    assertThat(both).isEqualTo(new EntityScore(3, 4, 4));
    assertThat(both.f1()).isEqualTo(0.75);
  }

  @Test
  void findingNothingIsWorthNothing() {
    EntityScore outside = EntityScore.of(of("O O O"), of("O B-PER I-PER"));
    assertThat(outside.precision()).isZero();
    assertThat(outside.recall()).isZero();
    assertThat(outside.f1()).isZero();
    assertThat(EntityScore.NOTHING.f1()).isZero();
    assertThatThrownBy(() -> new EntityScore(2, 1, 3)).hasMessageContaining("right ≤ found");
  }
}
