/// The compiler: a graph becomes fused groups, a memory plan and kernels, which run as a
/// [dev.cien.tensor.compile.Program].
package dev.cien.tensor.compile;
