package dev.leadlog.csv;

/** Cells that a spreadsheet shows and does not run. */
public final class Cells {

  /** What begins a formula (source: OWASP, "CSV Injection"), some also in full width. */
  private static final String BEGINS_A_FORMULA = "=+-@\t\r\n＝＋－＠";

  /** The text, behind an apostrophe where it would begin a formula; empty for null. */
  public static String harmless(String text) {
    if (text == null || text.isEmpty()) {
      return "";
    }
    return BEGINS_A_FORMULA.indexOf(text.charAt(0)) < 0 ? text : "'" + text;
  }

  private Cells() {}
}
