/// Trainings that somebody watches: in small pieces, looked at between two of them, kept and taken
/// up again.
package dev.cien.recipes.live;
