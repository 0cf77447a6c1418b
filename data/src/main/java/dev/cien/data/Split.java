package dev.cien.data;

/// A data set cut in two: what is learnt from and what is kept back to see whether it was learnt.
public record Split(Dataset train, Dataset heldOut) {}
