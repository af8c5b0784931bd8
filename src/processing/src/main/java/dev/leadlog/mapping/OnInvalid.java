package dev.leadlog.mapping;

/** What becomes of an answer that a field's formatting functions or validators do not take. */
public enum OnInvalid {
  /** The lead is an Error. */
  ERROR("error"),
  /** The field is left out, and the problem is noted. */
  OMIT("omit"),
  /** The field gets the answer as the person gave it, and the problem is noted. */
  KEEP("keep");

  private final String text;

  OnInvalid(String text) {
    this.text = text;
  }

  /** As a configuration names it. */
  public String text() {
    return text;
  }
}
