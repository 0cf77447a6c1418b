/// Models to read: one file each, with formula, shapes and paper.
module dev.cien.zoo {
  requires transitive dev.cien.nn;
  requires transitive dev.cien.tensor;

  exports dev.cien.zoo;
  exports dev.cien.zoo.diffusion;
  exports dev.cien.zoo.gan;
}
