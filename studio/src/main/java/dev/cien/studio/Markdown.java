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
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;
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

  private static final Parser PARSER =
      Parser.builder()
          .extensions(TABLES)
          .maxOpenBlockParsers(DEEPEST)
          .customInlineContentParserFactory(new Angles())
          .build();
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

  static String html(String text) {
    try {
      return RENDERER.render(PARSER.parse(text));
    } catch (StackOverflowError e) {
      // Pictures in pictures without end: whoever wrote that can still read it, and delete it.
      FencedCodeBlock whole = new FencedCodeBlock();
      whole.setLiteral(text);
      return RENDERER.render(whole);
    }
  }

  /// A `<` that begins no address is a character. The parser would look for the end of a tag, which
  /// is shown as text all the same, to the end of the paragraph, for each of them anew.
  private static final class Angles implements InlineContentParserFactory, InlineContentParser {
    private static final int LONGEST = 2000;

    @Override
    public Set<Character> getTriggerCharacters() {
      return Set.of('<');
    }

    @Override
    public InlineContentParser create() {
      return this;
    }

    @Override
    public ParsedInline tryParse(InlineParserState state) {
      Scanner scanner = state.scanner();
      scanner.next();
      Position after = scanner.position();
      boolean address = Character.isLetterOrDigit(scanner.peek());
      for (int i = 0; address && i < LONGEST && scanner.peek() != '>'; i++) {
        address = scanner.hasNext() && " \n<".indexOf(scanner.peek()) < 0;
        scanner.next();
      }
      return address && scanner.peek() == '>'
          ? ParsedInline.none()
          : ParsedInline.of(new Text("<"), after);
    }
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
