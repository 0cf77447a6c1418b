package dev.cien.recipes.multimodal;

/// What a sentence asks for.
///
/// @param intent what is to be done
/// @param number with which number, [#NONE] where there is none
/// @param spanish whether it is asked in Spanish; otherwise in English
record Request(Intent intent, int number, boolean spanish) {
  /// No number.
  static final int NONE = -1;
}
