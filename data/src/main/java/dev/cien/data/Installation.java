package dev.cien.data;

import dev.cien.io.FileFormatException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/// Fetches from one source and lays the files of a set out in a folder, checked.
///
/// Only members that the catalog names are taken out of an archive, each under the name the catalog
/// gives it: no archive can write anywhere else. What comes out is limited by the sizes in the
/// catalog.
///
/// @param work where downloads are kept until all is done
/// @param staged where the files go
/// @param client what fetches packages
record Installation(
    DataEntry entry,
    DataSource source,
    Path work,
    Path staged,
    PackageClient client,
    DataCache.Progress progress) {
  private static final long MAX_ARCHIVE = 8L << 30;
  private static final long MAX_MEMBER = 1L << 30;
  private static final int BUFFER = 1 << 16;

  void run() throws IOException {
    List<Path> archives = archives(source, new PackageFetch(client, work, progress));
    Path members = Files.createDirectories(work.resolve("members"));
    try {
      Map<String, Path> taken = new HashMap<>();
      for (Path archive : archives) {
        take(archive, members, taken);
      }
      for (var member : source.members().entrySet()) {
        if (!member.getValue().how().joins()) {
          convert(member.getKey(), member.getValue(), taken);
        }
      }
      for (DataSource.Target target : Set.copyOf(source.members().values())) {
        if (target.how().joins()) {
          join(target, taken);
        }
      }
      check();
    } catch (FileFormatException | IOException e) {
      dropUnchecked();
      throw e;
    } finally {
      DataCache.delete(members);
    }
  }

  /// A file whose own checksum is not known may be why it failed, and the next try would use it.
  private void dropUnchecked() throws IOException {
    dropUnchecked(source);
  }

  private void dropUnchecked(DataSource from) throws IOException {
    if (from instanceof DataSource.Together(var parts, var _)) {
      for (DataSource part : parts) {
        dropUnchecked(part);
      }
    } else if (from instanceof DataSource.Web web) {
      for (DataSource.Download download : web.downloads()) {
        if (download.sha256().isEmpty()) {
          Files.deleteIfExists(work.resolve(download.name()));
        }
      }
    }
  }

  /// What the source gives, whole; what an earlier try brought is not fetched again.
  private List<Path> archives(DataSource from, PackageFetch fetching) throws IOException {
    return switch (from) {
      case DataSource.Web web -> {
        List<Path> files = new ArrayList<>();
        for (DataSource.Download download : web.downloads()) {
          files.add(fetching.file(download));
        }
        yield files;
      }
      case DataSource.Npm npm -> List.of(fetching.archive(npm));
      case DataSource.Apt apt -> List.of(fetching.archive(apt));
      case DataSource.Together together -> {
        List<Path> files = new ArrayList<>();
        for (DataSource part : together.parts()) {
          files.addAll(archives(part, fetching));
        }
        yield files;
      }
    };
  }

  private void take(Path file, Path members, Map<String, Path> taken) throws IOException {
    String name = file.getFileName().toString();
    if (name.endsWith(".tgz") || name.endsWith(".tar.gz")) {
      try (InputStream in = new GZIPInputStream(Files.newInputStream(file), BUFFER)) {
        take(in, file, members, taken);
      }
    } else if (name.endsWith(".deb")) {
      Path tar = members.resolve("files.tar");
      client.unpack(file, tar);
      try (InputStream in = new BufferedInputStream(Files.newInputStream(tar), BUFFER)) {
        take(in, tar, members, taken);
      }
    } else {
      taken.put(name, file);
    }
  }

  /// Copies the wanted members of a tar archive into files called `0`, `1`, ….
  private void take(InputStream in, Path archive, Path members, Map<String, Path> taken)
      throws IOException {
    var tar = new TarReader(in, archive.getFileName(), MAX_ARCHIVE);
    while (tar.next()) {
      if (isWanted(tar.name()) && !taken.containsKey(tar.name())) {
        Path file = members.resolve(Integer.toString(taken.size()));
        Conversions.copy(tar.content(), file, MAX_MEMBER, tar.name());
        taken.put(tar.name(), file);
      }
    }
  }

  private boolean isWanted(String name) {
    return source.members().entrySet().stream()
        .anyMatch(member -> Conversions.wants(member.getKey(), member.getValue().how(), name));
  }

  /// Makes one file of all members that the catalog gives the same target, in the catalog's order,
  /// and by name where one entry stands for many.
  private void join(DataSource.Target target, Map<String, Path> taken) throws IOException {
    List<List<Path>> groups = new ArrayList<>();
    for (var member : source.members().entrySet()) {
      if (member.getValue().equals(target)) {
        Map<String, Path> fitting = new TreeMap<>(taken);
        fitting.keySet().removeIf(name -> !DataSource.fits(member.getKey(), name));
        if (fitting.isEmpty()) {
          throw new IOException("what was fetched has no member " + member.getKey());
        }
        groups.add(List.copyOf(fitting.values()));
      }
    }
    List<String> lines =
        switch (target.how()) {
          case SWORD_PAIRS -> SwordPairs.lines(groups);
          case GETTEXT_PAIRS -> GettextPairs.lines(groups);
          case FORTUNES -> Fortunes.lines(groups);
          case COPY, GUNZIP, CIFAR_PNG, R_TABLE, LLAMA2C, EMOJI_NAMES, EMOJI_PICTURES, PROTEINS ->
              throw new AssertionError(target);
        };
    Path to = staged.resolve(target.file());
    Files.createDirectories(to.getParent());
    Files.writeString(to, String.join("\n", lines) + "\n");
  }

  private void convert(String member, DataSource.Target target, Map<String, Path> taken)
      throws IOException {
    Path to = staged.resolve(target.file());
    Files.createDirectories(to.getParent());
    long size =
        entry.files().stream()
            .filter(file -> file.path().equals(target.file()))
            .mapToLong(DataEntry.File::bytes)
            .findFirst()
            .orElseThrow(() -> new IOException("the catalog lists no " + target.file()));
    Conversions.convert(member, target.how(), taken, to, size);
    progress.at(target.file(), Files.size(to), size);
  }

  private void check() throws IOException {
    for (DataEntry.File file : entry.files()) {
      Path from = staged.resolve(file.path());
      if (!Files.isRegularFile(from)) {
        throw new IOException("it has no " + file.path());
      }
      if (Files.size(from) != file.bytes() || !Fetch.sha256(from).equals(file.sha256())) {
        throw new IOException(file.path() + " is not as expected: SHA-256 " + file.sha256());
      }
    }
  }
}
