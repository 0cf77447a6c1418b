package dev.cien.text;

import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/// Writes a byte-level BPE as `tokenizer.json`. Merges are written as strings, which every version
/// of Hugging Face's library reads.
final class TokenizerJsonWriter {
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private TokenizerJsonWriter() {}

  static void write(ByteLevelBpe tokenizer, OutputStream out) {
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeStringProperty("version", "1.0");
      json.writeNullProperty("truncation");
      json.writeNullProperty("padding");
      json.writeArrayPropertyStart("added_tokens");
      tokenizer.special().forEach((name, id) -> added(json, name, id));
      json.writeEndArray();
      json.writeNullProperty("normalizer");
      byteLevel(json, "pre_tokenizer", tokenizer.prefixSpace());
      frame(json, tokenizer);
      byteLevel(json, "decoder", tokenizer.prefixSpace());
      model(json, tokenizer);
      json.writeEndObject();
    }
  }

  private static void added(JsonGenerator json, String name, int id) {
    json.writeStartObject();
    json.writeNumberProperty("id", id);
    json.writeStringProperty("content", name);
    for (String flag : List.of("single_word", "lstrip", "rstrip", "normalized")) {
      json.writeBooleanProperty(flag, false);
    }
    json.writeBooleanProperty("special", true);
    json.writeEndObject();
  }

  private static void byteLevel(JsonGenerator json, String part, boolean prefixSpace) {
    json.writeObjectPropertyStart(part);
    json.writeStringProperty("type", "ByteLevel");
    json.writeBooleanProperty("add_prefix_space", prefixSpace);
    json.writeBooleanProperty("trim_offsets", true);
    json.writeBooleanProperty("use_regex", true);
    json.writeEndObject();
  }

  private static void frame(JsonGenerator json, ByteLevelBpe tokenizer) {
    Frame frame = tokenizer.frame();
    if (frame.before().length + frame.after().length == 0) {
      json.writeNullProperty("post_processor");
      return;
    }
    json.writeObjectPropertyStart("post_processor");
    json.writeStringProperty("type", "TemplateProcessing");
    for (String texts : List.of("single", "pair")) {
      json.writeArrayPropertyStart(texts);
      around(json, tokenizer, frame.before());
      piece(json, "Sequence", "A");
      around(json, tokenizer, frame.after());
      if (texts.equals("pair")) {
        piece(json, "Sequence", "B");
        around(json, tokenizer, frame.after());
      }
      json.writeEndArray();
    }
    json.writeObjectPropertyStart("special_tokens");
    for (Map.Entry<String, Integer> token : tokenizer.special().entrySet()) {
      json.writeObjectPropertyStart(token.getKey());
      json.writeStringProperty("id", token.getKey());
      json.writeArrayPropertyStart("ids");
      json.writeNumber(token.getValue());
      json.writeEndArray();
      json.writeArrayPropertyStart("tokens");
      json.writeString(token.getKey());
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void around(JsonGenerator json, ByteLevelBpe tokenizer, int[] ids) {
    for (int id : ids) {
      piece(json, "SpecialToken", tokenizer.token(id));
    }
  }

  private static void piece(JsonGenerator json, String kind, String id) {
    json.writeStartObject();
    json.writeObjectPropertyStart(kind);
    json.writeStringProperty("id", id);
    json.writeNumberProperty("type_id", 0);
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void model(JsonGenerator json, ByteLevelBpe tokenizer) {
    json.writeObjectPropertyStart("model");
    json.writeStringProperty("type", "BPE");
    for (String part :
        List.of("dropout", "unk_token", "continuing_subword_prefix", "end_of_word_suffix")) {
      json.writeNullProperty(part);
    }
    for (String flag : List.of("fuse_unk", "byte_fallback", "ignore_merges")) {
      json.writeBooleanProperty(flag, false);
    }
    json.writeObjectPropertyStart("vocab");
    for (int id = 0; id < tokenizer.size(); id++) {
      json.writeNumberProperty(tokenizer.token(id), id);
    }
    json.writeEndObject();
    json.writeArrayPropertyStart("merges");
    tokenizer.merges().forEach(merge -> json.writeString(merge.left() + " " + merge.right()));
    json.writeEndArray();
    json.writeEndObject();
  }
}
