/// Models to read: one file each, with formula, shapes and paper; and models of others, opened.
module dev.cien.zoo {
  requires transitive dev.cien.nn;
  requires transitive dev.cien.tensor;
  requires transitive dev.cien.text;
  requires dev.cien.io;

  exports dev.cien.zoo;
  exports dev.cien.zoo.diffusion;
  exports dev.cien.zoo.fold;
  exports dev.cien.zoo.gan;
  exports dev.cien.zoo.pretrained;
}
