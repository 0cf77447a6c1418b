/// Recipes of the history of neural networks, one a milestone.
package dev.cien.recipes.history;
