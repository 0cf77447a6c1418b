/// The trainer, its events, the run folder and its checkpoints.
module dev.cien.train {
  requires transitive dev.cien.data;
  requires transitive dev.cien.io;
  requires transitive dev.cien.nn;
  requires transitive dev.cien.optim;
  requires transitive dev.cien.tensor;
  requires java.desktop;
  requires java.management;
  requires tools.jackson.core;
  requires tools.jackson.databind;

  exports dev.cien.train;
}
