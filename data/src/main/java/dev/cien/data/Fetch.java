package dev.cien.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Fetches one file over HTTP into `NAME.part`, going on where an earlier try stopped, and gives it
/// its name when its checksum is right.
final class Fetch {
  private static final int CONNECT_MILLIS = 10_000;
  // A connection that says nothing for so long is given up; what came stays for the next try.
  private static final int SILENCE_MILLIS = 30_000;
  private static final int BUFFER = 1 << 16;
  private static final long MAX_UNKNOWN = 8L << 30;

  private Fetch() {}

  /// Fetches `download` to `file`.
  ///
  /// @throws IOException if the file cannot be had, has another size or another checksum
  static void file(DataSource.Download download, Path file, DataCache.Progress progress)
      throws IOException {
    Path part = part(file);
    boolean resumed = Files.exists(part) && Files.size(part) > 0;
    // A process that ended between the last byte and the new name left nothing to ask for.
    boolean whole = resumed && !download.sha256().isEmpty() && isRight(download, part);
    if (!whole) {
      receive(download, part, progress);
    }
    if (!whole && !isRight(download, part)) {
      Files.delete(part);
      if (!resumed) {
        throw new IOException(download.uri() + ": the file's SHA-256 is not " + download.sha256());
      }
      // The beginning may be of another version, or of an interrupted write: once more from the
      // start.
      receive(download, part, progress);
      if (!isRight(download, part)) {
        Files.delete(part);
        throw new IOException(download.uri() + ": the file's SHA-256 is not " + download.sha256());
      }
    }
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
  }

  /// Where the beginning of a file lies until it is whole.
  static Path part(Path file) {
    return file.resolveSibling(file.getFileName() + ".part");
  }

  private static boolean isRight(DataSource.Download download, Path part) throws IOException {
    return download.sha256().isEmpty() || sha256(part).equals(download.sha256());
  }

  private static void receive(DataSource.Download download, Path part, DataCache.Progress progress)
      throws IOException {
    long have = Files.exists(part) ? Files.size(part) : 0;
    if (download.bytes() > 0 && have >= download.bytes()) {
      return;
    }
    URI uri = download.uri();
    URLConnection opened = uri.toURL().openConnection();
    if (!(opened instanceof HttpURLConnection connection)) {
      throw new IOException(uri + ": expected an http or https address");
    }
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout(SILENCE_MILLIS);
    connection.setRequestProperty("Accept-Encoding", "identity");
    if (have > 0) {
      connection.setRequestProperty("Range", "bytes=" + have + "-");
    }
    try {
      int status = connection.getResponseCode();
      boolean goesOn = status == HttpURLConnection.HTTP_PARTIAL && startsAt(connection, have);
      if (status != HttpURLConnection.HTTP_OK && !goesOn) {
        if (have > 0) {
          Files.delete(part);
        }
        throw new IOException(
            uri + ": the server answers " + status + " " + connection.getResponseMessage());
      }
      long limit = download.bytes() > 0 ? download.bytes() : MAX_UNKNOWN;
      try (InputStream in = connection.getInputStream();
          OutputStream out =
              goesOn
                  ? Files.newOutputStream(part, StandardOpenOption.APPEND)
                  : Files.newOutputStream(part)) {
        long at = goesOn ? have : 0;
        byte[] buffer = new byte[BUFFER];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
          at += count;
          if (at > limit) {
            throw new IOException(uri + ": more than the expected " + limit + " bytes");
          }
          out.write(buffer, 0, count);
          progress.at(download.name(), at, download.bytes());
        }
        if (download.bytes() > 0 && at < download.bytes()) {
          throw new IOException(
              uri + ": the connection ended after " + at + " of " + download.bytes() + " bytes");
        }
      }
    } finally {
      connection.disconnect();
    }
  }

  private static boolean startsAt(HttpURLConnection connection, long position) {
    String range = connection.getHeaderField("Content-Range");
    return range != null && range.startsWith("bytes " + position + "-");
  }

  /// A file's SHA-256 in hexadecimal.
  static String sha256(Path file) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
