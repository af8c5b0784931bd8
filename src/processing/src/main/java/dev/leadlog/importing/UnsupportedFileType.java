package dev.leadlog.importing;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Recognises files that are not CSV by their beginning. */
final class UnsupportedFileType {

  private static final String SAVE = "; save it as CSV UTF-8, and import that file";

  private record Signature(String beginning, String within, String what) {}

  /** In the order of the checks; beginnings are Latin-1 in lower case. */
  private static final List<Signature> SIGNATURES =
      List.of(
          new Signature("pk\u0003\u0004", "xl/", "an Excel workbook" + SAVE),
          new Signature("pk\u0003\u0004", "[content_types].xml", "an Excel workbook" + SAVE),
          new Signature("pk\u0003\u0004", "opendocument.spreadsheet", "a spreadsheet" + SAVE),
          new Signature("pk\u0003\u0004", ".iwa", "a spreadsheet" + SAVE),
          new Signature(
              "pk\u0003\u0004", "", "a ZIP archive; unpack it, and import the CSV file in it"),
          new Signature("pk\u0005\u0006", "", "an empty ZIP archive"),
          new Signature("\u001F\u008B", "", "compressed by gzip; unpack it first"),
          new Signature("\u00F0\u00EF\u0011\u00E0", "", "an Excel workbook" + SAVE),
          new Signature("%pdf-", "", "a PDF; export the leads as CSV"),
          new Signature("<", "<table", "a table from a web page" + SAVE),
          new Signature("<", "spreadsheet", "a spreadsheet in XML" + SAVE),
          new Signature("<", "<html", "a web page, possibly a login page instead of the file"),
          new Signature("{", "", "JSON; export the leads as CSV"),
          new Signature(
              "--",
              "content-disposition: form-data",
              "a form upload without its Content-Type; send the file with curl --data-binary @leads.csv"));

  /**
   * Returns the type of the file as a sentence; empty if it may be CSV.
   *
   * @param beginning as Latin-1
   */
  static Optional<String> of(String beginning) {
    String text = beginning.substring(Encoding.mark(beginning).length());
    String small = text.toLowerCase(Locale.ROOT);
    String stripped = small.stripLeading();
    if (text.isBlank()) {
      return Optional.of("the file is empty");
    }
    return SIGNATURES.stream()
        .filter(
            signature ->
                small.startsWith(signature.beginning())
                    || stripped.startsWith(signature.beginning()))
        .filter(signature -> small.contains(signature.within()))
        .map(signature -> "the file is " + signature.what())
        .findFirst();
  }

  private UnsupportedFileType() {}
}
