package dev.cien.recipes;

import java.util.function.DoubleSupplier;

/// Something simpler that does the same job, measured by the same metric on the same test data.
///
/// @param name a word, such as `majority`
/// @param title what it is
/// @param fast whether measuring takes no noticeable time
/// @param measure trains it if need be and gives its figure
public record Baseline(String name, Text title, boolean fast, DoubleSupplier measure) {}
