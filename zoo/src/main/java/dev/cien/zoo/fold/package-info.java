/// Networks that say how a protein folds: pairs of residues, and what they learn from one another.
package dev.cien.zoo.fold;
