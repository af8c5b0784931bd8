package dev.leadlog.importing;

/**
 * Where a place in a row stands to its quotes, so as to know whether the row goes on in the next
 * line.
 */
enum Quotes {
  BEFORE_A_CELL,
  OUTSIDE,
  INSIDE,
  /** After a quote inside: the end of the cell, or half of a quote that is meant as one. */
  PERHAPS_CLOSED,
  /** Something stands between a closing quote and the separator. */
  BROKEN;

  Quotes after(String text, char separator) {
    Quotes state = this;
    for (int i = 0; i < text.length(); i++) {
      state = state.after(text.charAt(i), separator);
    }
    return state;
  }

  private Quotes after(char c, char separator) {
    return switch (this) {
      case BEFORE_A_CELL -> c == '"' ? INSIDE : unquoted(c, separator);
      case OUTSIDE -> unquoted(c, separator);
      case INSIDE -> c == '"' ? PERHAPS_CLOSED : INSIDE;
      case PERHAPS_CLOSED -> c == '"' ? INSIDE : c == separator ? BEFORE_A_CELL : BROKEN;
      case BROKEN -> BROKEN;
    };
  }

  private static Quotes unquoted(char c, char separator) {
    return c == separator ? BEFORE_A_CELL : OUTSIDE;
  }
}
