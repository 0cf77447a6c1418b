package dev.cien.io;

import dev.cien.tensor.DType;
import dev.cien.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A safetensors file: named tensors and a few words about them, in a format that holds no code.
///
/// ```java
/// Safetensors.write(file, Map.of("weight", w, "bias", b), Map.of("epoch", "3"));
/// Map<String, Tensor> tensors = Safetensors.open(file).tensors();
/// ```
///
/// [#open] reads and checks only the header; each [#tensor] is mapped from the file when asked for,
/// so that a large file costs no more memory than the tensors taken from it. Formats tensors do not
/// have are widened without loss: `F16` to float32; `I16`, `I8`, `U8`, `U16` to int32; `U32` to
/// int64.
///
/// Layout: 8 bytes with the header's length, little-endian; a JSON header `{"name": {"dtype",
/// "shape", "data_offsets"}, …, "__metadata__": {…}}`; the tensors' bytes without gaps. See the
/// format's [description](https://github.com/huggingface/safetensors#format).
public final class Safetensors {
  /// The largest header accepted, in bytes: some 200,000 tensors.
  public static final int MAX_HEADER = 32 << 20;

  /// One tensor of a file.
  ///
  /// @param name its name
  /// @param format its number format in the file, `F32` for instance
  /// @param shape its sizes
  /// @param start where its bytes start, counted from the end of the header
  /// @param end where they end (exclusive)
  public record Entry(String name, String format, List<Integer> shape, long start, long end) {
    /// The format it has as a tensor.
    public DType dtype() {
      return Element.valueOf(format).dtype;
    }
  }

  private final Path file;
  private final long dataStart;
  private final Map<String, Entry> entries;
  private final Map<String, String> metadata;

  private Safetensors(
      Path file, long dataStart, Map<String, Entry> entries, Map<String, String> metadata) {
    this.file = file;
    this.dataStart = dataStart;
    this.entries = Collections.unmodifiableMap(entries);
    this.metadata = Collections.unmodifiableMap(metadata);
  }

  /// Opens a file: reads its header and checks it against the file's size.
  ///
  /// @throws FileFormatException if the header is damaged, the sizes do not fit, or tensors overlap
  ///   or leave gaps
  /// @throws UncheckedIOException if the file cannot be read
  public static Safetensors open(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long fileSize = channel.size();
      if (fileSize < 8) {
        throw new FileFormatException(
            file, "not safetensors: expected at least 8 bytes, found " + fileSize);
      }
      long length = readFully(channel, 0, 8, file).getLong();
      if (length < 2 || length > fileSize - 8) {
        throw new FileFormatException(
            file,
            "not safetensors, or truncated: the header claims "
                + Long.toUnsignedString(length)
                + " bytes, the file has "
                + (fileSize - 8)
                + " after the length");
      }
      if (length > MAX_HEADER) {
        throw new FileFormatException(
            file,
            "header of "
                + length
                + " bytes: expected at most "
                + MAX_HEADER
                + ". Usual cause: damage");
      }
      byte[] header = readFully(channel, 8, (int) length, file).array();
      SafetensorsHeader parsed = SafetensorsHeader.parse(file, header);
      parsed.check(fileSize - 8 - length);
      return new Safetensors(file, 8 + length, parsed.entries(), parsed.metadata());
    } catch (FileFormatException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException("read " + file + ": " + IoReason.of(e), e);
    }
  }

  /// The file's tensors by name, in the order of their bytes.
  public Map<String, Entry> entries() {
    return entries;
  }

  /// The free words of the header, `__metadata__`; empty if there are none.
  public Map<String, String> metadata() {
    return metadata;
  }

  /// Reads one tensor.
  ///
  /// @throws IllegalArgumentException if the file has none of that name; the message lists those it
  ///   has
  public Tensor tensor(String name) {
    Entry entry = entries.get(name);
    if (entry == null) {
      throw new IllegalArgumentException(
          "tensor: expected one of those in "
              + file
              + ", "
              + entries.keySet().stream().limit(20).toList()
              + (entries.size() > 20 ? " and " + (entries.size() - 20) + " more" : "")
              + ", found '"
              + name
              + "'. Usual cause: a prefix more or less, such as 'model.'; fix: a name as the file"
              + " has it (entries())");
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return read(channel, entry);
    } catch (FileFormatException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException("read " + file + ": " + IoReason.of(e), e);
    }
  }

  /// Reads all tensors, in the order of their bytes.
  ///
  /// @throws FileFormatException if the file became shorter since it was opened
  /// @throws UncheckedIOException if the file cannot be read
  public Map<String, Tensor> tensors() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      for (Entry entry : entries.values()) {
        tensors.put(entry.name(), read(channel, entry));
      }
    } catch (FileFormatException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException("read " + file + ": " + IoReason.of(e), e);
    }
    return tensors;
  }

  /// Writes tensors and metadata atomically. The bytes depend only on the content: wider formats
  /// first, then by name, as the reference library orders them.
  ///
  /// @throws IllegalArgumentException if a tensor is called `__metadata__`, the one reserved name
  public static void write(Path file, Map<String, Tensor> tensors, Map<String, String> metadata) {
    if (tensors.containsKey(SafetensorsHeader.METADATA)) {
      throw new IllegalArgumentException(
          "safetensors: expected names of tensors, found '__metadata__', the one reserved name."
              + " Usual cause: metadata among the tensors; fix: give it as metadata, or rename the"
              + " tensor");
    }
    List<Map.Entry<String, Tensor>> ordered = new ArrayList<>(tensors.entrySet());
    ordered.sort(
        Comparator.<Map.Entry<String, Tensor>>comparingInt(e -> rank(e.getValue().dtype()))
            .thenComparing(Map.Entry::getKey));
    List<Entry> entries = new ArrayList<>();
    long start = 0;
    for (var named : ordered) {
      Tensor tensor = named.getValue();
      Element element = Element.of(tensor.dtype());
      List<Integer> shape = new ArrayList<>();
      for (int dim : tensor.shape().dims()) {
        shape.add(dim);
      }
      long end = start + (long) tensor.shape().size() * element.bytes;
      entries.add(new Entry(named.getKey(), element.name(), shape, start, end));
      start = end;
    }
    byte[] header = SafetensorsHeader.bytes(entries, new TreeMap<>(metadata));
    AtomicFiles.write(
        file,
        out -> {
          out.write(
              ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length).array());
          out.write(header);
          for (var named : ordered) {
            Element.encode(named.getValue(), out);
          }
        });
  }

  /// Writes tensors without metadata.
  public static void write(Path file, Map<String, Tensor> tensors) {
    write(file, tensors, Map.of());
  }

  private static int rank(DType dtype) {
    return switch (dtype) {
      case INT64 -> 0;
      case FLOAT64 -> 1;
      case FLOAT32 -> 2;
      case INT32 -> 3;
      case BFLOAT16 -> 4;
      case BOOL -> 5;
    };
  }

  private Tensor read(FileChannel channel, Entry entry) throws IOException {
    long size = entry.end() - entry.start();
    if (channel.size() < dataStart + entry.end()) {
      throw new FileFormatException(
          file, "became shorter while it was being read: " + channel.size() + " bytes");
    }
    int[] dims = entry.shape().stream().mapToInt(Integer::intValue).toArray();
    Element element = Element.valueOf(entry.format());
    if (size == 0) {
      return element.decode(MemorySegment.NULL, ByteOrder.LITTLE_ENDIAN, dims);
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment mapped =
          channel.map(FileChannel.MapMode.READ_ONLY, dataStart + entry.start(), size, arena);
      return element.decode(mapped, ByteOrder.LITTLE_ENDIAN, dims);
    }
  }

  private static ByteBuffer readFully(FileChannel channel, long position, int length, Path file)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new FileFormatException(file, "became shorter while it was being read");
      }
    }
    return buffer.flip();
  }
}
