package dev.cien.recipes.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cien.data.Batch;
import dev.cien.io.Pixels;
import dev.cien.recipes.vision.RoadThings.Part;
import dev.cien.tensor.Rng;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RoadScenesTest {
  private static final RoadThings DRAWN = RoadThings.of("drawn").get(Part.TRAIN);

  @Test
  void noEmojiAndNoVariantOfOneIsInTwoParts() {
    Map<String, Part> parts = new HashMap<>();
    Set<String> codes = new HashSet<>();
    for (RoadEmoji.Group group : RoadEmoji.groups()) {
      for (String code : group.codes()) {
        assertThat(codes.add(code)).as(code).isTrue();
        // A woman, a man and a person who do the same are one base.
        String base = code.replaceAll("-200D-264[02]-FE0F$|^1F9D1-200D-|^1F46[89]-200D-", "");
        assertThat(parts.merge(base, group.part(), (a, _) -> a)).as(code).isEqualTo(group.part());
      }
    }
    for (Part part : Part.values()) {
      for (RoadClass kind : List.of(RoadClass.CAR, RoadClass.PERSON, RoadClass.BACKGROUND)) {
        assertThat(RoadEmoji.groups()).anyMatch(g -> g.part() == part && g.kind() == kind);
      }
    }
  }

  @Test
  void whatIsDrawnForOnePartIsInNoOther() {
    Set<Integer> seen = new HashSet<>();
    int count = 0;
    for (Part part : Part.values()) {
      RoadThings things = RoadThings.of("drawn").get(part);
      for (Cutout thing :
          Stream.of(things.cars(), things.people(), things.others())
              .flatMap(List::stream)
              .toList()) {
        seen.add(Arrays.hashCode(thing.picture().values()));
        count++;
      }
      assertThat(things.cars()).allMatch(thing -> thing.kind() == RoadClass.CAR);
      assertThat(things.people()).allMatch(thing -> thing.kind() == RoadClass.PERSON);
      assertThat(things.others()).allMatch(thing -> thing.kind() == RoadClass.BACKGROUND);
    }
    assertThat(seen).hasSize(count);
  }

  @Test
  void aCutoutIsWhatCanBeSeenTimesItsOpacity() {
    byte[] values = new byte[4 * 12];
    Arrays.fill(values, 0, 12, (byte) 200);
    values[36 + 5] = (byte) 255;
    values[36 + 6] = (byte) 128;
    Cutout cut = Cutout.of(new Pixels(4, 3, 4, values), RoadClass.CAR, 0.5);
    assertThat(new int[] {cut.picture().height(), cut.picture().width()}).containsExactly(1, 2);
    assertThat(cut.picture().values()).containsExactly(new int[] {200, 100, 0, 0, 0, 0, 255, 128});
    assertThat(cut.scaled(3).width()).isEqualTo(6);
    assertThatThrownBy(() -> Cutout.of(new Pixels(4, 1, 1, new byte[4]), RoadClass.CAR, 1))
        .hasMessageContaining("something to see");
  }

  @Test
  void placesOnTheGroundAndInThePictureAreTheSame() {
    for (int i = 0; i < 20; i++) {
      RoadView view = RoadView.of(48, 72, Rng.of(i));
      assertThat(view.row(1)).isCloseTo(48, within(1e-9));
      for (double depth : new double[] {1, 2.5, 9}) {
        assertThat(view.depth(view.row(depth))).isCloseTo(depth, within(1e-9));
        assertThat(view.across(view.column(-0.7, depth), depth)).isCloseTo(-0.7, within(1e-9));
      }
      assertThat(view.lane(3)).isCloseTo(view.lane(1) / 3, within(1e-9));
      assertThat(view.at(36, 0)).isEqualTo(RoadClass.BACKGROUND);
      double row = view.row(1.5);
      assertThat(view.at(view.column(1.01, 1.5), row)).isEqualTo(RoadClass.BACKGROUND);
      assertThat(view.at(view.column(0.98, 1.5), row)).isEqualTo(RoadClass.ROAD);
      assertThat(view.at(view.column(0.92, 1.5), row))
          .isEqualTo(view.edges() ? RoadClass.LANE : RoadClass.ROAD);
    }
  }

  @Test
  void linesHaveGapsOnlyWhereTheyAreDashed() {
    RoadView solid = new RoadView(64, 96, 20, 48, 48, 0, 50, 2, 0.03, 0, 0, false);
    RoadView dashed = new RoadView(64, 96, 20, 48, 48, 0, 50, 2, 0.03, 1, 0, false);
    for (double depth = 1.1; depth < 4; depth += 0.25) {
      assertThat(solid.at(48, solid.row(depth))).isEqualTo(RoadClass.LANE);
      assertThat(dashed.at(48, dashed.row(depth)))
          .isEqualTo(depth - Math.floor(depth) <= 0.5 ? RoadClass.LANE : RoadClass.ROAD);
    }
  }

  @Test
  void withoutThingsTheTruthIsThatOfTheGround() {
    Cutout nothing = square(0, RoadClass.BACKGROUND, 0.02);
    RoadThings things = new RoadThings(List.of(nothing), List.of(nothing), List.of(nothing));
    RoadView view = RoadView.of(64, 96, Rng.of(3));
    RoadScene scene = RoadPainter.paint(things, 64, 96, false, Rng.of(3));
    int same = 0;
    for (int p = 0; p < scene.truth().length; p++) {
      same += view.at(p % 96 + 0.5, p / 96 + 0.5).ordinal() == scene.truth()[p] ? 1 : 0;
    }
    // Borders go through pixels, and small things hide some.
    assertThat(same).isGreaterThan(scene.truth().length * 95 / 100);
  }

  @Test
  void theTruthSaysWhatIsSeenAlsoWhereThingsHideEachOther() {
    RoadThings things =
        new RoadThings(
            List.of(square(0, RoadClass.CAR, 0.5)),
            List.of(square(2, RoadClass.PERSON, 0.5)),
            List.of(square(1, RoadClass.BACKGROUND, 0.5)));
    int pixels = 0;
    int wrong = 0;
    for (int i = 0; i < 20; i++) {
      RoadScene scene = RoadPainter.paint(things, 64, 96, false, Rng.of(i));
      int plane = scene.truth().length;
      for (int p = 0; p < plane; p++) {
        float red = scene.values()[p];
        float blue = scene.values()[2 * plane + p];
        if (scene.truth()[p] >= RoadClass.CAR.ordinal()) {
          pixels++;
          wrong += scene.truth()[p] == RoadClass.CAR.ordinal() == red > blue ? 0 : 1;
        }
      }
    }
    assertThat(pixels).isGreaterThan(3000);
    assertThat(wrong).isLessThan(pixels / 50);
  }

  /// A thing in one of red, green and blue.
  private static Cutout square(int channel, RoadClass kind, double tall) {
    byte[] values = new byte[4 * 16];
    Arrays.fill(values, 16 * channel, 16 * (channel + 1), (byte) 255);
    Arrays.fill(values, 48, 64, (byte) 255);
    return Cutout.of(new Pixels(4, 4, 4, values), kind, tall);
  }

  @Test
  void scenesFollowTheirNumberAndSeed() {
    RoadScenes scenes = new RoadScenes(DRAWN, 24, 9, true, Rng.of(5));
    Batch both = scenes.batch(7, 2);
    assertThat(both.inputs().shape().dims()).containsExactly(2, 3, 24, 36);
    assertThat(both.targets().shape().dims()).containsExactly(2, 24, 36);
    Batch again = new RoadScenes(DRAWN, 24, 9, true, Rng.of(5)).batch(2);
    int each = 3 * 24 * 36;
    assertThat(Arrays.copyOfRange(both.inputs().toFloats(), each, 2 * each))
        .isEqualTo(again.inputs().toFloats());
    assertThat(Arrays.copyOfRange(both.targets().toInts(), each / 3, 2 * each / 3))
        .isEqualTo(again.targets().toInts());
    assertThat(new RoadScenes(DRAWN, 24, 9, true, Rng.of(6)).batch(2).inputs().toFloats())
        .isNotEqualTo(again.inputs().toFloats());
  }

  @Test
  void onlyTrainingScenesAreNewInEveryEpoch() {
    RoadScenes train = new RoadScenes(DRAWN, 16, 3, true, Rng.of(5));
    float[] first = train.forEpoch(1, 0).batch(0).inputs().toFloats();
    assertThat(train.forEpoch(1, 1).batch(0).inputs().toFloats()).isNotEqualTo(first);
    assertThat(train.forEpoch(1, 0).batch(0).inputs().toFloats()).isEqualTo(first);
    RoadScenes test = new RoadScenes(DRAWN, 16, 3, false, Rng.of(5));
    assertThat(test.forEpoch(1, 1)).isSameAs(test);
  }

  @Test
  void scenesOfAnySizeHaveValuesFromZeroToOne() {
    for (int height : new int[] {8, 9, 31, 70}) {
      RoadScene scene = RoadPainter.paint(DRAWN, height, 2 * height + 1, true, Rng.of(height));
      assertThat(scene.truth()).hasSize(height * (2 * height + 1));
      for (float value : scene.values()) {
        assertThat(value).isBetween(0f, 1f);
      }
    }
  }
}
