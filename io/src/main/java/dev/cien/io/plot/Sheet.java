package dev.cien.io.plot;

import dev.cien.io.Pixels;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

/// Small pictures side by side, each enlarged without blur, with a word under it.
///
/// @param cells the pictures, row by row
/// @param columns how many stand in a row
/// @param side pixels of a cell's longer side
public record Sheet(List<Cell> cells, int columns, int side) {
  private static final int LABEL = 22;
  private static final int GAP = 8;

  /// A picture and the word under it, which may be empty.
  public record Cell(Pixels picture, String label) {}

  /// Copies the list.
  public Sheet {
    cells = List.copyOf(cells);
    if (cells.isEmpty() || columns < 1 || side < 1) {
      throw new IllegalArgumentException(
          "sheet: expected pictures in 1 column or more, each of 1 pixel or more, found "
              + cells.size()
              + " pictures in "
              + columns
              + " columns of "
              + side
              + " pixels.");
    }
  }

  /// Pictures without words.
  public static Sheet of(List<Pixels> pictures, int columns, int side) {
    return new Sheet(pictures.stream().map(p -> new Cell(p, "")).toList(), columns, side);
  }

  /// The sheet as the bytes of a PNG file.
  public byte[] png() {
    boolean labelled = cells.stream().anyMatch(cell -> !cell.label.isEmpty());
    int across = Math.min(columns, cells.size());
    int down = Math.ceilDiv(cells.size(), across);
    int tall = cells.stream().mapToInt(cell -> sides(cell.picture)[1]).max().orElseThrow();
    int high = tall + (labelled ? LABEL : 0) + GAP;
    PixelCanvas canvas = new PixelCanvas(GAP + across * (side + GAP), GAP + down * high);
    BufferedImage sheet = canvas.image();
    Graphics2D g = sheet.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    g.setColor(Color.BLACK);
    for (int i = 0; i < cells.size(); i++) {
      Pixels picture = cells.get(i).picture;
      int x = GAP + i % across * (side + GAP);
      int y = GAP + i / across * high;
      int[] sides = sides(picture);
      g.drawImage(Pictures.image(picture), x, y, sides[0], sides[1], null);
      g.drawString(cells.get(i).label, x + 2, y + tall + 15);
    }
    g.dispose();
    return canvas.png();
  }

  /// Width and height of a picture on the sheet.
  private int[] sides(Pixels picture) {
    double scale = (double) side / Math.max(picture.width(), picture.height());
    return new int[] {
      (int) Math.round(scale * picture.width()), (int) Math.round(scale * picture.height())
    };
  }
}
