package dev.cien.studio;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The pages: one shell for all, which `pages.json` fills. An address that is no page gets the
/// shell, too, which then says so, but with the status 404.
final class Pages {
  private static final Pattern IMPORTS =
      Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

  /// One page as `pages.json` describes it.
  ///
  /// @param path its address; `{name}` stands for one part
  /// @param name its folder, its texts and, with `-page`, its element
  /// @param group where the navigation shows it; none if not there
  /// @param title its name in both languages
  /// @param about one sentence for the first page, in both languages; none if it is not shown there
  /// @param style whether it has a style sheet of its own
  record Page(
      String path,
      String name,
      String group,
      Map<String, String> title,
      Map<String, String> about,
      Boolean style) {
    Page {
      title = Map.copyOf(title);
      about = about == null ? Map.of() : Map.copyOf(about);
    }

    private boolean fits(String asked) {
      return asked.matches(path.replaceAll("\\{\\w+}", "[^/]{1,64}"));
    }
  }

  private final Assets assets;
  private final List<Page> pages;
  private final String policy;

  Pages(Assets assets) {
    this.assets = assets;
    this.pages =
        List.of(
            Json.parse(
                new String(
                    assets.find("/pages.json").orElseThrow().bytes(), StandardCharsets.UTF_8),
                Page[].class));
    Matcher imports = IMPORTS.matcher(new String(shell().bytes(), StandardCharsets.UTF_8));
    if (!imports.find()) {
      throw new IllegalStateException("index.html has no import map");
    }
    String hash = Assets.hash(imports.group(1).getBytes(StandardCharsets.UTF_8));
    this.policy =
        "default-src 'none'; script-src 'self' 'sha256-"
            + hash
            + "'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src"
            + " 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors"
            + " 'none'";
  }

  /// What the browser may load, run and be embedded in.
  String policy() {
    return policy;
  }

  List<Page> all() {
    return pages;
  }

  /// Answers a request that no endpoint takes: with a file, a page, or the page that says no.
  void answer(Context ctx) {
    String path = ctx.path();
    var asset = assets.find(path);
    if (asset.isPresent()) {
      Assets.send(ctx, asset.get());
      return;
    }
    if (path.startsWith("/api/") || path.startsWith("/webjars/")) {
      throw new NotFoundResponse();
    }
    if (path.equals("/")) {
      ctx.redirect("/inicio");
      return;
    }
    Assets.send(ctx, shell());
    if (pages.stream().noneMatch(page -> page.fits(path))) {
      ctx.status(404);
    }
  }

  private Assets.Asset shell() {
    return assets.find("/index.html").orElseThrow();
  }
}
