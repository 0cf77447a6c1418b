/// One class for each family of kernels: matrix products, convolutions, what is done to single
/// elements, rows and parameters.
package dev.cien.bench.kernels;
