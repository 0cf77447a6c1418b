/// Named, measured experiments: what `cien train NAME` runs and a day of the course shows.
module dev.cien.recipes {
  requires transitive dev.cien.data;
  requires transitive dev.cien.io;
  requires transitive dev.cien.nn;
  requires transitive dev.cien.optim;
  requires transitive dev.cien.tensor;
  requires transitive dev.cien.train;
  requires transitive dev.cien.zoo;
  requires dev.cien.text;
  requires tools.jackson.core;
  requires tools.jackson.databind;

  exports dev.cien.recipes;
  exports dev.cien.recipes.catalog;
  exports dev.cien.recipes.compare;
  exports dev.cien.recipes.live;
  exports dev.cien.recipes.workload;

  opens dev.cien.recipes.generative to
      dev.cien.nn;
  opens dev.cien.recipes.language to
      dev.cien.nn;
  opens dev.cien.recipes.multimodal to
      dev.cien.nn;
  opens dev.cien.recipes.workload to
      dev.cien.nn;
}
