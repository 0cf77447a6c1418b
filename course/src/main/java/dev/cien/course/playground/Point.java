package dev.cien.course.playground;

/// A point of the plane and what it is.
///
/// @param x to the right
/// @param y upwards
/// @param label −1 to 1, of two classes one of the two; of several classes their number, from 0
public record Point(double x, double y, double label) {}
