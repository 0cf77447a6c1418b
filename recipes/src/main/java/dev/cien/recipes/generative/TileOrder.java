package dev.cien.recipes.generative;

import dev.cien.recipes.InputException;
import dev.cien.recipes.Text;
import dev.cien.recipes.kit.Lines;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A tile that somebody wants: `brick`, or `brick 64 48`.
///
/// @param surface the number of the surface
record TileOrder(int surface, int width, int height) {
  private static final int LEAST = 16;
  private static final int MOST = 256;
  private static final Pattern FORM = Pattern.compile("(\\p{L}+)(?: (\\d{1,4})[ x×](\\d{1,4}))?");

  /// What a line asks for.
  ///
  /// @param names of the surfaces
  /// @param side width and height where the line names none
  /// @throws InputException if it asks for something else
  static TileOrder of(Lines.Line line, List<Text> names, int side) {
    Matcher order = FORM.matcher(line.text());
    if (!order.matches()) {
      throw refused(line, names);
    }
    int surface = -1;
    for (int i = 0; i < names.size(); i++) {
      boolean meant =
          names.get(i).en().equalsIgnoreCase(order.group(1))
              || names.get(i).es().equalsIgnoreCase(order.group(1));
      surface = meant ? i : surface;
    }
    if (surface < 0) {
      throw refused(line, names);
    }
    boolean sized = order.group(2) != null;
    int width = sized ? Integer.parseInt(order.group(2)) : side;
    int height = sized ? Integer.parseInt(order.group(3)) : side;
    if (!fits(width) || !fits(height)) {
      throw line.refused(
          new Text(
              "expected a width and a height from 16 to 256, multiples of 4, found "
                  + width
                  + " and "
                  + height,
              "se esperaban una anchura y una altura de 16 a 256, múltiplos de 4, se encontraron "
                  + width
                  + " y "
                  + height));
    }
    return new TileOrder(surface, width, height);
  }

  private static boolean fits(int size) {
    return size >= LEAST && size <= MOST && size % 4 == 0;
  }

  private static InputException refused(Lines.Line line, List<Text> names) {
    return line.refused(
        new Text(
            "expected one of "
                + names.stream().map(Text::en).collect(Collectors.joining(", "))
                + ", with or without a size, such as 'brick 64 48'",
            "se esperaba uno de "
                + names.stream().map(Text::es).collect(Collectors.joining(", "))
                + ", con o sin tamaño, como «ladrillo 64 48»"));
  }
}
