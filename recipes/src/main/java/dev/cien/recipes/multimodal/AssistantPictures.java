package dev.cien.recipes.multimodal;

import dev.cien.data.Digits;
import dev.cien.data.Emoji;
import dev.cien.data.ImageDataset;
import dev.cien.recipes.kit.EmojiMakers;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// What may be shown to the assistant: handwritten digits, and things as two makers draw them.
///
/// The assistant knows each thing from one picture, by the first maker, and is shown the other
/// maker's.
///
/// @param digits MNIST
/// @param emoji all emoji, of which the things are some; nothing where only digits are shown
/// @param things the numbers of the things among the emoji
record AssistantPictures(Digits digits, Optional<EmojiMakers> emoji, int... things) {
  private static final Set<String> SUBGROUPS =
      Set.of("food-fruit", "food-vegetable", "animal-marine", "animal-bug");

  static AssistantPictures digitsAlone() {
    return new AssistantPictures(Digits.load(), Optional.empty());
  }

  static AssistantPictures withThings() {
    return of(Digits.load(), EmojiMakers.load(0, 0));
  }

  static AssistantPictures of(Digits digits, EmojiMakers emoji) {
    return new AssistantPictures(
        digits,
        Optional.of(emoji),
        IntStream.range(0, emoji.signs().size())
            .filter(i -> SUBGROUPS.contains(emoji.signs().get(i).subgroup()))
            .toArray());
  }

  /// Emoji that are no things: what seeing is learnt from.
  int[] others() {
    Set<Integer> named = Set.copyOf(IntStream.of(things).boxed().toList());
    return IntStream.range(0, emoji.orElseThrow().signs().size())
        .filter(i -> !named.contains(i))
        .toArray();
  }

  /// What the things are called.
  List<Conversation.Names> names() {
    return IntStream.of(things)
        .mapToObj(
            i -> {
              Emoji.Sign sign = emoji.orElseThrow().signs().get(i);
              return new Conversation.Names(sign.english().name(), sign.spanish().name());
            })
        .toList();
  }

  /// The numbers of the pictures of all things by one maker, 0 or 1.
  int[] by(int maker) {
    return IntStream.of(things).map(i -> EmojiMakers.MAKERS * i + maker).toArray();
  }

  ImageDataset drawings() {
    return emoji.orElseThrow().pictures();
  }
}
