/// Losses: how wrong one prediction is, and the cost that training lowers.
package dev.cien.nn.loss;
