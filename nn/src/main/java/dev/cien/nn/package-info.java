/// Layers, the tree of a model's parameters, and initialisers.
package dev.cien.nn;
