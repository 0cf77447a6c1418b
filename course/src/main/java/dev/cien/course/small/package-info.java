/// Small fully connected networks that pages show number by number: plain arrays outside, the
/// engine in `float64` inside.
package dev.cien.course.small;
