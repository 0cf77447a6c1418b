/// Text as numbers: tokenizers, Hugging Face's `tokenizer.json`, and measures of generated text.
module dev.cien.text {
  requires transitive dev.cien.io;
  requires tools.jackson.core;
  requires tools.jackson.databind;

  exports dev.cien.text;
  exports dev.cien.text.metric;
}
