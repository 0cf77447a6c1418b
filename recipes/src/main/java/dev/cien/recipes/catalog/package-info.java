/// All recipes by name.
package dev.cien.recipes.catalog;
