package dev.cien.studio;

import dev.cien.course.days.Formula;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.DefaultUrlSanitizer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;

/// Markdown as HTML that may stand in a page whoever wrote it: tags are shown as text, addresses of
/// odd kinds are dropped, pictures are links, because nothing is fetched from elsewhere. A block
/// fenced as `math` is a formula.
final class Markdown {
  private static final List<Extension> TABLES = List.of(TablesExtension.create());

  /// Nobody quotes a quotation of a quotation much deeper, and each of them takes a call.
  private static final int DEEPEST = 50;

  private static final Brackets BRACKETS = new Brackets(blocks());
  private static final Parser PARSER =
      blocks().customInlineContentParserFactory(new InlineBounds()).build();
  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder()
          .extensions(TABLES)
          .escapeHtml(true)
          .sanitizeUrls(true)
          .urlSanitizer(new DefaultUrlSanitizer(List.of("http", "https", "mailto")))
          .attributeProviderFactory(_ -> Markdown::attributes)
          .nodeRendererFactory(Blocks::new)
          .nodeRendererFactory(Pictures::new)
          .build();

  private Markdown() {}

  private static Parser.Builder blocks() {
    return Parser.builder().extensions(TABLES).maxOpenBlockParsers(DEEPEST);
  }

  static String html(String text) {
    return RENDERER.render(PARSER.parse(BRACKETS.bounded(text)));
  }

  /// Links to elsewhere open beside the page and tell nobody where they come from.
  private static void attributes(Node node, String tag, Map<String, String> attributes) {
    if (node instanceof Link && !attributes.getOrDefault("href", "").startsWith("/")) {
      attributes.put("target", "_blank");
      attributes.put("rel", "noopener noreferrer");
    }
  }

  private record Blocks(HtmlNodeRendererContext context) implements NodeRenderer {
    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
      return Set.of(FencedCodeBlock.class);
    }

    @Override
    public void render(Node node) {
      FencedCodeBlock block = (FencedCodeBlock) node;
      var writer = context.getWriter();
      writer.line();
      if ("math".equals(block.getInfo())) {
        writer.raw("<div class=\"formula-line\" tabindex=\"0\">");
        writer.raw(Formula.mathml(block.getLiteral()));
        writer.raw("</div>");
      } else {
        writer.raw("<pre tabindex=\"0\"><code>");
        writer.text(block.getLiteral());
        writer.raw("</code></pre>");
      }
      writer.line();
    }
  }

  private record Pictures(HtmlNodeRendererContext context) implements NodeRenderer {
    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
      return Set.of(Image.class);
    }

    @Override
    public void render(Node node) {
      Image image = (Image) node;
      String address = image.getDestination();
      boolean safe = address.startsWith("https://") || address.startsWith("http://");
      var writer = context.getWriter();
      if (safe) {
        writer.tag("a", Map.of("href", address, "target", "_blank", "rel", "noopener noreferrer"));
      }
      writer.text("🖼 ");
      for (Node child = image.getFirstChild(); child != null; child = child.getNext()) {
        context.render(child);
      }
      if (safe) {
        writer.tag("/a");
      }
    }
  }
}
