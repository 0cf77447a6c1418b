/// The intermediate language between graph and machine: loop nests whose bodies are straight-line
/// code on typed values. It knows neither tensors nor bytecode: `compile` writes it, `cpu` runs it.
package dev.cien.tensor.loop;
