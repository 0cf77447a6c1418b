package dev.cien.data;

/// A data set cut in two: what is learnt from and what is kept back to see whether it was learnt.
///
/// @param train the part to learn from
/// @param heldOut the part that is kept back
public record Split(Dataset train, Dataset heldOut) {}
