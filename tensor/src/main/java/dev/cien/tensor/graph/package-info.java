/// The recorded graph: operations as data, their shape rules, and the rewriting that simplifies
/// them.
package dev.cien.tensor.graph;
