package dev.cien.recipes;

import java.util.Map;

/// What a model says about something new.
///
/// @param of what was looked at, such as a file's name or a row
/// @param answer the class or quantity, in words
/// @param probabilities of the classes, the likeliest first; empty for quantities
public record Prediction(String of, String answer, Map<String, Double> probabilities) {}
