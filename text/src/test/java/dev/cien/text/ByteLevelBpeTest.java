package dev.cien.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Byte-level BPE against the plainest way to do the same.
class ByteLevelBpeTest {
  private static final String TEXT =
      """
      El niño comió una manzana y la niña otra. ¿Qué comió el año pasado? Nada, dijo el niño.
      The child's apple wasn't red; they'll eat 12 apples, and we've eaten 345.
      La mañana, la montaña y la araña: la mañana de la montaña.
      """;

  private static final ByteLevelBpe TOKENIZER =
      BpeTrainer.of(290, Tokenizer.PADDING, Tokenizer.END).train(TEXT);

  @Test
  void everyTextComesBack() {
    for (int seed = 0; seed < 500; seed++) {
      String text = RandomText.of(seed, seed % 60);
      assertThat(TOKENIZER.decode(TOKENIZER.encode(text))).isEqualTo(text);
      assertThat(TOKENIZER.decode(TOKENIZER.encodePlain(text))).isEqualTo(text);
    }
    var everything = new StringBuilder();
    for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
      if (Character.getType(point) != Character.SURROGATE) {
        everything.appendCodePoint(point);
      }
    }
    String text = everything.toString();
    assertThat(TOKENIZER.decode(TOKENIZER.encode(text))).isEqualTo(text);
  }

  @Test
  void aLoneSurrogateIsNoCharacter() {
    assertThat(TOKENIZER.decode(TOKENIZER.encode("a\ud83dñ\ude80"))).isEqualTo("a\ufffdñ\ufffd");
  }

  @Test
  void theFirstTokensAreTheSpecialOnesAndTheBytes() {
    assertThat(TOKENIZER.id("<pad>")).isZero();
    assertThat(TOKENIZER.id("<eos>")).isOne();
    assertThat(TOKENIZER.token(2)).isEqualTo("!");
    assertThat(TOKENIZER.token(257)).isEqualTo("Ń");
    assertThat(TOKENIZER.encode("\n ")).containsExactly(TOKENIZER.id("Ċ"), TOKENIZER.id("Ġ"));
    assertThat(TOKENIZER.size()).isEqualTo(290);
    assertThat(TOKENIZER.special()).isEqualTo(Map.of("<pad>", 0, "<eos>", 1));
  }

  /// Counts all pairs of all words anew for each rule.
  @Test
  void theTrainerFindsWhatCountingAnewFinds() {
    List<String> tokens = new ArrayList<>(ByteAlphabet.tokens());
    List<List<Integer>> words = new ArrayList<>();
    Words.split(
        TEXT,
        part -> {
          List<Integer> word = new ArrayList<>();
          ByteAlphabet.write(Words.utf8(part))
              .chars()
              .forEach(c -> word.add(tokens.indexOf(String.valueOf((char) c))));
          words.add(word);
        });
    List<ByteLevelBpe.Merge> expected = new ArrayList<>();
    while (tokens.size() < 370) {
      Map<List<Integer>, Integer> counts = new HashMap<>();
      for (List<Integer> word : words) {
        for (int i = 0; i + 1 < word.size(); i++) {
          counts.merge(List.copyOf(word.subList(i, i + 2)), 1, Integer::sum);
        }
      }
      List<Integer> best = null;
      for (var pair : counts.keySet()) {
        if (best == null || isBetter(pair, best, counts)) {
          best = pair;
        }
      }
      if (best == null) {
        break;
      }
      expected.add(new ByteLevelBpe.Merge(tokens.get(best.getFirst()), tokens.get(best.getLast())));
      String written = tokens.get(best.getFirst()) + tokens.get(best.getLast());
      if (!tokens.contains(written)) {
        tokens.add(written);
      }
      for (List<Integer> word : words) {
        for (int i = 0; i + 1 < word.size(); i++) {
          if (word.subList(i, i + 2).equals(best)) {
            word.set(i, tokens.indexOf(written));
            word.remove(i + 1);
          }
        }
      }
    }
    assertThat(expected).hasSizeGreaterThan(60);
    ByteLevelBpe trained = new BpeTrainer(370, 1, List.of(), false).train(TEXT);
    assertThat(trained.merges()).isEqualTo(expected);
    assertThat(trained.tokens()).isEqualTo(tokens);
  }

  private static boolean isBetter(
      List<Integer> a, List<Integer> b, Map<List<Integer>, Integer> counts) {
    int byCount = Integer.compare(counts.get(a), counts.get(b));
    int byLeft = Integer.compare(b.getFirst(), a.getFirst());
    int byRight = Integer.compare(b.getLast(), a.getLast());
    return byCount > 0 || byCount == 0 && (byLeft > 0 || byLeft == 0 && byRight > 0);
  }

  /// Joins by looking at all neighbours anew each time.
  @Test
  void joiningIsTheEarliestRuleFirst() {
    for (String part : List.of("mañanamañana", "aaaaa", "lalala", " comió", "nnnñññ", "x")) {
      List<String> pieces = new ArrayList<>();
      ByteAlphabet.write(Words.utf8(part)).chars().forEach(c -> pieces.add("" + (char) c));
      while (true) {
        int rank = Integer.MAX_VALUE;
        int at = -1;
        for (int i = 0; i + 1 < pieces.size(); i++) {
          int found =
              TOKENIZER.merges().indexOf(new ByteLevelBpe.Merge(pieces.get(i), pieces.get(i + 1)));
          if (found >= 0 && found < rank) {
            rank = found;
            at = i;
          }
        }
        if (at < 0) {
          break;
        }
        pieces.set(at, pieces.get(at) + pieces.remove(at + 1));
      }
      assertThat(Arrays.stream(TOKENIZER.encode(part)).mapToObj(TOKENIZER::token).toList())
          .isEqualTo(pieces);
    }
  }

  @Test
  void specialTokensAreFoundInTextUnlessItIsPlain() {
    int end = TOKENIZER.id("<eos>");
    int[] ids = TOKENIZER.encode("el<eos>la");
    assertThat(ids).contains(end);
    assertThat(TOKENIZER.decode(TOKENIZER.withoutSpecial(ids))).isEqualTo("ella");
    assertThat(TOKENIZER.encodePlain("el<eos>la")).doesNotContain(end);
  }

  @Test
  void aSpaceIsPutBeforeTextThatHasNone() {
    ByteLevelBpe spaced = TOKENIZER.withPrefixSpace(true);
    assertThat(spaced.encode("niño")).isEqualTo(TOKENIZER.encode(" niño"));
    assertThat(spaced.encode(" niño")).isEqualTo(TOKENIZER.encode(" niño"));
    assertThat(spaced.encode("")).isEmpty();
  }

  @Test
  void partsAreCutAsPublished() {
    List<String> parts = new ArrayList<>();
    Words.split("Ella's  año 2026,\n\n we'll—¡sí!\u00a0 x ", parts::add);
    assertThat(parts)
        .containsExactly(
            "Ella", "'s", " ", " año", " 2026", ",", "\n\n", " we", "'ll", "—¡", "sí", "!",
            "\u00a0", " x", " ");
  }

  @Test
  @Timeout(20)
  void aWordOfAMillionLettersIsEncodedInTime() {
    String text = "mañana".repeat(200_000);
    assertThat(TOKENIZER.decode(TOKENIZER.encode(text))).isEqualTo(text);
  }

  @Test
  void whatIsNoVocabularyIsRefused() {
    List<String> bytes = ByteAlphabet.tokens();
    List<String> more = new ArrayList<>(bytes);
    more.add("ab");
    var merge = new ByteLevelBpe.Merge("a", "b");
    assertThat(ByteLevelBpe.of(more, List.of(merge), List.of()).encode("ab")).containsExactly(256);
    assertThatThrownBy(() -> ByteLevelBpe.of(bytes, List.of(merge), List.of()))
        .hasMessageContaining("rule 0 ('a' 'b') needs the token 'ab'");
    assertThatThrownBy(() -> ByteLevelBpe.of(List.of("a"), List.of(), List.of()))
        .hasMessageContaining("the byte 0 needs the token 'Ā'");
    more.set(256, "ab c");
    assertThatThrownBy(() -> ByteLevelBpe.of(more, List.of(), List.of()))
        .hasMessageContaining("token 256 ('ab c') is not written in GPT-2's alphabet");
    more.set(256, "a");
    assertThatThrownBy(() -> ByteLevelBpe.of(more, List.of(), List.of()))
        .hasMessageContaining("'a' has two ids");
    assertThatThrownBy(() -> ByteLevelBpe.of(bytes, List.of(), List.of("<x>")))
        .hasMessageContaining("'<x>' is not among the tokens");
    assertThatThrownBy(() -> TOKENIZER.decode(290))
        .hasMessageContaining("from 0 to 289, found 290");
    assertThatThrownBy(() -> TOKENIZER.id("<bos>")).hasMessageContaining("[<pad>, <eos>]");
    assertThatThrownBy(() -> BpeTrainer.of(256, "<eos>"))
        .hasMessageContaining("room for the 256 bytes and 1 special tokens");
  }
}
