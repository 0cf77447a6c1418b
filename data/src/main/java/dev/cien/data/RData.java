package dev.cien.data;

import dev.cien.io.FileFormatException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Tables saved by R: a `.rds` file (one object), a `.rda` or `.RData` file (several), or the
/// lazy-load database of a package, `.rdx` with its `.rdb` beside it. R is not needed.
///
/// ```java
/// RData data = RData.read(Path.of("houses.rda"));
/// Table houses = data.table(data.names().getFirst());
/// ```
///
/// Data frames give their columns, matrices a column a column, time series a column `time` before
/// their values, other vectors one column `value`. Factors, dates and truth values become words.
/// Versions 2 and 3 of R's binary form are read, plain or packed with gzip or xz.
///
/// Format: *R Internals*, "Serialization Formats", R Core Team.
public final class RData {
  private final Map<String, Supplier<RValue>> objects;
  private final Object name;

  private RData(Map<String, Supplier<RValue>> objects, Object name) {
    this.objects = objects;
    this.name = name;
  }

  /// Opens a file.
  ///
  /// @throws FileFormatException if it is none of R's, is damaged, or would unpack to more than 256
  ///   MiB
  /// @throws java.io.UncheckedIOException if it cannot be read
  public static RData read(Path file) {
    String fileName = file.getFileName().toString();
    if (fileName.endsWith(".rdx") || fileName.endsWith(".rdb")) {
      String stem = fileName.substring(0, fileName.length() - 4);
      return database(file.resolveSibling(stem + ".rdx"), file.resolveSibling(stem + ".rdb"));
    }
    ByteBuffer bytes = RUnpack.file(RDatabase.bytes(file), file);
    Map<String, Supplier<RValue>> objects = new LinkedHashMap<>();
    if (isWorkspace(bytes)) {
      if (!(RStream.read(bytes, file) instanceof RValue.Pairs(var pairs))) {
        throw new FileFormatException(file, "a workspace that holds no objects");
      }
      pairs.forEach(pair -> objects.put(pair.tag(), pair::value));
    } else {
      RValue value = RStream.read(bytes, file);
      int dot = fileName.lastIndexOf('.');
      objects.put(dot > 0 ? fileName.substring(0, dot) : fileName, () -> value);
    }
    return new RData(objects, file);
  }

  /// Opens a lazy-load database whose two files may lie anywhere.
  static RData database(Path index, Path data) {
    RDatabase database = RDatabase.open(index, data);
    Map<String, Supplier<RValue>> objects = new LinkedHashMap<>();
    database.places().keySet().forEach(key -> objects.put(key, () -> database.read(key)));
    return new RData(objects, data);
  }

  /// Whether this is a saved workspace; if so, its mark is passed over.
  private static boolean isWorkspace(ByteBuffer bytes) {
    if (bytes.remaining() < 5) {
      return false;
    }
    String mark = StandardCharsets.ISO_8859_1.decode(bytes.slice(bytes.position(), 5)).toString();
    if (mark.equals("RDX2\n") || mark.equals("RDX3\n")) {
      bytes.position(bytes.position() + 5);
      return true;
    }
    return false;
  }

  /// The names of the objects, in the file's order; a `.rds` file's object is called as the file.
  public List<String> names() {
    return List.copyOf(objects.keySet());
  }

  /// One object as a table.
  ///
  /// @throws IllegalArgumentException if there is no such object; the message lists the names
  /// @throws FileFormatException if the object is damaged or no table
  public Table table(String object) {
    Supplier<RValue> value = objects.get(object);
    if (value == null) {
      throw new IllegalArgumentException(
          "R data: " + name + " has no object '" + object + "'; it has " + names());
    }
    return RTable.of(value.get(), name + " (" + object + ")");
  }
}
