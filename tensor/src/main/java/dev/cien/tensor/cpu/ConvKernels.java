package dev.cien.tensor.cpu;

/// The inner loops of convolutions.
final class ConvKernels {
  private static final ConvTiles SCALAR_TILES = new ConvScalarTiles();
  private static final ConvArithmetic SCALAR_PLANES = new ConvScalar();
  private static final ConvArithmetic DOUBLE_PLANES = new ConvDouble();

  private ConvKernels() {}

  /// The float32 loops whose vectors run along channels.
  static ConvTiles tiles(boolean vectors) {
    return vectors ? Vector.TILES : SCALAR_TILES;
  }

  /// The loops whose vectors run along pixels, for float32 (`single`) or float64.
  static ConvArithmetic planes(boolean single, boolean vectors) {
    if (!single) {
      return DOUBLE_PLANES;
    }
    return vectors ? Vector.PLANES : SCALAR_PLANES;
  }

  /// Loaded only when the Vector API is there.
  private static final class Vector {
    static final ConvTiles TILES = new ConvVectorTiles();
    static final ConvArithmetic PLANES = new ConvVector();
  }
}
