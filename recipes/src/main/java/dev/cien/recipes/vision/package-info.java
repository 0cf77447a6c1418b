/// Recipes on pictures.
package dev.cien.recipes.vision;
