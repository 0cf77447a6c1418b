/// Losses as curves, on samples, on sets, and against each other on the same data.
package dev.cien.course.losses;
