package dev.cien.data;

import java.net.URI;
import java.util.List;
import java.util.Map;

/// Where the files of a data set come from.
public sealed interface DataSource {
  /// The members taken from what is fetched: name inside → what becomes of it. Where many become
  /// one file, a `*` stands for any part of a name in a folder.
  Map<String, Target> members();

  /// The source in words, for messages.
  String text();

  /// Whether a member's name fits a name with or without a `*`.
  static boolean fits(String pattern, String name) {
    int star = pattern.indexOf('*');
    if (star < 0) {
      return pattern.equals(name);
    }
    int end = name.length() - (pattern.length() - star - 1);
    return end >= star
        && name.startsWith(pattern.substring(0, star))
        && name.endsWith(pattern.substring(star + 1))
        && name.indexOf('/', star) < 0;
  }

  /// What becomes of a member.
  ///
  /// @param file the file it becomes, relative to the set's folder
  /// @param how what is done to it on the way
  record Target(String file, Conversion how) {}

  /// What is done to a member on its way to becoming a file.
  enum Conversion {
    /// Copied as it is.
    COPY,
    /// Unpacked from gzip.
    GUNZIP,
    /// A PNG of 10,000 rows of 1,024 pixels, each row a 32 x 32 picture, joined with its labels
    /// into CIFAR's own binary format.
    CIFAR_PNG,
    /// An object of an R package's data, named `…/Rdata.rdb#object`, written as CSV.
    R_TABLE,
    /// A model of the program llama2.c, named `…/file#part`, of which the part is `config`,
    /// `weights` or `tokenizer`, written as Hugging Face has it.
    LLAMA2C,
    /// The texts of [Emoji], a line an emoji, from the list of an npm package and Unicode's names.
    EMOJI_NAMES,
    /// The pictures of [Emoji] one after the other, from a folder of PNGs.
    EMOJI_PICTURES,
    /// Two SWORD modules with the same numbering of verses, joined into lines of book, chapter and
    /// verse, a text, and its translation.
    SWORD_PAIRS,
    /// Translations as gettext compiles them, joined into lines of a text and its translation.
    GETTEXT_PAIRS,
    /// Files of the program `fortune`, joined into one.
    FORTUNES,
    /// The structure database of ProMod3, as the lines of [Proteins].
    PROTEINS;

    /// Whether many members become one file.
    boolean joins() {
      return switch (this) {
        case COPY, GUNZIP, CIFAR_PNG, R_TABLE, LLAMA2C, EMOJI_NAMES, EMOJI_PICTURES, PROTEINS ->
            false;
        case SWORD_PAIRS, GETTEXT_PAIRS, FORTUNES -> true;
      };
    }
  }

  /// The data set's own home on the web.
  ///
  /// @param downloads what is fetched
  record Web(List<Download> downloads, Map<String, Target> members) implements DataSource {
    @Override
    public String text() {
      return String.join(
          ", ", downloads.stream().map(download -> download.uri().toString()).toList());
    }
  }

  /// One file fetched from the web.
  ///
  /// @param uri where it is
  /// @param name what it is called here; the members of an archive go by their own names, a lone
  ///   file by this one
  /// @param bytes its size, or 0 if not known
  /// @param sha256 its checksum, or empty if only the files made from it are known
  record Download(URI uri, String name, long bytes, String sha256) {}

  /// A package of npm, fetched by the user's own `npm`.
  record Npm(String name, String version, String sha256, Map<String, Target> members)
      implements DataSource {
    @Override
    public String text() {
      return "npm pack " + name + "@" + version;
    }
  }

  /// A Debian package, fetched by the user's own `apt-get`. Its version is the system's: only the
  /// files made from it are checked.
  record Apt(String name, Map<String, Target> members) implements DataSource {
    @Override
    public String text() {
      return "apt-get download " + name;
    }
  }

  /// Several sources, each of which has some of the members.
  ///
  /// @param parts the sources; their own members are not looked at
  record Together(List<DataSource> parts, Map<String, Target> members) implements DataSource {
    @Override
    public String text() {
      return String.join(", ", parts.stream().map(DataSource::text).toList());
    }
  }
}
