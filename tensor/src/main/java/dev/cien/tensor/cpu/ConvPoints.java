package dev.cien.tensor.cpu;

/// The numbers of Winograd's F(4×4, 3×3) with the interpolation points 0, ±5/8, ±3/2 and ∞.
///
/// Four neighbouring results of a filter `g` of three weights need six products, not twelve: `y =
/// Aᵀ[(G g) ⊙ (Bᵀ d)]`, where `a` and `b` are the points:
///
/// ```
///      ⎡ a²b²   0  −a²−b²  0   1  0 ⎤        ⎡ 1  1   1   1   1  0 ⎤       ⎡ 1/(a²b²)             ⎤
///      ⎢  0   −ab²  −b²    a   1  0 ⎥        ⎢ 0  a  −a   b  −b  0 ⎥       ⎢ [1   a  a²]·GA       ⎥
/// Bᵀ = ⎢  0    ab²  −b²   −a   1  0 ⎥   Aᵀ = ⎢ 0  a²  a²  b²  b² 0 ⎥   G = ⎢ [1  −a  a²]·GA       ⎥
///      ⎢  0   −a²b  −a²    b   1  0 ⎥        ⎣ 0  a³ −a³  b³ −b³ 1 ⎦       ⎢ [1   b  b²]·GB       ⎥
///      ⎢  0    a²b  −a²   −b   1  0 ⎥                                      ⎢ [1  −b  b²]·GB       ⎥
///      ⎣  0   a²b²   0  −a²−b² 0  1 ⎦                                      ⎣ [0   0  1]           ⎦
/// ```
///
/// with `GA = 1/(2a²(a²−b²))` and `GB = 1/(2b²(b²−a²))`. Bᵀ and Aᵀ are exact in float32. Applied to
/// rows and columns it needs 36 products for 16 results instead of 144. Lavin and Gray, *Fast
/// Algorithms for Convolutional Neural Networks* (2015); the choice of points follows Barabasz et
/// al., *Error Analysis and Improving the Accuracy of Winograd Convolution for Deep Neural
/// Networks* (2020).
final class ConvPoints {
  static final float A = 0.625f;
  static final float B = 1.5f;
  static final float A2 = A * A;
  static final float B2 = B * B;
  static final float A3 = A2 * A;
  static final float B3 = B2 * B;
  static final float SUM = A2 + B2;
  static final float PRODUCT = A2 * B2;
  static final float G0 = (float) (1d / PRODUCT);
  static final float GA = (float) (1d / (2d * A2 * (A2 - B2)));
  static final float GB = (float) (1d / (2d * B2 * (B2 - A2)));

  private ConvPoints() {}
}
