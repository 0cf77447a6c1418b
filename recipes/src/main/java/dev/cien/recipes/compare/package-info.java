/// Strengths and limits of techniques as measured claims: two sides, several seeds, one figure.
package dev.cien.recipes.compare;
