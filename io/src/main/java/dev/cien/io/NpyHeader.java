package dev.cien.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What precedes the data of an `.npy` file: magic, version, and a Python dictionary as text.
///
/// @param length the bytes from the start of the file to its data
record NpyHeader(
    Element element, boolean littleEndian, boolean fortranOrder, int[] shape, int length) {
  static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int MAX_TEXT = 1 << 16;
  private static final int MAX_RANK = 32;
  private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9L,\\s]*)\\)");

  long dataBytes() {
    long elements = 1;
    for (int dim : shape) {
      elements *= dim;
    }
    return elements * element.bytes;
  }

  /// The array in words, for messages: `F32[2, 3]`.
  String text() {
    return element + Arrays.toString(shape);
  }

  static NpyHeader read(InputStream in, Object file) throws IOException {
    byte[] start = in.readNBytes(8);
    if (start.length < 8 || !Arrays.equals(start, 0, 6, MAGIC, 0, 6)) {
      throw new FileFormatException(
          file, "not a NumPy array: expected the bytes 93 'NUMPY' and a version at its start");
    }
    int version = start[6];
    if (version < 1 || version > 3) {
      throw new FileFormatException(
          file, "version " + version + " of the npy format is unknown; expected 1, 2 or 3");
    }
    byte[] size = in.readNBytes(version == 1 ? 2 : 4);
    long length = 0;
    for (int i = size.length - 1; i >= 0; i--) {
      length = length << 8 | Byte.toUnsignedInt(size[i]);
    }
    if (length > MAX_TEXT) {
      throw new FileFormatException(
          file, "header of " + length + " bytes; expected at most " + MAX_TEXT);
    }
    byte[] bytes = in.readNBytes((int) length);
    if (size.length < (version == 1 ? 2 : 4) || bytes.length < length) {
      throw new FileFormatException(file, "truncated within its header");
    }
    String text =
        new String(bytes, version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    String shown = text.strip();
    String descr =
        find(
            DESCR,
            text,
            file,
            "a 'descr' such as '<f4'; objects and structured arrays are not read");
    boolean fortran = find(ORDER, text, file, "a 'fortran_order' of True or False").equals("True");
    int[] shape = shape(find(SHAPE, text, file, "a 'shape' of whole numbers"), shown, file);
    return new NpyHeader(
        element(descr, file),
        !descr.startsWith(">"),
        fortran,
        shape,
        8 + size.length + bytes.length);
  }

  private static String find(Pattern pattern, String text, Object file, String expected) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new FileFormatException(
          file,
          "npy header: expected "
              + expected
              + ", found "
              + text.strip().substring(0, Math.min(200, text.strip().length())));
    }
    return matcher.group(1);
  }

  private static Element element(String descr, Object file) {
    return switch (descr.replaceFirst("^[<>=|]", "")) {
      case "f8" -> Element.F64;
      case "f4" -> Element.F32;
      case "f2" -> Element.F16;
      case "i8" -> Element.I64;
      case "i4" -> Element.I32;
      case "i2" -> Element.I16;
      case "i1" -> Element.I8;
      case "u4" -> Element.U32;
      case "u2" -> Element.U16;
      case "u1" -> Element.U8;
      case "b1" -> Element.BOOL;
      default ->
          throw new FileFormatException(
              file,
              "number format '"
                  + descr
                  + "' is not read; expected f2 f4 f8 i1 i2 i4 i8 u1 u2 u4 or b1. "
                  + "Convert in NumPy with array.astype('float32')");
    };
  }

  private static int[] shape(String text, String header, Object file) {
    String[] parts = text.replace("L", "").strip().split("\\s*,\\s*");
    if (text.isBlank()) {
      return new int[0];
    }
    if (parts.length > MAX_RANK) {
      throw new FileFormatException(file, "npy header: more than " + MAX_RANK + " axes");
    }
    try {
      int[] shape = Arrays.stream(parts).mapToInt(Integer::parseInt).toArray();
      long elements = 1;
      for (int dim : shape) {
        elements *= dim;
        if (elements > Integer.MAX_VALUE - 8 && Arrays.stream(shape).noneMatch(d -> d == 0)) {
          throw new FileFormatException(
              file, "shape (" + text + ") has more elements than one tensor can hold (2147483639)");
        }
      }
      return shape;
    } catch (NumberFormatException e) {
      throw new FileFormatException(file, "npy header: impossible shape (" + text + ")", e);
    }
  }
}
