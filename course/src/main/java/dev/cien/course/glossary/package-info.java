/// The terms of the course, in Spanish and English.
package dev.cien.course.glossary;
