/// How parameters move: update rules, learning-rate schedules, clipping, averages of weights.
module dev.cien.optim {
  requires transitive dev.cien.tensor;

  exports dev.cien.optim;
}
