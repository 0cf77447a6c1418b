package dev.cien.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/// Fetches from one source and lays the files of a set out in a folder, not yet checked.
///
/// Only members that the catalog names are taken out of an archive, each under the name the catalog
/// gives it: no archive can write anywhere else. What comes out is limited by the sizes in the
/// catalog.
///
/// @param work where downloads are kept until all is done
/// @param staged where the files go
record Installation(
    DataEntry entry, DataSource source, Path work, Path staged, DataCache.Progress progress) {
  private static final long MAX_ARCHIVE = 8L << 30;
  private static final long MAX_MEMBER = 1L << 30;
  private static final int BUFFER = 1 << 16;

  void run() throws IOException {
    Path members = Files.createDirectories(work.resolve("members"));
    Map<String, Path> taken = new HashMap<>();
    try {
      switch (source) {
        case DataSource.Web web -> {
          for (DataSource.Download download : web.downloads()) {
            Path file = work.resolve(download.name());
            if (!Files.exists(file)) {
              Fetch.file(download, file, progress);
            }
            if (isArchive(download.name())) {
              takeZipped(file, members, taken);
            } else {
              taken.put(download.name(), file);
            }
          }
        }
        case DataSource.Npm npm -> {
          Path folder = Files.createDirectories(work.resolve("client"));
          try {
            progress.at(npm.text(), 0, 0);
            Path tgz = PackageClient.npm(npm.name(), npm.version(), folder);
            if (!Fetch.sha256(tgz).equals(npm.sha256())) {
              throw new IOException("the package's SHA-256 is not " + npm.sha256());
            }
            takeZipped(tgz, members, taken);
          } finally {
            DataCache.delete(folder);
          }
        }
        case DataSource.Apt apt -> {
          Path folder = Files.createDirectories(work.resolve("client"));
          try {
            progress.at(apt.text(), 0, 0);
            Path tar = PackageClient.tar(PackageClient.deb(apt.name(), folder));
            try (InputStream in = new BufferedInputStream(Files.newInputStream(tar), BUFFER)) {
              take(in, tar, members, taken);
            }
          } finally {
            DataCache.delete(folder);
          }
        }
      }
      for (var member : source.members().entrySet()) {
        convert(member.getKey(), member.getValue(), taken);
      }
    } finally {
      DataCache.delete(members);
    }
  }

  private static boolean isArchive(String name) {
    return name.endsWith(".tgz") || name.endsWith(".tar.gz");
  }

  private void takeZipped(Path archive, Path members, Map<String, Path> taken) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(archive), BUFFER)) {
      take(in, archive, members, taken);
    }
  }

  /// Copies the wanted members of a tar archive into files called `0`, `1`, ….
  private void take(InputStream in, Path archive, Path members, Map<String, Path> taken)
      throws IOException {
    var tar = new TarReader(in, archive.getFileName(), MAX_ARCHIVE);
    while (tar.next()) {
      if (isWanted(tar.name()) && !taken.containsKey(tar.name())) {
        Path file = members.resolve(Integer.toString(taken.size()));
        copy(tar.content(), file, MAX_MEMBER, tar.name());
        taken.put(tar.name(), file);
      }
    }
  }

  private boolean isWanted(String name) {
    return source.members().containsKey(name)
        || source.members().entrySet().stream()
            .anyMatch(
                member ->
                    member.getValue().how() == DataSource.Conversion.CIFAR_PNG
                        && CifarPng.labels(member.getKey()).equals(name));
  }

  private void convert(String member, DataSource.Target target, Map<String, Path> taken)
      throws IOException {
    Path from = taken(member, taken);
    Path to = staged.resolve(target.file());
    Files.createDirectories(to.getParent());
    long size =
        entry.files().stream()
            .filter(file -> file.path().equals(target.file()))
            .mapToLong(DataEntry.File::bytes)
            .findFirst()
            .orElseThrow(() -> new IOException("the catalog lists no " + target.file()));
    switch (target.how()) {
      case COPY -> {
        try (InputStream in = Files.newInputStream(from)) {
          copy(in, to, size, member);
        }
      }
      case GUNZIP -> {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(from), BUFFER)) {
          copy(in, to, size, member);
        }
      }
      case CIFAR_PNG -> CifarPng.convert(member, from, taken(CifarPng.labels(member), taken), to);
    }
    progress.at(target.file(), Files.size(to), size);
  }

  private static Path taken(String member, Map<String, Path> taken) throws IOException {
    Path file = taken.get(member);
    if (file == null) {
      throw new IOException("what was fetched has no member " + member);
    }
    return file;
  }

  private static void copy(InputStream in, Path to, long limit, String name) throws IOException {
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
