package dev.cien.data;

import dev.cien.io.FileFormatException;
import dev.cien.io.IoReason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/// The sets in the box, read from the library's own jar.
final class Resources {
  private Resources() {}

  /// Reads a resource from a stream.
  @FunctionalInterface
  interface Reading<T> {
    T from(InputStream in) throws IOException;
  }

  static <T> T read(String name, Reading<T> reading) {
    try (InputStream in = Resources.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new FileFormatException(
            name, "not among the resources of dev.cien.data; the library's jar is incomplete");
      }
      return reading.from(in);
    } catch (FileFormatException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException("read " + name + ": " + IoReason.of(e), e);
    }
  }

  static Table table(String name) {
    // In these files nothing but an empty field is absent: "None" and "NA" would be words.
    return read(
        "tables/" + name, in -> Csv.options().separator(',').missing("").readFrom(in, name));
  }

  /// A table whose column `class` is the target and whose other columns are the inputs.
  static TensorDataset classes(String name, List<String> classNames) {
    Table table = table(name);
    List<String> inputs = table.drop("class").names();
    return TensorDataset.of(
        table.toTensor(inputs.toArray(String[]::new)),
        table.toClasses("class", classNames),
        inputs,
        classNames);
  }
}
