package dev.cien.tensor.cpu;

/// The implementations of [ConvTiles].
final class ConvKernels {
  private static final ConvTiles SCALAR = new ConvScalarTiles();

  private ConvKernels() {}

  static ConvTiles tiles(boolean vectors) {
    return vectors ? Vector.TILES : SCALAR;
  }

  /// Loaded only when the Vector API is there.
  private static final class Vector {
    static final ConvTiles TILES = new ConvVectorTiles();
  }
}
