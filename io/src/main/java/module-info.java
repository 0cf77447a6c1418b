/// Reading and writing the files of the field: safetensors, NumPy arrays, images, TensorBoard
/// events.
module dev.cien.io {
  requires transitive dev.cien.tensor;
  requires tools.jackson.core;
  requires tools.jackson.databind;
  requires java.desktop;

  exports dev.cien.io;
  exports dev.cien.io.plot;
}
