/// Tools of the tests: numerical gradients, random samples, comparisons within a tolerance, golden
/// files.
///
/// Everything here uses the public face of tensors only. The tests of the module `tensor` compile
/// these sources themselves, because it cannot depend on a module that depends on it; so there is
/// no module descriptor here.
package dev.cien.testkit;
