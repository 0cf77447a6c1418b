package dev.cien.data;

import dev.cien.io.FileFormatException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads one object of R's binary serialisation ("XDR": big-endian), versions 2 and 3.
///
/// Layout: `X\n`, the version, two versions of R (and, in version 3, the name of an encoding), then
/// the object: a 32-bit word of flags — type in bits 0 to 7, bit 9 "has attributes", bit 10 "has a
/// tag", encoding of a text from bit 12 — followed by what the type needs. Symbols and environments
/// are numbered as they come and referred to by number later.
///
/// A vector may not be longer than the bytes that are left could hold; nesting, the number of
/// objects (a text is one) and the values that are computed rather than stored (R's "ALTREP"
/// sequences) are limited, too.
final class RStream {
  private static final int MAX_DEPTH = 200;
  private static final int MAX_OBJECTS = 10_000_000;
  private static final int HAS_ATTRIBUTES = 1 << 9;
  private static final int HAS_TAG = 1 << 10;
  private static final int LATIN_1 = 1 << 14;

  private final ByteBuffer in;
  private final Object name;
  private final List<RValue> references = new ArrayList<>();
  private int depth;
  private long objects;

  private RStream(ByteBuffer in, Object name) {
    this.in = in;
    this.name = name;
  }

  /// Reads an object.
  ///
  /// @param name how messages call it
  /// @throws FileFormatException if the bytes are no such object or pass a limit
  static RValue read(ByteBuffer bytes, Object name) {
    var stream = new RStream(bytes, name);
    try {
      stream.header();
      return stream.item();
    } catch (BufferUnderflowException e) {
      throw new FileFormatException(name, "truncated R data", e);
    }
  }

  private void header() {
    int first = in.get();
    int second = in.get();
    if (first != 'X' || second != '\n') {
      throw wrong(
          "expected R's binary form, which begins with 'X' and a line feed, found bytes "
              + first
              + " and "
              + second
              + "; save it again in R with ascii = FALSE");
    }
    int version = in.getInt();
    in.getInt();
    in.getInt();
    if (version != 2 && version != 3) {
      throw wrong("expected version 2 or 3 of R's serialisation, found " + version);
    }
    if (version == 3) {
      bytes(in.getInt());
    }
  }

  private RValue item() {
    return item(in.getInt());
  }

  private RValue item(int flags) {
    if (++depth > MAX_DEPTH) {
      throw wrong("R data nested more than " + MAX_DEPTH + " deep");
    }
    spend(1);
    RValue value = value(flags, flags & 0xff);
    depth--;
    return value;
  }

  private RValue value(int flags, int type) {
    return switch (type) {
      case 254 -> new RValue.Other("NULL", Map.of());
      case 241, 242, 250, 251, 252, 253 -> new RValue.Other("an environment", Map.of());
      case 255 -> reference(flags >>> 8);
      case 247, 248, 249 -> named();
      case 1 -> {
        RValue symbol = item();
        references.add(symbol);
        yield symbol;
      }
      case 4 -> environment();
      case 2, 3, 5, 6, 17, 239, 240 -> pairs(flags);
      case 7, 8 -> {
        bytes(in.getInt());
        yield new RValue.Other("a function", Map.of());
      }
      case 9 -> text(flags);
      case 10, 13 -> {
        int[] values = new int[count(4)];
        in.asIntBuffer().get(values);
        in.position(in.position() + 4 * values.length);
        yield new RValue.Integers(values, type == 10, attributes(flags));
      }
      case 14 -> new RValue.Doubles(doubles(count(8)), attributes(flags));
      case 15 -> {
        doubles(2 * count(16));
        yield new RValue.Other("complex numbers", attributes(flags));
      }
      case 16 -> texts(flags);
      case 19, 20 -> {
        List<RValue> values = new ArrayList<>();
        for (int left = count(4); left > 0; left--) {
          values.add(item());
        }
        yield new RValue.Items(values, attributes(flags));
      }
      case 22 -> {
        references.add(new RValue.Other("a pointer", Map.of()));
        item();
        item();
        yield new RValue.Other("a pointer", attributes(flags));
      }
      case 23 -> {
        references.add(new RValue.Other("a weak reference", Map.of()));
        yield new RValue.Other("a weak reference", attributes(flags));
      }
      case 24 -> {
        bytes(count(1));
        yield new RValue.Other("raw bytes", attributes(flags));
      }
      case 25 -> new RValue.Other("an S4 object", attributes(flags));
      case 238 -> computed();
      default -> throw wrong("R data of type " + type + " (compiled code?), which is not read");
    };
  }

  private void spend(long count) {
    objects += count;
    if (objects > MAX_OBJECTS) {
      throw wrong("R data of more than " + MAX_OBJECTS + " objects");
    }
  }

  private RValue reference(int packed) {
    int number = packed == 0 ? in.getInt() : packed;
    if (number < 1 || number > references.size()) {
      throw wrong("a reference to object " + number + " of " + references.size());
    }
    return references.get(number - 1);
  }

  private RValue named() {
    in.getInt();
    for (int left = count(4); left > 0; left--) {
      item();
    }
    var value = new RValue.Other("an environment", Map.of());
    references.add(value);
    return value;
  }

  private RValue environment() {
    var value = new RValue.Other("an environment", Map.of());
    references.add(value);
    in.getInt();
    for (int part = 0; part < 4; part++) {
      item();
    }
    return value;
  }

  /// Follows the links in a loop: lists may be long, and code is kept in the same form.
  private RValue.Pairs pairs(int first) {
    List<RValue.Pair> pairs = new ArrayList<>();
    int flags = first;
    while (true) {
      attributes(flags);
      RValue tag = (flags & HAS_TAG) != 0 ? item() : null;
      String text = tag instanceof RValue.Text(var symbol) ? symbol.orElse("NA") : "";
      pairs.add(new RValue.Pair(text, item()));
      flags = in.getInt();
      int type = flags & 0xff;
      if (type != 2 && type != 6 && type != 239 && type != 240) {
        item(flags);
        return new RValue.Pairs(pairs);
      }
    }
  }

  private Map<String, RValue> attributes(int flags) {
    return (flags & HAS_ATTRIBUTES) == 0 ? Map.of() : attributes(item());
  }

  private static Map<String, RValue> attributes(RValue list) {
    if (!(list instanceof RValue.Pairs(var pairs))) {
      return Map.of();
    }
    Map<String, RValue> attributes = new LinkedHashMap<>();
    pairs.forEach(pair -> attributes.put(pair.tag(), pair.value()));
    return attributes;
  }

  private RValue.Text text(int flags) {
    int length = in.getInt();
    Optional<String> text =
        length == -1
            ? Optional.empty()
            : Optional.of(
                decoded(
                    bytes(length),
                    (flags & LATIN_1) != 0 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8));
    attributes(flags);
    return new RValue.Text(text);
  }

  private String decoded(ByteBuffer bytes, Charset charset) {
    try {
      return charset.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new FileFormatException(name, "a text that is not " + charset, e);
    }
  }

  private RValue texts(int flags) {
    List<Optional<String>> values = new ArrayList<>();
    for (int left = count(8); left > 0; left--) {
      if (!(item() instanceof RValue.Text(var text))) {
        throw wrong("a vector of texts that holds something else");
      }
      values.add(text);
    }
    return new RValue.Texts(values, attributes(flags));
  }

  /// R's shorthand for vectors: sequences, numbers not yet turned into texts, wrapped vectors.
  private RValue computed() {
    RValue info = item();
    RValue state = item();
    Map<String, RValue> attributes = attributes(item());
    String kind =
        info instanceof RValue.Pairs(var pairs)
                && pairs.getFirst().value() instanceof RValue.Text(var symbol)
            ? symbol.orElse("")
            : "";
    return switch (kind) {
      case "compact_intseq" ->
          new RValue.Integers(
              Arrays.stream(sequence(state)).mapToInt(value -> (int) value).toArray(),
              false,
              attributes);
      case "compact_realseq" -> new RValue.Doubles(sequence(state), attributes);
      case "deferred_string" -> new RValue.Texts(RTable.written(first(state), name), attributes);
      case "wrap_integer", "wrap_logical", "wrap_real", "wrap_string", "wrap_list" ->
          switch (first(state)) {
            case RValue.Integers v -> new RValue.Integers(v.values(), v.isLogical(), attributes);
            case RValue.Doubles v -> new RValue.Doubles(v.values(), attributes);
            case RValue.Texts v -> new RValue.Texts(v.values(), attributes);
            case RValue.Items v -> new RValue.Items(v.values(), attributes);
            case RValue.Pairs _, RValue.Text _, RValue.Other _ ->
                throw wrong("a wrapped vector that holds none");
          };
      default -> throw wrong("a computed vector of kind '" + kind + "', which is not read");
    };
  }

  private RValue first(RValue state) {
    return switch (state) {
      case RValue.Items(var values, var _) when !values.isEmpty() -> values.getFirst();
      case RValue.Pairs(var pairs) -> pairs.getFirst().value();
      default -> throw wrong("a computed vector without its source");
    };
  }

  private double[] sequence(RValue state) {
    if (!(state instanceof RValue.Doubles(var parts, var _))
        || parts.length != 3
        || !(parts[0] >= 0 && parts[0] <= MAX_OBJECTS)) {
      throw wrong("a sequence without count, start and step, or of more than " + MAX_OBJECTS);
    }
    spend((long) parts[0]);
    double[] values = new double[(int) parts[0]];
    for (int i = 0; i < values.length; i++) {
      values[i] = parts[1] + i * parts[2];
    }
    return values;
  }

  private double[] doubles(int count) {
    double[] values = new double[count];
    in.asDoubleBuffer().get(values);
    in.position(in.position() + 8 * count);
    return values;
  }

  /// A vector's length, which what is left must be able to hold.
  private int count(int width) {
    int count = in.getInt();
    if (count < 0 || (long) count * width > in.remaining()) {
      throw wrong(
          "truncated, or a false length: "
              + count
              + " elements of at least "
              + width
              + " bytes, but only "
              + in.remaining()
              + " bytes are left");
    }
    return count;
  }

  private ByteBuffer bytes(int count) {
    if (count < 0 || count > in.remaining()) {
      throw wrong("truncated: " + count + " bytes expected, " + in.remaining() + " are left");
    }
    ByteBuffer bytes = in.slice(in.position(), count);
    in.position(in.position() + count);
    return bytes;
  }

  private FileFormatException wrong(String problem) {
    return new FileFormatException(name, problem);
  }
}
