/// A small network one phase at a time: forward, error, backward, update, with every number in
/// between.
package dev.cien.course.steps;
