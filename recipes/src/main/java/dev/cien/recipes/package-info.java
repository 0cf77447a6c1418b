/// Named, measured experiments: model, data, training step, metric, floor and baseline.
///
/// A [dev.cien.recipes.Recipe] says what an experiment is; with settings it becomes an
/// [dev.cien.recipes.Experiment], which can be trained and measured.
/// [dev.cien.recipes.catalog.Recipes] lists them all.
package dev.cien.recipes;
