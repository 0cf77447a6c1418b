/// Tensors, their operations and gradients, the compiler and its CPU kernels.
module dev.cien.tensor {
  requires static jdk.incubator.vector;

  exports dev.cien.tensor;
}
