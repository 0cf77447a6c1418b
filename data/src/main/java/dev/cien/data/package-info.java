/// Data: a [dev.cien.data.Dataset] gives samples by number, [dev.cien.data.Batches] gives them in
/// the order of an epoch, [dev.cien.data.Csv], [dev.cien.data.Idx] and [dev.cien.data.ImageFolder]
/// read files.
///
/// In the box: [dev.cien.data.Digits] (MNIST), [dev.cien.data.Iris], [dev.cien.data.Wine],
/// [dev.cien.data.BreastCancer], [dev.cien.data.Diabetes], [dev.cien.data.AmesHouses],
/// [dev.cien.data.SeattleWeather]. Larger sets are fetched once by [dev.cien.data.DataCache].
///
/// Everything random is a pure function of a seed, an epoch and a sample's number, so that a run
/// stopped anywhere goes on with the very same data.
package dev.cien.data;
