package dev.cien.studio;

import java.util.Set;
import org.commonmark.node.Text;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;

/// What keeps the marks of a paragraph from taking the parser of Markdown for ever, or all of its
/// stack. What goes beyond a bound is shown as it was typed, and costs no more than other
/// characters do. For brackets, which the parser leaves to nobody else, see [Brackets].
///
/// * A `<` that begins no address is a character. The parser would look for the end of a tag, which
///   is shown as text all the same, to the end of the paragraph, for each of them anew.
/// * Stars and underscores become emphasis in emphasis, at most half as deep as there are of them.
final class InlineBounds implements InlineContentParserFactory {
  private static final Set<Character> TRIGGERS = Set.of('<', '*', '_');
  private static final int LONGEST_ADDRESS = 2000;
  private static final int MOST_MARKS = 1000;

  @Override
  public Set<Character> getTriggerCharacters() {
    return TRIGGERS;
  }

  /// The parser asks for one in each paragraph, heading and cell.
  @Override
  public InlineContentParser create() {
    return new Paragraph();
  }

  private static final class Paragraph implements InlineContentParser {
    private int marks;

    @Override
    public ParsedInline tryParse(InlineParserState state) {
      Scanner scanner = state.scanner();
      char first = scanner.peek();
      scanner.next();
      return first == '<' ? address(scanner) : marked(first, scanner);
    }

    private ParsedInline marked(char mark, Scanner scanner) {
      int length = 1 + scanner.matchMultiple(mark);
      if (marks + length > MOST_MARKS) {
        return ParsedInline.of(new Text(String.valueOf(mark).repeat(length)), scanner.position());
      }
      marks += length;
      return ParsedInline.none();
    }

    private static ParsedInline address(Scanner scanner) {
      Position after = scanner.position();
      boolean address = Character.isLetterOrDigit(scanner.peek());
      for (int i = 0; address && i < LONGEST_ADDRESS && scanner.peek() != '>'; i++) {
        address = scanner.hasNext() && " \n<".indexOf(scanner.peek()) < 0;
        scanner.next();
      }
      return address && scanner.peek() == '>'
          ? ParsedInline.none()
          : ParsedInline.of(new Text("<"), after);
    }
  }
}
