package dev.cien.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cien.io.FileFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// tokenizer.json against what Hugging Face's library made of it: `src/test/golden/ids.py`.
class TokenizerJsonTest {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path folder;

  private static InputStream golden(String name) {
    return TokenizerJsonTest.class.getResourceAsStream("/golden/" + name);
  }

  private static Tokenizer read(String name) throws IOException {
    try (InputStream in = golden(name)) {
      return TokenizerJson.read(in, name);
    }
  }

  private static JsonNode tree(String name) throws IOException {
    try (InputStream in = golden(name)) {
      return JSON.readTree(in);
    }
  }

  private static Tokenizer read(byte[] bytes) {
    return TokenizerJson.read(new ByteArrayInputStream(bytes), "tokenizer.json");
  }

  private static void hasGoldenIds(Tokenizer tokenizer, String name) throws IOException {
    JsonNode cases = tree("ids.json").get(name);
    assertThat(cases.size()).isGreaterThan(20);
    for (JsonNode known : cases) {
      String text = known.get("text").stringValue();
      int[] ids = JSON.treeToValue(known.get("ids"), int[].class);
      assertThat(tokenizer.encode(text)).as(text).isEqualTo(ids);
      assertThat(tokenizer.encodeForModel(text))
          .as(text)
          .isEqualTo(JSON.treeToValue(known.get("model"), int[].class));
      assertThat(tokenizer.decode(ids)).isEqualTo(known.get("decoded").stringValue());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bpe",
        "bpe-strings",
        "wordpiece",
        "wordpiece-cased",
        "sentencepiece",
        "metaspace-always",
        "metaspace-first",
        "metaspace-never"
      })
  void idsAreThoseOfTheReference(String name) throws IOException {
    hasGoldenIds(read(name + ".json"), name);
  }

  @Test
  void everyTextComesBackFromCharactersAndBytes() throws IOException {
    Tokenizer tokenizer = read("sentencepiece.json");
    for (int seed = 0; seed < 300; seed++) {
      String text = RandomText.of(seed, seed % 60);
      assertThat(tokenizer.decode(tokenizer.encodePlain(text))).isEqualTo(text.replace('▁', ' '));
    }
    assertThat(tokenizer.decode(tokenizer.encodePlain("a\ud83d"))).isEqualTo("a\ufffd");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bpe", "bpe-strings"})
  void whatIsWrittenReadsTheSame(String name) throws IOException {
    var tokenizer = (ByteLevelBpe) read(name + ".json");
    Path file = folder.resolve("tokenizer.json");
    TokenizerJson.write(tokenizer, file);
    var again = (ByteLevelBpe) TokenizerJson.read(file);
    assertThat(again.tokens()).isEqualTo(tokenizer.tokens());
    assertThat(again.merges()).isEqualTo(tokenizer.merges());
    assertThat(again.prefixSpace()).isEqualTo(tokenizer.prefixSpace());
    hasGoldenIds(again, name);
  }

  @Test
  void theTrainerLearnsWhatTheReferenceLearns() throws IOException {
    String corpus = Files.readString(Path.of("src/test/golden/corpus.txt"));
    var reference = (ByteLevelBpe) read("bpe.json");
    ByteLevelBpe trained = BpeTrainer.of(400, "<pad>", "<eos>").train(corpus);
    assertThat(trained.tokens()).isEqualTo(reference.tokens());
    assertThat(trained.merges()).isEqualTo(reference.merges());
    var spaced = new BpeTrainer(400, 2, List.of("<pad>", "<eos>"), true).train(corpus);
    var referenceSpaced = (ByteLevelBpe) read("bpe-strings.json");
    assertThat(spaced.tokens()).isEqualTo(referenceSpaced.tokens().subList(0, 400));
    assertThat(spaced.merges()).isEqualTo(referenceSpaced.merges());
  }

  /// Each line puts a value at a path of a good file; the reader must refuse it by name.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bpe | /model/type | "Unigram" | model: Unigram is not supported; supported: BPE and WordPiece
          bpe | /model/dropout | 0.1 | model.dropout: 0.1 is not supported
          bpe | /model/end_of_word_suffix | "</w>" | model.end_of_word_suffix: "</w>" is not supported
          bpe | /model/ignore_merges | true | model.ignore_merges: true is not supported
          bpe | /normalizer | {"type": "NFC"} | normalizer: NFC is not supported; supported: none
          bpe | /pre_tokenizer | {"type": "Metaspace"} | pre_tokenizer: Metaspace is not supported
          bpe | /pre_tokenizer | null | pre_tokenizer: null is not supported
          bpe | /pre_tokenizer/use_regex | false | pre_tokenizer.use_regex: false is not supported
          bpe | /decoder | {"type": "BPEDecoder"} | decoder: BPEDecoder is not supported
          bpe | /post_processor | {"type": "X"} | post_processor: X is not supported
          bpe | /post_processor | {"type": "TemplateProcessing", "single": []} | post_processor.single: a list is not supported
          bpe | /post_processor | {"type": "BertProcessing", "cls": ["a", 1], "sep": ["b", 2]} | post_processor.cls[0]: expected one of the added tokens, found "a"
          bpe | /added_tokens/0/lstrip | true | added_tokens[0].lstrip: true is not supported
          bpe | /added_tokens/0/id | 7 | model.vocab.<pad>: expected the id 7 that added_tokens gives it, found 0
          bpe | /added_tokens/0/content | "<eos>" | expected a name of its own
          bpe | /added_tokens/0/content | "" | expected a name of its own
          bpe | /model/vocab/! | 3 | found 3 twice
          bpe | /model/vocab/! | 400 | expected the ids 0 to 399 once each, added_tokens included; found 400
          bpe | /model/vocab/! | -1 | found -1
          bpe | /model/vocab/! | 99999999999 | model.vocab.!: expected an integer, found 99999999999
          bpe | /model/vocab | [] | model.vocab: expected an object, found a list
          bpe | /model/merges/0 | "ab" | model.merges[0]: expected two tokens, found "ab"
          bpe | /model/merges/0 | ["a", "b", "c"] | model.merges[0]: expected two tokens, found a list
          bpe | /model/merges/0 | ["!", "!"] | rule 0 ('!' '!') needs the token '!!'
          bpe | /model/merges | null | model.merges: expected a list, found null
          sentencepiece | /normalizer | {"type": "NFKC"} | normalizer: NFKC is not supported; supported: Replace of a space by ▁
          sentencepiece | /normalizer/normalizers/0/prepend | "_" | normalizer.normalizers[0].prepend: "_" is not supported; supported: '▁'
          sentencepiece | /normalizer/normalizers/1/content | "_" | normalizer.normalizers[1].content: "_" is not supported
          sentencepiece | /pre_tokenizer | {"type": "Metaspace"} | pre_tokenizer: Metaspace is not supported; supported: none beside a normalizer
          sentencepiece | /decoder | {"type": "ByteFallback"} | decoder: ByteFallback is not supported; supported: Replace of ▁ by a space
          sentencepiece | /decoder/decoders/3/stop | 1 | decoder.decoders[3].stop: 1 is not supported; supported: 0
          sentencepiece | /model/vocab/<0x41> | 5000 | expected the ids 0 to
          metaspace-first | /pre_tokenizer/split | true | pre_tokenizer.split: true is not supported; supported: false
          metaspace-first | /pre_tokenizer/prepend_scheme | "last" | pre_tokenizer.prepend_scheme: "last" is not supported
          metaspace-first | /pre_tokenizer | null | pre_tokenizer: null is not supported; supported: Metaspace
          metaspace-first | /model/merges/0 | ["!", "!"] | rule 0 ('!' '!') needs the token '!!'
          wordpiece | /normalizer | null | normalizer: null is not supported
          wordpiece | /pre_tokenizer | {"type": "Whitespace"} | pre_tokenizer: Whitespace is not supported
          wordpiece | /model/unk_token | "[X]" | no token is written '[X]'
          wordpiece | /added_tokens/0/normalized | true | added_tokens[0].normalized: true is not supported
          """)
  void whatIsNotSupportedIsNamed(String name, String path, String value, String message)
      throws IOException {
    JsonNode file = tree(name + ".json");
    int cut = path.lastIndexOf('/');
    JsonNode parent = file.at(path.substring(0, cut));
    String last = path.substring(cut + 1);
    if (parent instanceof ObjectNode object) {
      object.set(last, JSON.readTree(value));
    } else {
      ((tools.jackson.databind.node.ArrayNode) parent)
          .set(Integer.parseInt(last), JSON.readTree(value));
    }
    assertThatThrownBy(() -> read(JSON.writeValueAsBytes(file)))
        .isInstanceOf(FileFormatException.class)
        .hasMessageStartingWith("tokenizer.json: ")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "3", "null", "{}", "{\"model\": {}}", "{\"a\":1,\"a\":2}", "x"})
  void whatIsNoTokenizerIsRefused(String text) {
    assertThatThrownBy(() -> read(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(FileFormatException.class);
  }

  @Test
  @Timeout(60)
  void hostileFilesMeetLimits() throws IOException {
    assertThatThrownBy(() -> read("[".repeat(1_000_000).getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(FileFormatException.class)
        .hasMessageContaining("depth");
    assertThatThrownBy(
            () -> read(("[" + "0,".repeat(7_000_000) + "0]").getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(FileFormatException.class)
        .hasMessageContaining("oken count");
    assertThatThrownBy(
            () -> read(("\"" + "a".repeat(100_000) + "\"").getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(FileFormatException.class)
        .hasMessageContaining("length");
    assertThatThrownBy(() -> TokenizerJson.read(InputStream.nullInputStream(), "none"))
        .isInstanceOf(FileFormatException.class);
    var endless =
        new InputStream() {
          @Override
          public int read() {
            return ' ';
          }

          @Override
          public int read(byte[] bytes, int offset, int length) {
            Arrays.fill(bytes, offset, offset + length, (byte) ' ');
            return length;
          }
        };
    assertThatThrownBy(() -> TokenizerJson.read(endless, "endless"))
        .isInstanceOf(FileFormatException.class)
        .hasMessageStartingWith("endless: more than 67108864 bytes");
  }
}
