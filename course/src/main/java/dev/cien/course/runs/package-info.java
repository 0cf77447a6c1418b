/// The folders that training leaves, read again.
package dev.cien.course.runs;
