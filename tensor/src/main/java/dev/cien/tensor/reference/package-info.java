/// The naive interpreter: every operation written straight from its definition, in float64 and
/// exact integers.
///
/// It is the oracle of the tests and the readable definition of what each
/// [dev.cien.tensor.graph.Op] means. Speed is no concern here, except that nothing is quadratic
/// without need.
package dev.cien.tensor.reference;
