package dev.leadlog.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the calls of the operations function in {@code docs/operations.md}: each {@code --payload
 * '…'} or {@code --payload file://…}, each {@code ask '…'}, and each complete {@code {"action":…}}
 * in the text.
 */
final class DocumentedCalls {

  /**
   * A call.
   *
   * @param line its line in the file
   * @param invokes whether it is an {@code aws lambda invoke} line and not part of a sentence
   * @param shown the response that is shown below it; null if there is none
   */
  record DocumentedCall(int line, boolean invokes, JsonNode payload, JsonNode shown) {}

  private static final String FILE = "docs/operations.md";

  private static final Pattern CALL =
      Pattern.compile(
          "(?<invoke>--payload|\\bask)\\s+'(?<json>\\{.*?})'"
              + "|--payload\\s+fileb?://(?<file>\\S+)"
              + "|`(?<inline>\\{\"action\":[^`]*})`",
          Pattern.DOTALL);

  /** The end of the code block, then lines that begin with four spaces. */
  private static final Pattern SHOWN = Pattern.compile("[^\n]*\n```\n\n((?: {4}[^\n]*\n)+)");

  private final Path home;
  private final String text;

  private DocumentedCalls(Path home) throws IOException {
    this.home = home;
    this.text = Files.readString(home.resolve(FILE));
  }

  /**
   * @throws IllegalStateException if a call or a response is not JSON; the message names the line
   */
  static List<DocumentedCall> of(Path home) {
    try {
      return new DocumentedCalls(home).all();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<DocumentedCall> all() throws IOException {
    List<DocumentedCall> calls = new ArrayList<>();
    Matcher call = CALL.matcher(text);
    while (call.find()) {
      int line = (int) text.substring(0, call.start()).lines().count();
      if (call.group("inline") == null) {
        calls.add(new DocumentedCall(line, true, json(payload(call), line), shown(call, line)));
      } else if (isWhole(call.group("inline"))) {
        calls.add(new DocumentedCall(line, false, json(call.group("inline"), line), null));
      }
    }
    return calls;
  }

  private String payload(Matcher call) throws IOException {
    return call.group("file") == null
        ? call.group("json")
        : Files.readString(home.resolve(call.group("file")));
  }

  /** Whether it is JSON; <code>{"action":"page","page":{…}}</code> is not complete. */
  private static boolean isWhole(String inline) {
    try {
      Events.json(inline);
      return true;
    } catch (UncheckedIOException leftOut) {
      return false;
    }
  }

  private JsonNode shown(Matcher call, int line) {
    Matcher shown = SHOWN.matcher(text).region(call.end(), text.length());
    return shown.lookingAt() ? json(shown.group(1), line) : null;
  }

  private static JsonNode json(String text, int line) {
    try {
      return Events.json(text);
    } catch (UncheckedIOException e) {
      throw new IllegalStateException(FILE + ":" + line + " is not JSON: " + text.strip(), e);
    }
  }
}
