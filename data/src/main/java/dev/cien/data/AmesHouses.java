package dev.cien.data;

import dev.cien.tensor.Tensor;
import java.util.List;

/// Ames houses: 2,930 sales in Ames, Iowa, 2006 to 2010, 73 facts about each and the price. In the
/// box.
///
/// D. De Cock: Ames, Iowa: Alternative to the Boston housing data as an end of semester regression
/// project, 2011; as cleaned in the R package modeldata.
///
/// @param table all columns; the price in dollars is `Sale_Price`, the living area in square feet
///   `Gr_Liv_Area`
public record AmesHouses(Table table) {
  private static final String PRICE = "Sale_Price";
  private static final String AREA = "Gr_Liv_Area";

  /// Reads the houses.
  public static AmesHouses load() {
    return new AmesHouses(Resources.table("ames.csv.gz"));
  }

  /// Price from size alone: inputs float32 `[2930, 1]`, square feet; targets float32 `[2930, 1]`,
  /// dollars.
  public TensorDataset areaAndPrice() {
    return TensorDataset.of(table.toTensor(AREA), table.toTensor(PRICE), List.of(AREA), List.of());
  }

  /// Price from everything: columns encoded by what the training rows show ([TableEncoder]),
  /// targets float32 `[N, 1]`, the natural logarithm of the price.
  public Split encoded(double trainFraction, long seed) {
    Table.Parts parts = table.split(trainFraction, seed);
    TableEncoder encoder = TableEncoder.fit(parts.train().drop(PRICE));
    return new Split(encode(encoder, parts.train()), encode(encoder, parts.heldOut()));
  }

  private static TensorDataset encode(TableEncoder encoder, Table part) {
    double[] prices = part.numbers(PRICE);
    float[] logarithms = new float[prices.length];
    for (int i = 0; i < prices.length; i++) {
      // StrictMath: the same bits on every machine.
      logarithms[i] = (float) StrictMath.log(prices[i]);
    }
    return TensorDataset.of(
        encoder.encode(part),
        Tensor.of(logarithms, logarithms.length, 1),
        encoder.inputNames(),
        List.of());
  }
}
