/// The loop around a step: [dev.cien.train.Trainer] with its [dev.cien.train.TrainEvent]s, the run
/// folder, checkpoints from which a run goes on with the same bits, and checks such as the
/// learning-rate finder.
package dev.cien.train;
