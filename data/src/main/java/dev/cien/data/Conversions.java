package dev.cien.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/// What each [DataSource.Conversion] needs from an archive, and how it makes a file of that.
final class Conversions {
  private static final int BUFFER = 1 << 16;

  private Conversions() {}

  /// Whether a conversion of `member` reads the archive's member `name`.
  static boolean wants(String member, DataSource.Conversion how, String name) {
    return switch (how) {
      case COPY, GUNZIP, PROTEINS -> member.equals(name);
      case SWORD_PAIRS, GETTEXT_PAIRS, FORTUNES -> DataSource.fits(member, name);
      case CIFAR_PNG -> member.equals(name) || CifarPng.labels(member).equals(name);
      case R_TABLE -> rFile(member, ".rdb").equals(name) || rFile(member, ".rdx").equals(name);
      case LLAMA2C -> Llama2c.file(member).equals(name);
      case EMOJI_NAMES -> EmojiFiles.isText(name);
      case EMOJI_PICTURES ->
          EmojiFiles.isText(name) || name.startsWith(member) && name.endsWith(".png");
    };
  }

  /// Makes a file.
  ///
  /// @param taken the members that were wanted: name → where they lie now
  /// @param limit how many bytes the file may have at most
  static void convert(
      String member, DataSource.Conversion how, Map<String, Path> taken, Path to, long limit)
      throws IOException {
    switch (how) {
      case COPY -> {
        try (InputStream in = Files.newInputStream(taken(member, taken))) {
          copy(in, to, limit, member);
        }
      }
      case GUNZIP -> {
        try (InputStream in =
            new GZIPInputStream(Files.newInputStream(taken(member, taken)), BUFFER)) {
          copy(in, to, limit, member);
        }
      }
      case SWORD_PAIRS, GETTEXT_PAIRS, FORTUNES -> throw new AssertionError(how);
      case CIFAR_PNG ->
          CifarPng.convert(member, taken(member, taken), taken(CifarPng.labels(member), taken), to);
      case R_TABLE -> {
        Path index = taken(rFile(member, ".rdx"), taken);
        Path data = taken(rFile(member, ".rdb"), taken);
        String object = member.substring(member.indexOf('#') + 1);
        RData tables = RData.database(index, data);
        if (!tables.names().contains(object)) {
          throw new IOException(member + ": the package has no object '" + object + "'");
        }
        TableWriter.csv(tables.table(object), to);
      }
      case LLAMA2C -> Llama2c.convert(member, taken(Llama2c.file(member), taken), to);
      case EMOJI_NAMES -> EmojiFiles.writeNames(EmojiFiles.list(taken), to);
      case PROTEINS -> ProteinFile.write(taken(member, taken), to);
      case EMOJI_PICTURES -> EmojiFiles.writePictures(EmojiFiles.list(taken), member, taken, to);
    }
  }

  /// One of the two files of a lazy-load database: `…/Rdata.rdb#object` names both and an object.
  private static String rFile(String member, String ending) {
    int mark = Math.max(0, member.indexOf('#'));
    return member.substring(0, mark).replaceFirst("\\.rdb$", "") + ending;
  }

  static Path taken(String member, Map<String, Path> taken) throws IOException {
    Path file = taken.get(member);
    if (file == null) {
      throw new IOException("what was fetched has no member " + member);
    }
    return file;
  }

  static void copy(InputStream in, Path to, long limit, String name) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long at = 0;
    try (OutputStream out = Files.newOutputStream(to)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        at += count;
        if (at > limit) {
          throw new IOException(name + ": more than the expected " + limit + " bytes");
        }
        out.write(buffer, 0, count);
      }
    }
  }
}
