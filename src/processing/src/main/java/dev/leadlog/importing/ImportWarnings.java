package dev.leadlog.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.leadlog.text.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Warnings about rows that were imported nevertheless: each once, with the number of its rows. */
final class ImportWarnings {

  /** Further warnings are dropped, because a file may name any number of forms. */
  private static final int MOST = 100;

  private record Occurrence(int line, int rows) {}

  private final Map<String, Occurrence> found = new LinkedHashMap<>();

  /** Creates the warnings about a file as a whole. */
  static ImportWarnings of(LineReader lines, Header header) {
    ImportWarnings warnings = new ImportWarnings();
    if (lines.encoding() == Encoding.WINDOWS_1252) {
      warnings.add(
          "the file is not UTF-8 and was read as Windows-1252; check the letters with accents, or save it as CSV UTF-8",
          1);
    }
    List<String> ignored = header.ignoredAnswers();
    if (!ignored.isEmpty()) {
      warnings.add(
          "the answers in the columns %s are not imported, but read from Meta; only Meta's own export, with a column id, brings answers"
              .formatted(String.join(", ", ignored)),
          1);
    }
    return warnings;
  }

  static ImportWarnings read(JsonNode json) {
    ImportWarnings warnings = new ImportWarnings();
    json.forEach(
        one ->
            warnings.found.put(
                one.path("what").asText(),
                new Occurrence(one.path("line").asInt(), one.path("rows").asInt())));
    return warnings;
  }

  ArrayNode json() {
    ArrayNode json = Json.object().putArray("warnings");
    found.forEach(
        (what, where) ->
            json.addObject().put("what", what).put("line", where.line()).put("rows", where.rows()));
    return json;
  }

  /**
   * @param what the warning, a sentence without personal data
   * @param line the row's
   */
  void add(String what, int line) {
    if (found.size() < MOST || found.containsKey(what)) {
      found.merge(what, new Occurrence(line, 1), (a, b) -> new Occurrence(a.line(), a.rows() + 1));
    }
  }

  /** Returns the sentences, each with its first line. */
  List<String> sentences() {
    return found.entrySet().stream().map(one -> sentence(one.getKey(), one.getValue())).toList();
  }

  private static String sentence(String what, Occurrence where) {
    String more = where.rows() == 1 ? "" : " and " + (where.rows() - 1) + " more";
    return "line " + where.line() + more + ": " + what;
  }
}
