/// Files of the field, read with limits and written atomically: [dev.cien.io.Safetensors],
/// [dev.cien.io.Npy], [dev.cien.io.Npz], [dev.cien.io.Images], [dev.cien.io.TensorBoard].
///
/// Every reader treats its file as hostile: sizes are checked before memory is asked for, and a
/// file that is not what it claims to be ends in one [dev.cien.io.FileFormatException] that names
/// the file, what was expected and what was found. Failures of the disk itself come as
/// [java.io.UncheckedIOException], of which that is a subclass.
package dev.cien.io;
