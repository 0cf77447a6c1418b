package dev.cien.studio;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// The files of the pages: scripts, styles, sentences, and the libraries that they use. All of them
/// are in the jars; none is fetched from elsewhere.
final class Assets {
  private static final String WEB = "dev/cien/studio/web";
  private static final Pattern SAFE = Pattern.compile("(/[A-Za-z0-9_][A-Za-z0-9_.@-]*)+");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "json", "application/json; charset=utf-8",
          "svg", "image/svg+xml",
          "png", "image/png",
          "woff2", "font/woff2");

  /// A file as it is sent.
  ///
  /// @param bytes what it holds
  /// @param type what it is
  /// @param tag changes when it does
  record Asset(byte[] bytes, String type, String tag) {}

  private final Map<String, Optional<Asset>> known = new ConcurrentHashMap<>();
  private final Map<String, Optional<String>> versions = new ConcurrentHashMap<>();

  /// The file at a path of the address, such as `/shared/lab.js` or `/webjars/uplot/dist/…`.
  Optional<Asset> find(String path) {
    if (path.length() > 200 || !SAFE.matcher(path).matches()) {
      return Optional.empty();
    }
    Optional<Asset> found = known.get(path);
    if (found == null) {
      found = resource(path).map(name -> read(name, path));
      // Only what exists is kept: there is no end of paths that do not.
      if (found.isPresent()) {
        known.put(path, found);
      }
    }
    return found;
  }

  /// Sends a file, or only says that the browser's copy is still good.
  static void send(Context ctx, Asset asset) {
    ctx.header("ETag", asset.tag());
    ctx.header("Cache-Control", "no-cache");
    if (asset.tag().equals(ctx.header("If-None-Match"))) {
      ctx.status(304);
      return;
    }
    ctx.contentType(asset.type());
    ctx.result(asset.bytes());
  }

  private Optional<String> resource(String path) {
    if (path.startsWith("/webjars/")) {
      int end = path.indexOf('/', 9);
      if (end < 0) {
        return Optional.empty();
      }
      String library = path.substring(9, end);
      String rest = path.substring(end);
      return version(library)
          .map(v -> "META-INF/resources/webjars/" + library + "/" + v + rest)
          .filter(Assets::exists);
    }
    return Optional.of(WEB + path).filter(Assets::exists);
  }

  private Optional<String> version(String library) {
    String known = "META-INF/maven/org.webjars.npm/" + library + "/pom.properties";
    if (!exists(known)) {
      return Optional.empty();
    }
    return versions.computeIfAbsent(
        library,
        _ -> {
          try (InputStream in = open(known)) {
            Properties properties = new Properties();
            properties.load(in);
            return Optional.ofNullable(properties.getProperty("version"));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static boolean exists(String name) {
    return type(name) != null && Assets.class.getClassLoader().getResource(name) != null;
  }

  private static String type(String name) {
    String ending = name.substring(name.lastIndexOf('.') + 1);
    return ending.equals("properties") ? "" : TYPES.get(ending);
  }

  private static InputStream open(String name) {
    return Assets.class.getClassLoader().getResourceAsStream(name);
  }

  private static Asset read(String name, String path) {
    try (InputStream in = open(name)) {
      byte[] bytes = in.readAllBytes();
      return new Asset(bytes, type(path), '"' + hash(bytes).substring(0, 22) + '"');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// SHA-256 in Base64, as a content security policy names a script.
  static String hash(byte[] bytes) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
