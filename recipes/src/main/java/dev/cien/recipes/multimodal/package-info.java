/// Recipes that bring pictures and texts together.
package dev.cien.recipes.multimodal;
