package dev.cien.recipes.multimodal;

import java.util.Optional;
import java.util.OptionalInt;

/// What was talked about so far: the last number and the last thing. A turn takes what it needs
/// from a new picture, and from here where there is none.
///
/// @param number the number that was last shown or worked out
/// @param thing the names of the thing that was last shown
record Conversation(OptionalInt number, Optional<Names> thing) {
  /// Nothing yet.
  static final Conversation NEW = new Conversation(OptionalInt.empty(), Optional.empty());

  /// What a thing is called.
  record Names(String english, String spanish) {
    private String in(boolean spanishAsked) {
      return spanishAsked ? spanish : english;
    }
  }

  /// What is said, and what is known after it.
  record Reply(String text, Conversation after) {}

  /// After somebody showed a picture of a number.
  Conversation seeing(int shown) {
    return new Conversation(OptionalInt.of(shown), thing);
  }

  /// After somebody showed a picture of a thing.
  Conversation seeing(Names shown) {
    return new Conversation(number, Optional.of(shown));
  }

  /// Answers a request from what is known. These rules are written by hand; what is learnt is what
  /// sentences ask for and what pictures show.
  Reply answer(Request request) {
    boolean es = request.spanish();
    if (request.intent().isAboutThings()) {
      boolean spanish = es == (request.intent() == Intent.NAME);
      return thing
          .map(names -> new Reply(names.in(spanish), this))
          .orElseGet(
              () -> unclear(es ? "¿De qué? Muéstreme una imagen." : "Of what? Show me a picture."));
    }
    if (number.isEmpty() || request.intent().counts() && request.number() == Request.NONE) {
      return unclear(es ? "¿De qué número habla?" : "Which number do you mean?");
    }
    int known = number.getAsInt();
    int other = request.number();
    return switch (request.intent()) {
      case READ -> new Reply(Integer.toString(known), this);
      case PLUS -> result(known, "+", other, known + other);
      case MINUS -> result(known, "−", other, known - other);
      case TIMES -> result(known, "·", other, known * other);
      case GREATER -> yesOrNo(known > other, es, known, other);
      case LESS -> yesOrNo(known < other, es, known, other);
      case EVEN -> {
        boolean even = known % 2 == 0;
        String word = even ? es ? "par" : "even" : es ? "impar" : "odd";
        yield new Reply(known + (es ? " es " : " is ") + word, this);
      }
      case NAME, TRANSLATE -> throw new AssertionError(request);
    };
  }

  private Reply unclear(String text) {
    return new Reply(text, this);
  }

  private Reply result(int known, String sign, int other, int result) {
    return new Reply(known + " " + sign + " " + other + " = " + result, seeing(result));
  }

  private Reply yesOrNo(boolean yes, boolean es, int known, int other) {
    String sign = known > other ? " > " : known < other ? " < " : " = ";
    return new Reply((yes ? es ? "Sí: " : "Yes: " : "No: ") + known + sign + other, this);
  }
}
