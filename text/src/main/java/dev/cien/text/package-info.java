/// Tokenizers: [dev.cien.text.CharTokenizer] for code points, [dev.cien.text.WordTokenizer] for
/// words, [dev.cien.text.ByteLevelBpe] for the pieces of words that GPT-2 made common, and
/// [dev.cien.text.WordPiece] for those of BERT. [dev.cien.text.TokenizerJson] reads and writes
/// Hugging Face's file.
package dev.cien.text;
