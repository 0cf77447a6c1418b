package dev.cien.data;

import dev.cien.io.FileFormatException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The data sets that [DataCache] can fetch.
///
/// @param entries the sets, by name
public record DataCatalog(List<DataEntry> entries) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /// The catalog that comes with the library.
  public static DataCatalog standard() {
    return Resources.read("catalog.json", in -> read(in, "catalog.json"));
  }

  /// Reads a catalog.
  ///
  /// @param name how messages call it
  /// @throws FileFormatException if it is no catalog, or a file's path leads out of its folder
  static DataCatalog read(InputStream in, Object name) {
    try {
      List<DataEntry> entries = new ArrayList<>();
      for (JsonNode node : new JsonMapper().readTree(in)) {
        entries.add(entry(node, name));
      }
      return new DataCatalog(List.copyOf(entries));
    } catch (JacksonException e) {
      throw new FileFormatException(name, "no catalog: " + e.getOriginalMessage(), e);
    }
  }

  /// The entry of that name.
  ///
  /// @throws IllegalArgumentException if there is none; the message lists the names
  public DataEntry entry(String name) {
    return entries.stream()
        .filter(entry -> entry.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                Refusal.of(
                    "data",
                    "one of " + entries.stream().map(DataEntry::name).toList(),
                    "'" + name + "'",
                    "a slip of the pen, or a set that is in the box; fix: one of these names, or"
                        + " the class of the set in the box, such as Digits"));
  }

  private static DataEntry entry(JsonNode node, Object name) {
    List<DataEntry.File> files = new ArrayList<>();
    for (JsonNode file : node.required("files")) {
      files.add(
          new DataEntry.File(
              path(text(file, "path"), name),
              file.required("bytes").longValue(),
              matching(SHA256, text(file, "sha256"), name)));
    }
    List<DataSource> sources = new ArrayList<>();
    for (JsonNode source : node.required("sources")) {
      sources.add(source(source, name));
    }
    return new DataEntry(
        matching(NAME, text(node, "name"), name),
        text(node, "title"),
        text(node, "licence"),
        text(node, "home"),
        List.copyOf(files),
        List.copyOf(sources));
  }

  private static DataSource source(JsonNode node, Object name) {
    Map<String, DataSource.Target> members = new LinkedHashMap<>();
    node.path("members")
        .forEachEntry(
            (member, target) ->
                members.put(
                    member,
                    new DataSource.Target(
                        path(text(target, "file"), name),
                        DataSource.Conversion.valueOf(
                            target.path("how").asString("copy").toUpperCase(Locale.ROOT)))));
    return switch (text(node, "kind")) {
      case "web" -> {
        List<DataSource.Download> downloads = new ArrayList<>();
        for (JsonNode file : node.required("downloads")) {
          downloads.add(
              new DataSource.Download(
                  URI.create(text(file, "uri")),
                  path(text(file, "name"), name),
                  file.path("bytes").longValue(0),
                  file.path("sha256").asString("")));
        }
        yield new DataSource.Web(List.copyOf(downloads), members);
      }
      case "npm" ->
          new DataSource.Npm(
              text(node, "name"),
              text(node, "version"),
              matching(SHA256, text(node, "sha256"), name),
              members);
      case "apt" -> new DataSource.Apt(text(node, "name"), members);
      case "together" -> {
        List<DataSource> parts = new ArrayList<>();
        for (JsonNode part : node.required("parts")) {
          parts.add(source(part, name));
        }
        yield new DataSource.Together(List.copyOf(parts), members);
      }
      default ->
          throw new FileFormatException(
              name, "unknown kind of source '" + text(node, "kind") + "'");
    };
  }

  private static String text(JsonNode node, String field) {
    return node.required(field).stringValue();
  }

  private static String matching(Pattern pattern, String text, Object name) {
    if (!pattern.matcher(text).matches()) {
      throw new FileFormatException(
          name, "expected text of the form " + pattern + ", found '" + text + "'");
    }
    return text;
  }

  private static String path(String text, Object name) {
    for (String part : text.split("/", -1)) {
      if (part.isEmpty()
          || part.equals(".")
          || part.equals("..")
          || part.indexOf('\\') >= 0
          || part.indexOf(':') >= 0) {
        throw new FileFormatException(
            name, "the path '" + text + "' may lead out of the set's folder");
      }
    }
    return text;
  }
}
