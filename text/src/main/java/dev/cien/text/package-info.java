/// Tokenizers: [dev.cien.text.CharTokenizer] for code points, [dev.cien.text.WordTokenizer] for
/// words, [dev.cien.text.ByteLevelBpe] for the pieces of words that GPT-2 made common.
package dev.cien.text;
