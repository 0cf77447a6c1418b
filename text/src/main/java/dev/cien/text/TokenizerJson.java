package dev.cien.text;

import dev.cien.io.AtomicFiles;
import dev.cien.io.FileFormatException;
import dev.cien.io.IoReason;
import dev.cien.io.JsonPart;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Hugging Face's `tokenizer.json`, the file that tells how the texts of a published model become
/// ids.
///
/// ```java
/// TokenizerJson.write(tokenizer, Path.of("tokenizer.json"));
/// Tokenizer same = TokenizerJson.read(Path.of("tokenizer.json"));
/// ```
///
/// Read are three kinds. Byte-level BPE as in GPT-2, RoBERTa and Whisper: `ByteLevel` as
/// pre-tokenizer (with its regular expression) and decoder, no normalizer, merges as strings (`"a
/// b"`) or as pairs (`["a", "b"]`). WordPiece as in BERT: `BertNormalizer`, `BertPreTokenizer`,
/// decoder `WordPiece`. SentencePiece's BPE with bytes as in LLaMA: spaces written `▁` by the
/// normalizers `Prepend` and `Replace` or by `Metaspace`, decoders `Replace`, `ByteFallback`,
/// `Fuse` and `Strip`. Post-processors that put tokens around one text (`TemplateProcessing`,
/// `BertProcessing`, `RobertaProcessing`) become what [Tokenizer#encodeForModel] adds. All added
/// tokens count as special.
///
/// `truncation` and `padding` are not applied: how long the rows of a batch are is decided where
/// batches are made. Anything else that would change ids is refused, by name. A file may have 64
/// MiB and [#MAX_TOKENS] tokens.
public final class TokenizerJson {
  /// The largest vocabulary that is read.
  public static final int MAX_TOKENS = 1 << 20;

  private static final int MAX_BYTES = 64 << 20;
  private static final String BERT = "BertNormalizer with BertPreTokenizer for a WordPiece model";

  private TokenizerJson() {}

  /// Reads a file.
  ///
  /// @return a [ByteLevelBpe], a [WordPiece] or a [SentencePieceBpe]
  /// @throws FileFormatException if it is damaged, beyond a limit, or of a kind that is not
  ///   supported; the message names the part
  public static Tokenizer read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file);
    } catch (IOException e) {
      throw new UncheckedIOException("read " + file + ": " + IoReason.of(e), e);
    }
  }

  /// Reads a stream to its end, such as that of a resource.
  ///
  /// @param name how messages call it
  public static Tokenizer read(InputStream in, Object name) {
    JsonPart json = JsonPart.read(in, name, MAX_BYTES);
    try {
      JsonPart model = json.get("model");
      return switch (model.isAbsent() ? "none" : kind(model)) {
        case "BPE" ->
            model.get("byte_fallback").flag(false)
                ? SentencePieceJson.read(json, model)
                : byteLevel(json, model);
        case "WordPiece" -> wordPiece(json, model);
        default -> throw model.unsupported("BPE and WordPiece");
      };
    } catch (IllegalArgumentException e) {
      throw new FileFormatException(name, e.getMessage(), e);
    }
  }

  /// Old files do not say the model's type; only BPE has merges.
  private static String kind(JsonPart model) {
    boolean bpe = model.get("type").isAbsent() && !model.get("merges").isAbsent();
    return bpe ? "BPE" : model.type();
  }

  /// Writes a byte-level BPE, so that Hugging Face's `tokenizers` gives the same ids.
  public static void write(ByteLevelBpe tokenizer, Path file) {
    AtomicFiles.write(file, out -> TokenizerJsonWriter.write(tokenizer, out));
  }

  private static ByteLevelBpe byteLevel(JsonPart json, JsonPart model) {
    plain(model);
    JsonPart normalizer = json.get("normalizer");
    normalizer.require(normalizer.isAbsent(), "none for a BPE model; " + BERT);
    JsonPart cut = only(json.get("pre_tokenizer"), "pretokenizers");
    cut.require(cut.type().equals("ByteLevel"), "ByteLevel for a BPE model; " + BERT);
    JsonPart regex = cut.get("use_regex");
    regex.require(regex.flag(true), "true, GPT-2's own cut");
    JsonPart decoder = only(json.get("decoder"), "decoders");
    decoder.require(decoder.type().equals("ByteLevel"), "ByteLevel for a BPE model");

    Map<String, Integer> special = added(json.get("added_tokens"), false);
    List<String> tokens = tokens(model.get("vocab"), special);
    boolean prefixSpace = cut.get("add_prefix_space").flag(true);
    Frame frame = frame(json.get("post_processor"), special);
    return new ByteLevelBpe(tokens, merges(model), special, prefixSpace, frame);
  }

  /// Refuses what would join pieces in another way than by the rules.
  static void plain(JsonPart bpe) {
    JsonPart dropout = bpe.get("dropout");
    dropout.require(dropout.number(0) == 0, "no dropout");
    for (String affix : List.of("continuing_subword_prefix", "end_of_word_suffix")) {
      JsonPart part = bpe.get(affix);
      part.require(part.text("").isEmpty(), "none");
    }
    JsonPart ignore = bpe.get("ignore_merges");
    ignore.require(!ignore.flag(false), "false");
  }

  static List<ByteLevelBpe.Merge> merges(JsonPart bpe) {
    return bpe.get("merges").list().stream().map(TokenizerJson::merge).toList();
  }

  private static ByteLevelBpe.Merge merge(JsonPart merge) {
    String[] two;
    if (merge.isList()) {
      two = merge.list().stream().map(JsonPart::text).toArray(String[]::new);
    } else {
      two = merge.text().split(" ", -1);
    }
    if (two.length != 2) {
      throw merge.expected("two tokens");
    }
    return new ByteLevelBpe.Merge(two[0], two[1]);
  }

  private static WordPiece wordPiece(JsonPart json, JsonPart model) {
    JsonPart normalizer = json.get("normalizer");
    normalizer.require(normalizer.type().equals("BertNormalizer"), BERT);
    JsonPart cut = json.get("pre_tokenizer");
    cut.require(cut.type().equals("BertPreTokenizer"), BERT);
    JsonPart decoder = json.get("decoder");
    decoder.require(decoder.type().equals("WordPiece"), "WordPiece for a WordPiece model");
    String prefix = model.get("continuing_subword_prefix").text("##");
    JsonPart decoded = decoder.get("prefix");
    decoded.require(decoded.text("##").equals(prefix), "the model's own, " + prefix);
    boolean lowerCase = normalizer.get("lowercase").flag(true);

    Map<String, Integer> special = added(json.get("added_tokens"), true);
    List<String> tokens = tokens(model.get("vocab"), special);
    JsonPart longest = model.get("max_input_chars_per_word");
    var options =
        new WordPiece.Options(
            new BertText(
                normalizer.get("clean_text").flag(true),
                normalizer.get("handle_chinese_chars").flag(true),
                normalizer.get("strip_accents").flag(lowerCase),
                lowerCase),
            prefix,
            longest.isAbsent() ? 100 : longest.integer(),
            decoder.get("cleanup").flag(true));
    return new WordPiece(
        tokens,
        special,
        model.get("unk_token").text("[UNK]"),
        options,
        frame(json.get("post_processor"), special));
  }

  /// A sequence of one part is that part.
  private static JsonPart only(JsonPart part, String elements) {
    if (part.type().equals("Sequence")) {
      List<JsonPart> parts = part.get(elements).list();
      if (parts.size() == 1) {
        return parts.getFirst();
      }
    }
    return part;
  }

  static Map<String, Integer> added(JsonPart added, boolean normalizes) {
    Map<String, Integer> ids = new LinkedHashMap<>();
    if (!added.isAbsent()) {
      for (JsonPart token : added.list()) {
        for (String flag : List.of("single_word", "lstrip", "rstrip")) {
          JsonPart part = token.get(flag);
          part.require(!part.flag(false), "false");
        }
        JsonPart normalized = token.get("normalized");
        normalized.require(!normalizes || !normalized.flag(false), "false");
        JsonPart content = token.get("content");
        if (content.text().isEmpty()
            || ids.put(content.text(), token.get("id").integer()) != null) {
          throw content.expected("a name of its own");
        }
      }
    }
    return ids;
  }

  /// All tokens by id: those of the vocabulary and the added ones, without gaps.
  static List<String> tokens(JsonPart vocabulary, Map<String, Integer> special) {
    Map<String, Integer> ids = new LinkedHashMap<>(special);
    vocabulary.forEach(
        (token, part) -> {
          Integer added = ids.put(token, part.integer());
          if (added != null && added != part.integer()) {
            throw part.expected("the id " + added + " that added_tokens gives it");
          }
        });
    if (ids.size() > MAX_TOKENS) {
      throw vocabulary.problem(ids.size() + " tokens, at most " + MAX_TOKENS + " are read");
    }
    String[] tokens = new String[ids.size()];
    ids.forEach(
        (token, id) -> {
          if (id < 0 || id >= tokens.length || tokens[id] != null) {
            throw vocabulary.problem(
                "expected the ids 0 to "
                    + (tokens.length - 1)
                    + " once each, added_tokens included; found "
                    + id
                    + (id < 0 || id >= tokens.length ? "" : " twice")
                    + " ('"
                    + token
                    + "')");
          }
          tokens[id] = token;
        });
    return Arrays.asList(tokens);
  }

  static Frame frame(JsonPart part, Map<String, Integer> special) {
    return switch (part.type()) {
      // ByteLevel moves offsets, which are not kept here.
      case "none", "ByteLevel" -> Frame.NONE;
      case "Sequence" -> sequence(part, special);
      case "TemplateProcessing" -> template(part, special);
      case "BertProcessing", "RobertaProcessing" ->
          new Frame(
              new int[] {known(part.get("cls").list().getFirst(), special)},
              new int[] {known(part.get("sep").list().getFirst(), special)});
      default ->
          throw part.unsupported(
              "none, ByteLevel, TemplateProcessing, BertProcessing, RobertaProcessing");
    };
  }

  /// Of several parts one may add tokens.
  private static Frame sequence(JsonPart part, Map<String, Integer> special) {
    Frame frame = Frame.NONE;
    for (JsonPart inner : part.get("processors").list()) {
      if (!inner.type().equals("ByteLevel")) {
        inner.require(
            frame == Frame.NONE && !inner.type().equals("Sequence"),
            "one part of the sequence that adds tokens");
        frame = frame(inner, special);
      }
    }
    return frame;
  }

  private static Frame template(JsonPart part, Map<String, Integer> special) {
    var before = new IdList();
    var after = new IdList();
    var current = before;
    for (JsonPart piece : part.get("single").list()) {
      if (!piece.get("Sequence").isAbsent()) {
        piece.require(current == before, "one text in a template");
        current = after;
      } else {
        current.add(known(piece.get("SpecialToken").get("id"), special));
      }
    }
    part.get("single").require(current == after, "a template with one text");
    return new Frame(before.toArray(), after.toArray());
  }

  private static int known(JsonPart name, Map<String, Integer> special) {
    Integer id = special.get(name.text());
    if (id == null) {
      throw name.expected("one of the added tokens");
    }
    return id;
  }
}
