/// Data sets, batches, readers of data files, and the sets in the box.
module dev.cien.data {
  requires transitive dev.cien.io;
  requires transitive dev.cien.tensor;
  requires de.siegmar.fastcsv;
  requires org.tukaani.xz;
  requires tools.jackson.core;
  requires tools.jackson.databind;

  exports dev.cien.data;
}
