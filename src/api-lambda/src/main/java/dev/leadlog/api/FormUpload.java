package dev.leadlog.api;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the file of a form upload, as {@code curl -F file=@leads.csv} sends it: one part with a
 * file name. Any other part is a mistake, because a field such as {@code dryRun} would otherwise be
 * ignored.
 */
final class FormUpload {

  private static final int MOST_PARTS = 20;
  private static final int LONGEST_HEADERS = 4 * 1024;

  private static final Pattern BOUNDARY =
      Pattern.compile(
          "multipart/form-data;(?:.*;)?\\s*boundary=\"?([^\";,\\s]{1,70})\"?.*",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]{0,100})\"");

  private final List<byte[]> files = new ArrayList<>();
  private final List<String> mistakes = new ArrayList<>();

  private FormUpload() {}

  static boolean is(String contentType) {
    return contentType != null
        && contentType.length() <= LONGEST_HEADERS
        && BOUNDARY.matcher(contentType.strip()).matches();
  }

  /**
   * @param contentType a content type for which {@link #is} is true
   */
  static FormUpload of(String contentType, byte[] body) {
    Matcher boundary = BOUNDARY.matcher(contentType.strip());
    FormUpload upload = new FormUpload();
    if (boundary.matches()) {
      upload.read(new String(body, StandardCharsets.ISO_8859_1), "\r\n--" + boundary.group(1));
    }
    if (upload.mistakes.isEmpty() && upload.files.size() != 1) {
      upload.mistakes.add(
          "the form must have one file; send it with curl -F file=@leads.csv or --data-binary @leads.csv");
    }
    return upload;
  }

  /**
   * @param body decoded as Latin-1, one character for each byte
   */
  private void read(String body, String delimiter) {
    String text = "\r\n" + body;
    int part = text.indexOf(delimiter);
    for (int count = 0; part >= 0 && count < MOST_PARTS; count++) {
      int begin = part + delimiter.length();
      int headers = text.indexOf("\r\n\r\n", begin);
      int end = headers < 0 ? -1 : text.indexOf(delimiter, headers + 2);
      if (end < 0) {
        return;
      }
      String head = text.substring(begin, Math.min(headers, begin + LONGEST_HEADERS));
      part(head, text.substring(Math.min(headers + 4, end), end));
      part = end;
    }
  }

  private void part(String headers, String content) {
    if (headers.contains("filename")) {
      files.add(content.getBytes(StandardCharsets.ISO_8859_1));
      return;
    }
    Matcher name = NAME.matcher(headers);
    mistakes.add(
        (name.find() ? name.group(1) : "a part without a name")
            + ": the form may have only a file; put dryRun and pageId into the query, as ?dryRun=true");
  }

  List<String> mistakes() {
    return mistakes;
  }

  /** The content of the file; call it only if there are no mistakes. */
  byte[] file() {
    return files.get(0);
  }
}
