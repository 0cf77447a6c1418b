/// A learner's journal of a hundred days, as one page of Markdown that is read, changed line by
/// line, and written back without touching anything else.
package dev.cien.course.journal;
