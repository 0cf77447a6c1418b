/// Measures Cien: single kernels against this machine's peak, and whole training steps beside other
/// frameworks. What is measured, and how to read it, is on the page RESULTS.md beside this module.
package dev.cien.bench;
