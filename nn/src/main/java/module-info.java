/// Layers and the names of their parameters, initialisers, losses and metrics.
module dev.cien.nn {
  requires transitive dev.cien.tensor;

  exports dev.cien.nn;
  exports dev.cien.nn.loss;
  exports dev.cien.nn.metric;
}
