package dev.cien.recipes;

import dev.cien.io.Pixels;
import java.util.Optional;

/// A test sample that a model got wrong.
///
/// @param index its number in the test set
/// @param expected what it is
/// @param found what the model said
/// @param certainty the probability the model gave its answer; for quantities how far off it was
/// @param picture the sample, where it is a picture
public record Mistake(
    int index, String expected, String found, double certainty, Optional<Pixels> picture) {}
