package dev.cien.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/// Brings files and packages into a folder and keeps them there, so that nothing that is whole is
/// fetched twice.
///
/// A package's address is asked of the user's own client and fetched from there, because clients
/// begin anew when they are cut off. Where the address is not open to everybody (a registry with
/// passwords, a proxy that only the client knows) the client fetches the package itself.
///
/// @param work the folder
record PackageFetch(PackageClient client, Path work, DataCache.Progress progress) {
  /// Something that asks a client, in a folder of its own.
  @FunctionalInterface
  private interface Asking<T> {
    T in(Path folder) throws IOException;
  }

  Path file(DataSource.Download download) throws IOException {
    Path file = work.resolve(download.name());
    if (!Files.exists(file)) {
      Fetch.file(download, file, progress);
    }
    return file;
  }

  Path archive(DataSource.Npm npm) throws IOException {
    progress.at(npm.text(), 0, 0);
    Path file = work.resolve(PackageClient.file(npm));
    if (Files.exists(file)) {
      return file;
    }
    return archive(
        folder -> client.find(npm, folder),
        folder -> {
          Path fetched = client.fetch(npm, folder);
          if (!Fetch.sha256(fetched).equals(npm.sha256())) {
            throw new IOException("the package's SHA-256 is not " + npm.sha256());
          }
          return fetched;
        });
  }

  Path archive(DataSource.Apt apt) throws IOException {
    progress.at(apt.text(), 0, 0);
    return archive(folder -> client.find(apt, folder), folder -> client.fetch(apt, folder));
  }

  private Path archive(Asking<DataSource.Download> address, Asking<Path> whole) throws IOException {
    Optional<DataSource.Download> download = address(address);
    if (download.isPresent()) {
      try {
        return file(download.get());
      } catch (IOException e) {
        // An address that gave a part is open: its line broke, and the next try goes on.
        if (Files.exists(Fetch.part(work.resolve(download.get().name())))) {
          throw e;
        }
      }
    }
    return asked(
        folder -> {
          Path fetched = whole.in(folder);
          return Files.move(
              fetched, work.resolve(fetched.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        });
  }

  private Optional<DataSource.Download> address(Asking<DataSource.Download> address) {
    try {
      return Optional.of(asked(address));
    } catch (IOException unlisted) {
      return Optional.empty();
    }
  }

  private <T> T asked(Asking<T> asking) throws IOException {
    Path folder = Files.createDirectories(work.resolve("client"));
    try {
      return asking.in(folder);
    } finally {
      DataCache.delete(folder);
    }
  }
}
