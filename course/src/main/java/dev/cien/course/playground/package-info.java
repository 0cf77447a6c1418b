/// A small network on points of the plane, as TensorFlow Playground trains it: the same links give
/// the same losses.
///
/// D. Smilkov, S. Carter, D. Sculley, F. B. Viégas, M. Wattenberg: Direct-manipulation
/// visualization of deep networks, 2017 ([arXiv:1708.03788](https://arxiv.org/abs/1708.03788)).
package dev.cien.course.playground;
