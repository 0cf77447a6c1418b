/// The training steps that Cien's speed is measured with, on made-up data: what `cien bench` times,
/// and what other frameworks run beside it.
package dev.cien.recipes.workload;
