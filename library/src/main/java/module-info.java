/// The whole library: requiring this module is requiring all of its parts.
module dev.cien {
  requires transitive dev.cien.tensor;
  requires transitive dev.cien.io;
  requires transitive dev.cien.text;
  requires transitive dev.cien.nn;
  requires transitive dev.cien.optim;
  requires transitive dev.cien.data;
  requires transitive dev.cien.train;
  requires transitive dev.cien.zoo;
}
