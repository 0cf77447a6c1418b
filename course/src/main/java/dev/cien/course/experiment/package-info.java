/// Experiments of the course: predict, run, compare. What is run is real, and a prediction is right
/// or wrong by the numbers of that run alone.
///
/// One JSON file is one experiment; `docs/guide/experiments.md` says how to write another.
package dev.cien.course.experiment;
