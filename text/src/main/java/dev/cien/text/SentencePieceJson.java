package dev.cien.text;

import dev.cien.io.JsonPart;
import java.util.List;
import java.util.Map;

/// Reads a `tokenizer.json` of SentencePiece's BPE: in which way spaces become `▁`, and back.
final class SentencePieceJson {
  private static final String WRITTEN = "Replace of a space by ▁, after at most Prepend of ▁";
  private static final String READ =
      "Replace of ▁ by a space, ByteFallback, Fuse, Strip of a space";

  private SentencePieceJson() {}

  static SentencePieceBpe read(JsonPart json, JsonPart model) {
    TokenizerJson.plain(model);
    Map<String, Integer> special = TokenizerJson.added(json.get("added_tokens"), false);
    return new SentencePieceBpe(
        TokenizerJson.tokens(model.get("vocab"), special),
        TokenizerJson.merges(model),
        special,
        lead(json.get("normalizer"), json.get("pre_tokenizer")),
        strips(json.get("decoder")),
        TokenizerJson.frame(json.get("post_processor"), special));
  }

  private static SentencePieceBpe.Lead lead(JsonPart normalizer, JsonPart cut) {
    if (normalizer.isAbsent()) {
      cut.require(cut.type().equals("Metaspace"), "Metaspace, or a normalizer for spaces");
      is(cut.get("replacement"), SentencePieceBpe.SPACE);
      JsonPart split = cut.get("split");
      split.require(!split.flag(true), "false");
      JsonPart scheme = cut.get("prepend_scheme");
      return switch (scheme.text("always")) {
        case "always" -> SentencePieceBpe.Lead.EACH_WITHOUT;
        case "first" -> SentencePieceBpe.Lead.FIRST_WITHOUT;
        case "never" -> SentencePieceBpe.Lead.NONE;
        default -> throw scheme.unsupported("always, first, never");
      };
    }
    cut.require(cut.isAbsent(), "none beside a normalizer for spaces");
    List<JsonPart> parts = parts(normalizer, "normalizers");
    boolean prepends = parts.size() == 2 && parts.getFirst().type().equals("Prepend");
    if (prepends) {
      is(parts.getFirst().get("prepend"), SentencePieceBpe.SPACE);
    }
    normalizer.require(parts.size() == (prepends ? 2 : 1), WRITTEN);
    replaces(parts.getLast(), " ", SentencePieceBpe.SPACE, WRITTEN);
    return prepends ? SentencePieceBpe.Lead.EACH : SentencePieceBpe.Lead.NONE;
  }

  /// Whether the decoder takes a space away from the front.
  private static boolean strips(JsonPart decoder) {
    List<JsonPart> parts = parts(decoder, "decoders");
    List<String> types = parts.stream().map(JsonPart::type).toList();
    boolean strips = types.equals(List.of("Replace", "ByteFallback", "Fuse", "Strip"));
    decoder.require(strips || types.equals(List.of("Replace", "ByteFallback", "Fuse")), READ);
    replaces(parts.getFirst(), SentencePieceBpe.SPACE, " ", READ);
    if (strips) {
      JsonPart strip = parts.getLast();
      is(strip.get("content"), " ");
      strip.get("start").require(strip.get("start").integer() == 1, "1");
      strip.get("stop").require(strip.get("stop").integer() == 0, "0");
    }
    return strips;
  }

  private static List<JsonPart> parts(JsonPart part, String elements) {
    return part.type().equals("Sequence") ? part.get(elements).list() : List.of(part);
  }

  private static void replaces(JsonPart part, String from, String to, String supported) {
    part.require(part.type().equals("Replace"), supported);
    is(part.get("pattern").get("String"), from);
    is(part.get("content"), to);
  }

  private static void is(JsonPart part, String only) {
    part.require(part.text("").equals(only), "'" + only + "'");
  }
}
