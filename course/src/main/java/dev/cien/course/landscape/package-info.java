/// Landscapes of cost over one or two parameters, and the update rules of `optim` racing down them.
package dev.cien.course.landscape;
