package dev.cien.course.playground;

/// A point of the plane and what it is.
///
/// @param x to the right
/// @param y upwards
/// @param label −1 to 1; in classification one of the two
public record Point(double x, double y, double label) {}
