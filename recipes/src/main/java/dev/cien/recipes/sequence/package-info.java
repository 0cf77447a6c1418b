/// Recurrent networks: memory over many steps, forecasts, text.
package dev.cien.recipes.sequence;
