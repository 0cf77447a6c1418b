/// What belongs to a person who learns.
package dev.cien.course;
