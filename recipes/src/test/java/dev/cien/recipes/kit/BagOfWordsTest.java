package dev.cien.recipes.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class BagOfWordsTest {
  @Test
  void rareWordsCountMoreThanFrequentOnes() {
    BagOfWords bag = new BagOfWords(List.of("cara feliz", "cara triste", "Perro, feliz"));
    double[] likeness = bag.likeness("una CARA triste");
    assertThat(likeness[1]).isGreaterThan(likeness[0]).isCloseTo(1, within(1e-9));
    assertThat(likeness[0]).isPositive();
    assertThat(likeness[2]).isZero();
    assertThat(bag.likeness("nada de esto")).containsOnly(0);
  }

  @Test
  void aVectorHasAPlaceForEachKnownWord() {
    BagOfWords bag = new BagOfWords(List.of("cara feliz", "cara triste", "perro"));
    // cara, feliz, perro, triste
    float[] vector = bag.vector("cara nueva");
    assertThat(vector).containsExactly(1, 0, 0, 0);
    float[] two = bag.vector("cara triste");
    double rare = Math.log(3);
    double often = Math.log(1.5);
    assertThat(two[3] / two[0]).isCloseTo((float) (rare / often), within(1e-5f));
    assertThat(two[0] * two[0] + two[3] * two[3]).isCloseTo(1, within(1e-6f));
  }

  @Test
  void neighboursCountAsOneAndTheRarestAreForgotten() {
    // Of a, b, a b, c: "a" is in three texts, "a b" and "b" in two, "c" in one.
    BagOfWords bag = new BagOfWords(List.of("a b", "b, a b", "a c"), 2, 3);
    assertThat(bag.vector("a b")).hasSize(3);
    assertThat(bag.vector("c")).containsOnly(0);
    // In every text: no weight. The other two weigh alike.
    assertThat(bag.vector("a b")[0]).isZero();
    assertThat(bag.vector("a b")[1]).isEqualTo(bag.vector("a b")[2]).isPositive();
    assertThat(bag.vector("b a")[1]).isZero();
  }
}
