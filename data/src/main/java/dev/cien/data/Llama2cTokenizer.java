package dev.cien.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The tokenizer of llama2.c, SentencePiece's with a score for each token, as `tokenizer.json` of
/// Hugging Face says it: with rules in an order, those first that make the token of the highest
/// score.
///
/// The first three tokens are special, the next 256 are bytes.
///
/// @param file how messages call it
/// @param bytes where the tokenizer begins
/// @param vocabulary how many tokens it has
record Llama2cTokenizer(Path file, ByteBuffer bytes, int vocabulary) {
  private static final int BYTES_FROM = 3;

  /// The first token that is no byte.
  static final int PIECES_FROM = BYTES_FROM + 256;

  private static final int MOST_TOKEN = 1 << 10;
  private static final String SPACE = "▁";
  private static final List<String> SPECIAL = List.of("<unk>", "<s>", "</s>");

  /// A token and how early it is made of two others.
  private record Piece(String text, float score) {}

  /// What `tokenizer.json` says.
  Map<String, Object> json() {
    List<Piece> pieces = pieces();
    Map<String, Integer> ids = new LinkedHashMap<>();
    pieces.forEach(
        piece -> {
          if (ids.put(piece.text(), ids.size()) != null) {
            throw Llama2c.problem(file, "tokens that differ", "'" + piece.text() + "' twice");
          }
        });
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("type", "BPE");
    model.put("unk_token", SPECIAL.getFirst());
    model.put("fuse_unk", true);
    model.put("byte_fallback", true);
    model.put("vocab", ids);
    model.put("merges", merges(pieces));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("version", "1.0");
    json.put("added_tokens", SPECIAL.stream().map(name -> added(name, ids.get(name))).toList());
    json.put(
        "normalizer",
        typed(
            "Sequence",
            "normalizers",
            List.of(typed("Prepend", "prepend", SPACE), replace(" ", SPACE))));
    json.put("post_processor", start());
    json.put(
        "decoder",
        typed(
            "Sequence",
            "decoders",
            List.of(
                replace(SPACE, " "),
                Map.of("type", "ByteFallback"),
                Map.of("type", "Fuse"),
                strip())));
    json.put("model", model);
    return json;
  }

  private List<Piece> pieces() {
    Llama2c.need(file, bytes, Integer.BYTES, "the longest token");
    bytes.getInt();
    List<Piece> pieces = new ArrayList<>();
    for (int id = 0; id < vocabulary; id++) {
      Llama2c.need(file, bytes, Float.BYTES + Integer.BYTES, "a token");
      float score = bytes.getFloat();
      int length = bytes.getInt();
      if (length < 0 || length > MOST_TOKEN) {
        throw Llama2c.problem(file, "tokens of at most " + MOST_TOKEN + " bytes", length);
      }
      Llama2c.need(file, bytes, length, "a token");
      byte[] text = new byte[length];
      bytes.get(text);
      pieces.add(new Piece(written(id, new String(text, StandardCharsets.UTF_8)), score));
    }
    return pieces;
  }

  private static String written(int id, String text) {
    if (id < BYTES_FROM) {
      return SPECIAL.get(id);
    }
    return id < PIECES_FROM ? String.format("<0x%02X>", id - BYTES_FROM) : text.replace(" ", SPACE);
  }

  /// A pair of tokens and the score of the one that both make.
  private record Merge(String left, String right, float score) {}

  private static List<List<String>> merges(List<Piece> pieces) {
    List<Piece> made = pieces.subList(PIECES_FROM, pieces.size());
    Map<String, Piece> known = new HashMap<>();
    made.forEach(piece -> known.put(piece.text(), piece));
    List<Merge> merges = new ArrayList<>();
    for (Piece piece : made) {
      String text = piece.text();
      for (int cut = 1; cut < text.length(); cut++) {
        String left = text.substring(0, cut);
        String right = text.substring(cut);
        if (known.containsKey(left) && known.containsKey(right)) {
          merges.add(new Merge(left, right, piece.score()));
        }
      }
    }
    // As Hugging Face orders them; the sort keeps the order of ids where all three are equal.
    merges.sort(
        Comparator.comparingDouble((Merge merge) -> -merge.score())
            .thenComparingInt(merge -> -merge.left().length())
            .thenComparingInt(merge -> -merge.right().length()));
    return merges.stream().map(merge -> List.of(merge.left(), merge.right())).toList();
  }

  private static Map<String, Object> typed(String type, String name, Object value) {
    Map<String, Object> part = new LinkedHashMap<>();
    part.put("type", type);
    part.put(name, value);
    return part;
  }

  private static Map<String, Object> replace(String from, String to) {
    Map<String, Object> part = typed("Replace", "pattern", Map.of("String", from));
    part.put("content", to);
    return part;
  }

  private static Map<String, Object> strip() {
    Map<String, Object> part = typed("Strip", "content", " ");
    part.put("start", 1);
    part.put("stop", 0);
    return part;
  }

  private static Map<String, Object> added(String name, int id) {
    Map<String, Object> token = new LinkedHashMap<>();
    token.put("id", id);
    token.put("content", name);
    for (String flag : List.of("single_word", "lstrip", "rstrip", "normalized")) {
      token.put(flag, false);
    }
    token.put("special", true);
    return token;
  }

  /// A start token before each text.
  private static Map<String, Object> start() {
    Map<String, Object> known = new LinkedHashMap<>();
    known.put("id", SPECIAL.get(1));
    known.put("ids", List.of(1));
    known.put("tokens", List.of(SPECIAL.get(1)));
    Map<String, Object> part =
        typed(
            "TemplateProcessing",
            "single",
            List.of(
                Map.of("SpecialToken", typed(SPECIAL.get(1), 0)),
                Map.of("Sequence", typed("A", 0))));
    part.put("pair", List.of());
    part.put("special_tokens", Map.of(SPECIAL.get(1), known));
    return part;
  }

  private static Map<String, Object> typed(String id, int type) {
    Map<String, Object> part = new LinkedHashMap<>();
    part.put("id", id);
    part.put("type_id", type);
    return part;
  }
}
