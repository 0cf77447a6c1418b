package dev.cien.recipes;

import dev.cien.io.AtomicFiles;
import dev.cien.io.Pixels;
import dev.cien.io.Sound;
import dev.cien.io.Wav;
import dev.cien.io.plot.Chart;
import dev.cien.io.plot.HeatMap;
import dev.cien.io.plot.Pictures;
import dev.cien.io.plot.Sheet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a run leaves to look at: pictures, charts and tables in the folder `gallery`, and the page
/// `gallery.html` that shows them with a sentence each.
public final class Gallery {
  private static final String FOLDER = "gallery";
  private static final String PAGE = "gallery.html";
  private static final int COLOURS = 4;

  private final Path folder;
  private final Text title;
  private final Locale locale;
  private final List<String> parts = new ArrayList<>();

  /// A gallery in a run's folder.
  ///
  /// @param locale the language of titles and sentences
  public Gallery(Path folder, Text title, Locale locale) {
    this.folder = folder;
    this.title = title;
    this.locale = locale;
  }

  /// A text in the reader's language, for names inside charts.
  public String in(String en, String es) {
    return new Text(en, es).in(locale);
  }

  /// A picture.
  ///
  /// @param name the file's name without its ending, such as `filters`
  /// @param caption what it shows and what to look for
  public void picture(String name, Text caption, Pixels picture) {
    png(name, caption, Pictures.png(picture));
  }

  /// Small pictures side by side.
  public void sheet(String name, Text caption, Sheet sheet) {
    png(name, caption, sheet.png());
  }

  /// A chart.
  public void chart(String name, Text caption, Chart chart) {
    svg(name, caption, chart.svg(), chart.png());
  }

  /// A table of numbers as colours.
  public void heat(String name, Text caption, HeatMap map) {
    svg(name, caption, map.svg(), map.png());
  }

  /// A table.
  ///
  /// @param rows the cells, the first row the headings
  public void table(String name, Text caption, List<List<String>> rows) {
    StringBuilder html = new StringBuilder("<table>\n");
    StringBuilder csv = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      String tag = i == 0 ? "th" : "td";
      html.append("<tr>");
      rows.get(i)
          .forEach(
              cell ->
                  html.append('<')
                      .append(tag)
                      .append('>')
                      .append(escape(cell))
                      .append("</")
                      .append(tag)
                      .append('>'));
      html.append("</tr>\n");
      csv.append(rows.get(i).stream().map(Gallery::quoted).collect(Collectors.joining(",")))
          .append('\n');
    }
    AtomicFiles.write(file(name + ".csv"), csv.toString());
    part(caption, html.append("</table>\n").toString());
  }

  /// A text, such as one that a model wrote.
  public void text(String name, Text caption, String text) {
    AtomicFiles.write(file(name + ".txt"), text + "\n");
    part(caption, "<pre>" + escape(text) + "</pre>\n");
  }

  /// A stretch of a text.
  ///
  /// @param text what it says
  /// @param label what it is; empty for a stretch that is not marked
  public record Stretch(String text, String label) {
    /// A stretch that is not marked.
    public static Stretch plain(String text) {
      return new Stretch(text, "");
    }

    private String html(List<String> labels) {
      return label.isEmpty()
          ? escape(text)
          : "<mark class=\"m"
              + labels.indexOf(label) % COLOURS
              + "\">"
              + escape(text)
              + " <small>"
              + escape(label)
              + "</small></mark>";
    }

    private String brief() {
      return label.isEmpty() ? text : "[" + text + " | " + label + "]";
    }
  }

  /// Texts in which stretches are marked, each with its label beside it, so that nothing is said by
  /// colour alone.
  ///
  /// @param labels all labels, for their colours
  /// @param lines the stretches of each text, a space between two
  public void marked(String name, Text caption, List<String> labels, List<List<Stretch>> lines) {
    AtomicFiles.write(
        file(name + ".txt"),
        lines.stream()
            .map(line -> line.stream().map(Stretch::brief).collect(Collectors.joining(" ")) + "\n")
            .collect(Collectors.joining()));
    part(
        caption,
        lines.stream()
            .map(line -> line.stream().map(s -> s.html(labels)).collect(Collectors.joining(" ")))
            .collect(Collectors.joining("</p>\n<p>", "<p>", "</p>\n")));
  }

  /// A sound and the words beside it.
  public record Heard(String words, Sound sound) {}

  /// Sounds to listen to, one under another.
  public void sounds(String name, Text caption, List<Heard> sounds) {
    StringBuilder html = new StringBuilder("<ul class=\"sounds\">\n");
    for (int i = 0; i < sounds.size(); i++) {
      String file = name + "-" + (i + 1) + ".wav";
      Wav.write(file(file), sounds.get(i).sound);
      String words = escape(sounds.get(i).words);
      html.append("<li><audio controls preload=\"none\" src=\"")
          .append(FOLDER + "/" + file)
          .append("\" aria-label=\"")
          .append(words)
          .append("\"></audio> <span>")
          .append(words)
          .append("</span></li>\n");
    }
    part(caption, html.append("</ul>\n").toString());
  }

  /// What one side of a dialogue says.
  ///
  /// @param asks whether a person says it; otherwise it is an answer
  /// @param picture what is shown with it
  public record Message(boolean asks, String text, Optional<Pixels> picture) {
    /// An answer without a picture.
    public static Message answer(String text) {
      return new Message(false, text, Optional.empty());
    }
  }

  /// Dialogues, each message in a bubble, questions to the right.
  public void chats(String name, Text caption, List<List<Message>> chats) {
    StringBuilder html = new StringBuilder("<div class=\"chats\">\n");
    StringBuilder plain = new StringBuilder();
    int pictures = 0;
    for (List<Message> chat : chats) {
      html.append("<div class=\"chat\">\n");
      for (Message message : chat) {
        html.append(message.asks ? "<p class=\"asks\">" : "<p class=\"answers\">");
        plain.append(message.asks ? "> " : "< ");
        if (message.picture.isPresent()) {
          String file = name + "-" + ++pictures + ".png";
          byte[] png = Pictures.png(message.picture.get());
          AtomicFiles.write(file(file), png);
          String source = FOLDER + "/" + file;
          html.append("<img src=\"").append(source).append("\" alt=\"").append(file).append("\"> ");
          plain.append('[').append(file).append("] ");
        }
        html.append(escape(message.text)).append("</p>\n");
        plain.append(message.text).append('\n');
      }
      html.append("</div>\n");
      plain.append('\n');
    }
    AtomicFiles.write(file(name + ".txt"), plain.toString());
    part(caption, html.append("</div>\n").toString());
  }

  /// Something with a picture, a text and some facts about it.
  ///
  /// @param picture what it looks like
  /// @param text what it says
  /// @param facts a line each
  public record Card(Pixels picture, String text, List<String> facts) {
    /// Copies the list.
    public Card {
      facts = List.copyOf(facts);
    }
  }

  /// Texts with a picture each, one below the other.
  public void cards(String name, Text caption, List<Card> cards) {
    StringBuilder html = new StringBuilder();
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < cards.size(); i++) {
      Card card = cards.get(i);
      String file = name + "-" + (i + 1) + ".png";
      AtomicFiles.write(file(file), Pictures.png(card.picture));
      html.append("<div class=\"card\"><img src=\"" + FOLDER + "/")
          .append(file)
          .append("\" alt=\"\"><div><p>")
          .append(escape(card.text))
          .append("</p><ul>");
      card.facts.forEach(fact -> html.append("<li>").append(escape(fact)).append("</li>"));
      html.append("</ul></div></div>\n");
      plain.append(card.text).append('\n');
      card.facts.forEach(fact -> plain.append("  ").append(fact).append('\n'));
    }
    AtomicFiles.write(file(name + ".txt"), plain.toString());
    part(caption, html.toString());
  }

  private Path file(String name) {
    return folder.resolve(FOLDER).resolve(name);
  }

  /// Writes the page.
  ///
  /// @return the page, or the folder's own path where nothing was shown
  public Path close() {
    if (parts.isEmpty()) {
      return folder;
    }
    String heading = escape(title.in(locale));
    Path page = folder.resolve(PAGE);
    AtomicFiles.write(
        page,
        """
        <!doctype html>
        <html lang="%s">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title>
        <style>
        body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
        img { max-width: 100%%; height: auto; image-rendering: pixelated }
        table { border-collapse: collapse; display: block; overflow-x: auto }
        th, td { border: 1px solid #999; padding: .25rem .6rem; text-align: left }
        pre { white-space: pre-wrap; background: #f4f4f4; padding: 1rem }
        figure { margin: 2rem 0 }
        .sounds { list-style: none; padding: 0 }
        .sounds li { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem 1rem; margin: .5rem 0 }
        audio { max-width: 100%%; height: 2.2rem }
        .card { display: flex; gap: 1rem; align-items: flex-start; border-top: 1px solid #999; padding: .75rem 0 }
        .card img { width: 4rem; flex: none }
        .card p, .card ul { margin: 0 0 .5rem }
        mark { color: #111; padding: .05rem .25rem; border-radius: .25rem; border-bottom: 3px solid #333; box-decoration-break: clone; -webkit-box-decoration-break: clone }
        mark small { font-size: .65rem; font-weight: 600 }
        .chats { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: 1rem }
        .chat { background: #f4f4f4; border-radius: .5rem; padding: .25rem .75rem; display: flex; flex-direction: column }
        .chat p { margin: .3rem 0; padding: .3rem .7rem; border-radius: .8rem; max-width: 85%% }
        .chat img { width: 3.5rem; vertical-align: middle }
        .asks { align-self: end; background: #c4e3f5; color: #111 }
        .answers { align-self: start; background: #fff; color: #111; border: 1px solid #bbb }
        .m0 { background: #fde2b8; border-bottom-style: solid }
        .m1 { background: #c4e3f5; border-bottom-style: dashed }
        .m2 { background: #d5ecc8; border-bottom-style: dotted }
        .m3 { background: #ead6f1; border-bottom-style: double }
        </style>
        </head>
        <body>
        <h1>%s</h1>
        %s</body>
        </html>
        """
            .formatted(locale.getLanguage(), heading, heading, String.join("", parts)));
    return page;
  }

  /// Whether something was shown.
  public boolean isEmpty() {
    return parts.isEmpty();
  }

  private void png(String name, Text caption, byte[] png) {
    AtomicFiles.write(file(name + ".png"), png);
    image(name + ".png", caption);
  }

  private void svg(String name, Text caption, String svg, byte[] png) {
    AtomicFiles.write(file(name + ".svg"), svg);
    AtomicFiles.write(file(name + ".png"), png);
    image(name + ".svg", caption);
  }

  private void image(String file, Text caption) {
    String words = escape(caption.in(locale));
    parts.add(
        "<figure><img src=\""
            + FOLDER
            + "/"
            + file
            + "\" alt=\""
            + words
            + "\"><figcaption>"
            + words
            + "</figcaption></figure>\n");
  }

  private void part(Text caption, String html) {
    parts.add(
        "<figure>"
            + html
            + "<figcaption>"
            + escape(caption.in(locale))
            + "</figcaption></figure>\n");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String quoted(String cell) {
    return cell.contains(",") || cell.contains("\"") || cell.contains("\n")
        ? '"' + cell.replace("\"", "\"\"") + '"'
        : cell;
  }
}
