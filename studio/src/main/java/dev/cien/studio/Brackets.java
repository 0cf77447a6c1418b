package dev.cien.studio;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.InlineParser;
import org.commonmark.parser.Parser;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.SourceLines;

/// Bounds how many brackets of a paragraph, heading or cell are open at the same time, because they
/// may become links and pictures in each other: the parser and the writer of HTML go down one call
/// for each, and the parser looks at all that is inside for each anew.
///
/// Where there are more, those of that paragraph are shown as they were typed. Code is left alone.
final class Brackets {
  private static final int DEEPEST = 200;

  private final Parser blocks;

  /// @param parser what divides a text into blocks
  Brackets(Parser.Builder parser) {
    this.blocks =
        parser
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .inlineParserFactory(_ -> new Collector())
            .build();
  }

  /// The same text, with a backslash before each bracket of a paragraph that has too many.
  String bounded(String text) {
    if (text.chars().filter(c -> c == '[').limit(DEEPEST + 1L).count() <= DEEPEST) {
      return text;
    }
    List<SourceSpan> spans = new ArrayList<>();
    collect(blocks.parse(text), spans);
    StringBuilder bounded = new StringBuilder();
    int done = 0;
    for (SourceSpan span : spans) {
      int end = span.getInputIndex() + span.getLength();
      bounded.append(text, done, span.getInputIndex());
      bounded.append(text.substring(span.getInputIndex(), end).replace("[", "\\["));
      done = end;
    }
    return bounded.append(text, done, text.length()).toString();
  }

  /// The lines of the paragraphs that have too many, in the order of the text.
  private static void collect(Node node, List<SourceSpan> into) {
    for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
      if (child instanceof Deep deep) {
        into.addAll(deep.spans);
      }
      collect(child, into);
    }
  }

  /// What stands for the content of a paragraph with too many brackets.
  private static final class Deep extends Text {
    private final List<SourceSpan> spans;

    private Deep(List<SourceSpan> spans) {
      this.spans = spans;
    }
  }

  private static final class Collector implements InlineParser {
    @Override
    public void parse(SourceLines lines, Node node) {
      if (deep(lines.getContent())) {
        node.appendChild(
            new Deep(lines.getLines().stream().map(SourceLine::getSourceSpan).toList()));
      }
    }
  }

  /// Whether more brackets than that may be open at once. A bracket that closes one counts only
  /// where it certainly does: neither in an address, nor once there is code or a tag in which it
  /// may be something else.
  private static boolean deep(String content) {
    int open = 0;
    int address = 0;
    boolean plain = true;
    for (int i = 0; i < content.length(); i++) {
      char c = content.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '[') {
        open++;
      } else if (address > 0) {
        address += c == '(' ? 1 : c == ')' ? -1 : 0;
        plain &= !Character.isWhitespace(c) && c != '<' && c != '`';
      } else if (c == ']') {
        open -= plain && open > 0 ? 1 : 0;
        address = content.startsWith("](", i) ? 1 : 0;
        i += address;
      } else {
        plain &= c != '<' && c != '`';
      }
      if (open > DEEPEST) {
        return true;
      }
    }
    return false;
  }
}
