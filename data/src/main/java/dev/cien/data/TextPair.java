package dev.cien.data;

/// A text in English and in Spanish.
public record TextPair(String english, String spanish) {}
