package dev.cien.data;

import java.nio.file.Path;
import java.util.List;

/// The texts of an office program's menus and messages in English and Spanish: modern language in
/// short pieces. Fetched once: `cien data get libreoffice-es`.
///
/// The Document Foundation and its translators, LibreOffice; MPL 2.0. A `_` or `~` marks the letter
/// that is a key; `%1` and `$(ARG1)` stand for what is filled in.
///
/// @param all each pair once, in the order of the English texts
public record SoftwareTexts(List<TextPair> all) {
  /// The set's name in the catalog.
  public static final String NAME = "libreoffice-es";

  /// Copies.
  public SoftwareTexts {
    all = List.copyOf(all);
  }

  /// Reads the texts from the user's cache.
  ///
  /// @throws DataUnavailableException if they were not fetched; the message says how
  public static SoftwareTexts load() {
    return load(DataCache.standard());
  }

  /// Reads the texts from a cache.
  public static SoftwareTexts load(DataCache cache) {
    return read(cache.require(DataCatalog.standard().entry(NAME)).resolve("texts.tsv"));
  }

  /// Reads a file of lines of English and Spanish, set apart by a tab.
  static SoftwareTexts read(Path file) {
    return new SoftwareTexts(
        TextFiles.fields(file, 2).stream()
            .map(fields -> new TextPair(fields[0], fields[1]))
            .toList());
  }

  /// Training, validation and test; no text of one part is in another, in English or in Spanish.
  public TextParts<TextPair> parts() {
    return TextParts.of(
        all.stream().map(List::of).toList(),
        pair -> List.of("en " + pair.english(), "es " + pair.spanish()));
  }
}
