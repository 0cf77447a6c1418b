/// What recipes of one kind share: the data in parts, figures, baselines.
package dev.cien.recipes.kit;
