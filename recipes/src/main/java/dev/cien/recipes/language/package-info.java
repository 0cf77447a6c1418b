/// Recipes that read and write language.
package dev.cien.recipes.language;
