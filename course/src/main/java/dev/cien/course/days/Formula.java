package dev.cien.course.days;

import java.util.Map;

/// A formula written as in TeX, as MathML that browsers draw and screen readers speak.
///
/// Understood: letters, words of several letters (as names of functions and quantities), numbers,
/// `\frac{a}{b}`, `\sqrt{a}`, `\hat{a}`, `^` and `_` with one sign or a `{group}`, `\sum` and
/// `\prod` with limits, Greek letters and a few signs. Anything else stays as it is.
///
/// ```java
/// Formula.mathml("\\frac{1}{n} \\sum_{i=1}^{n} L_i");
/// ```
public final class Formula {
  private static final Map<String, String> SIGNS =
      Map.ofEntries(
          Map.entry("cdot", "·"),
          Map.entry("times", "×"),
          Map.entry("partial", "∂"),
          Map.entry("leftarrow", "←"),
          Map.entry("sum", "∑"),
          Map.entry("prod", "∏"),
          Map.entry("ge", "≥"),
          Map.entry("le", "≤"),
          Map.entry("approx", "≈"),
          Map.entry("infty", "∞"));
  private static final Map<String, String> LETTERS =
      Map.ofEntries(
          Map.entry("alpha", "α"),
          Map.entry("beta", "β"),
          Map.entry("gamma", "γ"),
          Map.entry("delta", "δ"),
          Map.entry("epsilon", "ε"),
          Map.entry("eta", "η"),
          Map.entry("theta", "θ"),
          Map.entry("lambda", "λ"),
          Map.entry("mu", "μ"),
          Map.entry("sigma", "σ"),
          Map.entry("phi", "φ"));
  private static final int DEEPEST = 50;

  private final String text;
  private int at;
  private int depth;

  private Formula(String text) {
    this.text = text;
  }

  /// The formula as a `math` element of its own line.
  public static String mathml(String formula) {
    String body = new Formula(formula.strip()).row('\0');
    return "<math display=\"block\"><mrow>" + body + "</mrow></math>";
  }

  /// Everything up to the closing sign.
  private String row(char close) {
    StringBuilder row = new StringBuilder();
    while (at < text.length() && text.charAt(at) != close) {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
      } else {
        row.append(scripted());
      }
    }
    at++;
    return row.toString();
  }

  /// A part with what stands below and above it.
  private String scripted() {
    boolean limits = text.startsWith("\\sum", at) || text.startsWith("\\prod", at);
    String base = atom();
    String below = "";
    String above = "";
    while (at < text.length() && (text.charAt(at) == '_' || text.charAt(at) == '^')) {
      boolean low = text.charAt(at++) == '_';
      String script = group();
      below = low ? script : below;
      above = low ? above : script;
    }
    if (below.isEmpty() && above.isEmpty()) {
      return base;
    }
    String kind = limits ? "munderover" : "msubsup";
    if (above.isEmpty()) {
      kind = limits ? "munder" : "msub";
    } else if (below.isEmpty()) {
      kind = limits ? "mover" : "msup";
    }
    return "<" + kind + ">" + base + below + above + "</" + kind + ">";
  }

  /// A `{group}`, or one sign.
  private String group() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    if (at >= text.length()) {
      return "<mrow></mrow>";
    }
    if (text.charAt(at) != '{' || depth >= DEEPEST) {
      return single();
    }
    at++;
    depth++;
    String inside = row('}');
    depth--;
    return "<mrow>" + inside + "</mrow>";
  }

  private String atom() {
    char c = text.charAt(at);
    if (c == '{') {
      return group();
    }
    if (c == '\\') {
      return command();
    }
    int from = at;
    if (Character.isDigit(c)) {
      while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
        at++;
      }
      return "<mn>" + text.substring(from, at) + "</mn>";
    }
    if (Character.isLetter(c)) {
      while (at < text.length() && Character.isLetter(text.charAt(at))) {
        at++;
      }
      return "<mi>" + text.substring(from, at) + "</mi>";
    }
    return single();
  }

  /// One sign, or a command.
  private String single() {
    if (text.charAt(at) == '\\' && depth < DEEPEST) {
      return command();
    }
    int sign = text.codePointAt(at);
    at += Character.charCount(sign);
    String shown =
        switch (sign) {
          case '<' -> "&lt;";
          case '>' -> "&gt;";
          case '&' -> "&amp;";
          case '-' -> "−";
          default -> Character.toString(sign);
        };
    if (Character.isLetter(sign)) {
      return "<mi>" + shown + "</mi>";
    }
    return Character.isDigit(sign) ? "<mn>" + shown + "</mn>" : "<mo>" + shown + "</mo>";
  }

  private String command() {
    int from = ++at;
    while (at < text.length() && Character.isLetter(text.charAt(at))) {
      at++;
    }
    String name = text.substring(from, at);
    depth++;
    String shown = shown(name);
    depth--;
    return shown;
  }

  private String shown(String name) {
    return switch (name) {
      case "frac" -> "<mfrac>" + group() + group() + "</mfrac>";
      case "sqrt" -> "<msqrt>" + group() + "</msqrt>";
      case "hat" -> "<mover accent=\"true\">" + group() + "<mo>^</mo></mover>";
      default ->
          SIGNS.containsKey(name)
              ? "<mo>" + SIGNS.get(name) + "</mo>"
              : "<mi>" + LETTERS.getOrDefault(name, name) + "</mi>";
    };
  }
}
