/// A network that reads somebody's handwritten digit, and shows what each layer makes of it.
package dev.cien.course.digit;
