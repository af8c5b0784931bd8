package dev.leadlog.exporting;

/**
 * The file of an export.
 *
 * @param uri {@code s3://bucket/key}
 * @param link a URL that opens it without further rights, for an hour at most: sooner where the
 *     credentials end by which it was made
 */
public record ExportedFile(String uri, String link) {

  /** Whoever has the link has the file. */
  @Override
  public String toString() {
    return "ExportedFile[" + uri + "]";
  }
}
