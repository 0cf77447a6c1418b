/// The hundred days: their topics, lessons and resources, in Spanish and English.
package dev.cien.course.days;
