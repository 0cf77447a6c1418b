/// Tensors: what a user of Cien touches. A [dev.cien.tensor.Tensor] is recorded when written and
/// computed when a number is needed; [dev.cien.tensor.Gradients] differentiates it;
/// [dev.cien.tensor.Variable] is the one thing that changes.
package dev.cien.tensor;
