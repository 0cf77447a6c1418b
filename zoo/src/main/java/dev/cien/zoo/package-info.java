/// Models to read: one file each, with formula, shapes and paper.
///
/// A model is a record of layers whose components name its parameters; [dev.cien.zoo.Staged] models
/// also say what happens between the layers, so that a summary can show every shape on the way.
package dev.cien.zoo;
