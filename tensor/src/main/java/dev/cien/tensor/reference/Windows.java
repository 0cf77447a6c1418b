package dev.cien.tensor.reference;

import dev.cien.tensor.Shape;
import dev.cien.tensor.graph.Op;

/// Where the taps of a sliding window fall: the arithmetic that convolution and pooling share.
///
/// `in`, `kernel` and `out` are the numbers of elements of the spatial axes, all axes together.
record Windows(int in, int kernel, int out, int[] places) {

  static Windows of(int[] in, int[] kernel, Op.Geometry geometry) {
    int axes = in.length;
    int[] both = new int[2 * axes];
    for (int d = 0; d < axes; d++) {
      both[d] = kernel[d];
      both[axes + d] = geometry.out(d, in[d], kernel[d]);
    }
    int[] strides = Shape.of(in).strides();
    int[] places =
        Coordinates.places(
            Shape.of(both),
            c -> {
              int place = 0;
              for (int d = 0; d < axes; d++) {
                int i =
                    c[axes + d] * geometry.stride().get(d)
                        + c[d] * geometry.dilation().get(d)
                        - geometry.padLow().get(d);
                if (i < 0 || i >= in[d]) {
                  return -1;
                }
                place += i * strides[d];
              }
              return place;
            });
    int taps = Shape.of(kernel).size();
    return new Windows(Shape.of(in).size(), taps, taps == 0 ? 0 : places.length / taps, places);
  }

  /// The input element under tap `s` of window `o`, or −1 where that is padding.
  int place(int s, int o) {
    return places[s * out + o];
  }
}
