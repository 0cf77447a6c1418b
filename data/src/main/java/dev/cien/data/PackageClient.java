package dev.cien.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Runs the user's own package clients, configured as the user has them.
///
/// @param path the folders to look for them in, as the environment variable `PATH` lists them
record PackageClient(String path) {
  private static final Pattern DEB =
      Pattern.compile("'(\\S+)' ([\\w.+~%-]+\\.deb) (\\d+) SHA256:([0-9a-f]{64})");

  /// The clients of this user.
  static PackageClient standard() {
    return new PackageClient(Programs.standard().path());
  }

  /// Where an npm package lies, as the user's registry says.
  DataSource.Download find(DataSource.Npm npm, Path folder) throws IOException {
    run(folder, "npm", "view", "--silent", npm.name() + "@" + npm.version(), "dist.tarball");
    return new DataSource.Download(uri(said(folder)), file(npm), 0, npm.sha256());
  }

  /// Where a Debian package lies, as the system's own lists say.
  DataSource.Download find(DataSource.Apt apt, Path folder) throws IOException {
    run(folder, "apt-get", "download", "-qq", "--print-uris", apt.name());
    Matcher deb = DEB.matcher(said(folder));
    if (!deb.find()) {
      throw new IOException("apt-get names no address of " + apt.name());
    }
    return new DataSource.Download(
        uri(deb.group(1)), deb.group(2), Long.parseLong(deb.group(3)), deb.group(4));
  }

  /// The file that npm makes of a package.
  static String file(DataSource.Npm npm) {
    return npm.name().replace("@", "").replace('/', '-') + "-" + npm.version() + ".tgz";
  }

  /// Fetches an npm package as a `.tgz` into an empty folder.
  Path fetch(DataSource.Npm npm, Path folder) throws IOException {
    run(folder, "npm", "pack", "--silent", "--ignore-scripts", npm.name() + "@" + npm.version());
    return only(folder, ".tgz");
  }

  /// Fetches a Debian package as a `.deb` into an empty folder.
  Path fetch(DataSource.Apt apt, Path folder) throws IOException {
    run(folder, "apt-get", "download", "-qq", apt.name());
    return only(folder, ".deb");
  }

  /// The files of a Debian package as a tar archive.
  void unpack(Path deb, Path tar) throws IOException {
    run(tar, tar.getParent(), "dpkg-deb", "--fsys-tarfile", deb.toAbsolutePath().toString());
  }

  private static URI uri(String text) throws IOException {
    try {
      URI uri = new URI(text);
      if ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw new IOException("not an address: " + text, e);
    }
    throw new IOException("not an http or https address: " + text);
  }

  private static String said(Path folder) throws IOException {
    return Files.readString(folder.resolve("client.log"), Charset.defaultCharset()).strip();
  }

  private void run(Path folder, String... command) throws IOException {
    run(folder.resolve("client.log"), folder, command);
  }

  private void run(Path output, Path folder, String... command) throws IOException {
    new Programs(path).run(output, folder, command);
  }

  private static Path only(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(ending))
          .findFirst()
          .orElseThrow(() -> new IOException("the client left no file that ends in " + ending));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
