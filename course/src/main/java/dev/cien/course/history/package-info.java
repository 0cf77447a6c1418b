/// The history of deep learning: its rooms, and what training its systems took.
package dev.cien.course.history;
