package dev.cien.data;

import java.util.List;

/// A data set that can be fetched.
///
/// @param name what commands call it
/// @param title what it is, in a few words
/// @param licence under what terms it may be used
/// @param home the page that describes it
/// @param files what it consists of once it is here
/// @param sources where it comes from; tried in this order
public record DataEntry(
    String name,
    String title,
    String licence,
    String home,
    List<File> files,
    List<DataSource> sources) {
  /// One file of a set.
  ///
  /// @param path its path in the set's folder, with `/`
  /// @param bytes its size
  /// @param sha256 its checksum, in hexadecimal
  public record File(String path, long bytes, String sha256) {}

  /// The size of all files together.
  public long bytes() {
    return files.stream().mapToLong(File::bytes).sum();
  }
}
