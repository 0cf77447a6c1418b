package dev.cien.data;

import dev.cien.io.FileFormatException;
import dev.cien.io.IoReason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// R's lazy-load database: a `.rdx` file, which says where in the `.rdb` file beside it each object
/// lies, so that objects are read one by one.
///
/// @param data the `.rdb` file
/// @param places for each name offset and length of its chunk
/// @param kind how chunks are packed; see [RUnpack#chunk]
record RDatabase(Path data, Map<String, Place> places, int kind) {
  /// Where a chunk lies.
  record Place(long offset, int length) {}

  /// Opens a database.
  ///
  /// @throws FileFormatException if the index is none
  static RDatabase open(Path index, Path data) {
    RValue root = RStream.read(RUnpack.file(bytes(index), index), index);
    RValue variables = part(root, "variables", index);
    int kind =
        switch (part(root, "compressed", index)) {
          case RValue.Integers(var values, var _, var _) when values.length == 1 -> values[0];
          case RValue.Doubles(var values, var _) when values.length == 1 -> (int) values[0];
          default -> throw new FileFormatException(index, "does not say how its data is packed");
        };
    List<String> names = variables.texts("names");
    if (!(variables instanceof RValue.Items(var values, var _)) || names.size() != values.size()) {
      throw new FileFormatException(index, "expected a list of named places");
    }
    Map<String, Place> places = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      if (!(values.get(i) instanceof RValue.Integers(var place, var _, var _))
          || place.length != 2
          || place[0] < 0
          || place[1] < 0) {
        throw new FileFormatException(index, "'" + names.get(i) + "' has no offset and length");
      }
      places.put(names.get(i), new Place(place[0], place[1]));
    }
    return new RDatabase(data, places, kind);
  }

  private static RValue part(RValue root, String name, Path index) {
    int at = root.texts("names").indexOf(name);
    if (!(root instanceof RValue.Items(var values, var _)) || at < 0 || at >= values.size()) {
      throw new FileFormatException(
          index, "no index of a lazy-load database: it has no part '" + name + "'");
    }
    return values.get(at);
  }

  /// Reads one object.
  RValue read(String name) {
    Place place = places.get(name);
    Object called = data + " (" + name + ")";
    try (FileChannel channel = FileChannel.open(data)) {
      if (place.offset() + place.length() > channel.size()) {
        throw new FileFormatException(
            called,
            "should lie at "
                + place.offset()
                + " with "
                + place.length()
                + " bytes, but the file has "
                + channel.size()
                + "; do .rdx and .rdb belong together?");
      }
      ByteBuffer chunk = ByteBuffer.allocate(place.length());
      while (chunk.hasRemaining() && channel.read(chunk, place.offset() + chunk.position()) >= 0) {}
      return RStream.read(RUnpack.chunk(chunk.array(), kind, called), called);
    } catch (FileFormatException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException("read " + data + ": " + IoReason.of(e), e);
    }
  }

  /// A file's bytes, of which there may not be more than [RUnpack#MAX].
  static byte[] bytes(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(RUnpack.MAX + 1);
      if (bytes.length > RUnpack.MAX) {
        throw new FileFormatException(file, "more than " + RUnpack.MAX + " bytes");
      }
      return bytes;
    } catch (FileFormatException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException("read " + file + ": " + IoReason.of(e), e);
    }
  }
}
