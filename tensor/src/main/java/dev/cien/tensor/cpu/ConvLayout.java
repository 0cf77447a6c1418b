package dev.cien.tensor.cpu;

/// Where the channels of a convolution's images lie in memory.
public enum ConvLayout {
  /// `[n, c, spatial...]`, as tensors arrive from the user.
  CHANNELS_FIRST,

  /// `[n, spatial..., c]`.
  CHANNELS_LAST
}
