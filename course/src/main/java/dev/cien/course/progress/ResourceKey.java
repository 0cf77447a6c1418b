package dev.cien.course.progress;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// By what one resource is known, however its address is written.
///
/// Two addresses are of one resource if they differ only in
///
/// * `http` or `https`, capital letters of the host, its port 80 or 443, and a `/` at the end,
/// * what tells a site where a reader comes from: `utm_…`, `fbclid`, `gclid`, `mc_cid`, `mc_eid`,
///   and on YouTube `si`, `feature`, `pp`, `ab_channel`,
/// * the form of a video on YouTube: `youtu.be/ID`, `/watch?v=ID`, `/shorts/ID`, `/embed/ID`,
///   `/live/ID`, wherever it is to start.
///
/// It is for comparing only: what is shown and kept is the address as it was written. What is no
/// address, such as a title, is its own key.
public final class ResourceKey {
  private static final Pattern ADDRESS =
      Pattern.compile("(?i)https?://([^/?#\\s]+)([^?#\\s]*)(?:\\?([^#\\s]*))?(#\\S*)?");
  private static final Pattern PORT = Pattern.compile(":(?:80|443)?$");
  private static final Pattern YOUTUBE =
      Pattern.compile("(?:(?:www|m|music)\\.)?youtu(?:be(?:-nocookie)?\\.com|\\.be)");
  private static final Pattern VIDEO = Pattern.compile("/(shorts/|embed/|live/|v/)?([\\w-]+)/?");
  private static final Pattern WATCHED = Pattern.compile("v=([\\w-]+)");
  private static final Set<String> ANYWHERE = Set.of("fbclid", "gclid", "mc_cid", "mc_eid");
  private static final Set<String> ON_YOUTUBE = Set.of("si", "feature", "pp", "ab_channel");

  private ResourceKey() {}

  /// The key of an address, or of a title.
  public static String of(String written) {
    Matcher parts = ADDRESS.matcher(written.strip());
    if (!parts.matches()) {
      return written.strip();
    }
    String host = PORT.matcher(parts.group(1).toLowerCase(Locale.ROOT)).replaceFirst("");
    String path = parts.group(2);
    String query = parts.group(3) == null ? "" : parts.group(3);
    boolean youTube = YOUTUBE.matcher(host).matches();
    String video = youTube ? video(host, path, query) : "";
    if (!video.isEmpty()) {
      return "https://youtu.be/" + video;
    }
    String asked = kept(query, name -> !tracks(name) && !(youTube && ON_YOUTUBE.contains(name)));
    return "https://"
        + (youTube ? "youtube.com" : host)
        + (path.endsWith("/") ? path.substring(0, path.length() - 1) : path)
        + (asked.isEmpty() ? "" : "?" + asked)
        + (parts.group(4) == null ? "" : parts.group(4));
  }

  private static String video(String host, String path, String query) {
    if (path.equals("/watch")) {
      Matcher watched = WATCHED.matcher(kept(query, "v"::equals));
      return watched.matches() ? watched.group(1) : "";
    }
    Matcher video = VIDEO.matcher(path);
    boolean named = video.matches() && (video.group(1) != null || host.endsWith("youtu.be"));
    return named ? video.group(2) : "";
  }

  private static boolean tracks(String name) {
    return name.startsWith("utm_") || ANYWHERE.contains(name);
  }

  /// The parts of a query that have such a name, in their order.
  private static String kept(String query, Predicate<String> named) {
    return Arrays.stream(query.split("&"))
        .filter(part -> !part.isEmpty() && named.test(part.split("=", 2)[0]))
        .collect(Collectors.joining("&"));
  }
}
