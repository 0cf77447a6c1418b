/// Recipes on tables: flowers, houses, cells.
package dev.cien.recipes.tabular;
