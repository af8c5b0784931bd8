package dev.leadlog.mapping;

/** What happens to an answer that a field's formatting functions or validators reject. */
public enum OnInvalid {
  /** The lead is an Error. */
  ERROR("error"),
  /** The field is left out, and the problem is noted. */
  OMIT("omit"),
  /** The field gets the person's unchanged answer, and the problem is noted. */
  KEEP("keep");

  private final String text;

  OnInvalid(String text) {
    this.text = text;
  }

  /** Returns the name in a configuration. */
  public String text() {
    return text;
  }
}
