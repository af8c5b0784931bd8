package dev.leadlog.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.files.FileProgress;
import dev.leadlog.text.Json;
import dev.leadlog.text.Times;
import java.time.Instant;

/**
 * How far a file is imported: what its job's cursor holds.
 *
 * @param encoding of the file
 * @param header of the rows that follow
 * @param position where they begin; null once the file is read to its end
 * @param at when the next slice records its leads, however often it is repeated: by it a repeated
 *     slice recognises the leads that it has recorded before
 * @param rejected the file of rejected rows; null while there are none
 * @param filled leads that filled logs so far
 * @param warnings of the rows so far
 */
record ImportCursor(
    Encoding encoding,
    Header header,
    FilePosition position,
    Instant at,
    FileProgress rejected,
    long filled,
    ImportWarnings warnings) {

  static ImportCursor read(String cursor) {
    JsonNode json = Json.stored(cursor);
    JsonNode position = json.path("position");
    return new ImportCursor(
        Encoding.read(json.path("charset").asText()),
        Header.read(json.path("header")),
        position.isObject()
            ? new FilePosition(position.path("offset").asLong(), position.path("line").asInt())
            : null,
        Instant.parse(json.path("at").asText()),
        json.has("rejected") ? FileProgress.read(json.path("rejected")) : null,
        json.path("filled").asLong(),
        ImportWarnings.read(json.path("warnings")));
  }

  String text() {
    ObjectNode json = Json.object().put("charset", encoding.text()).put("at", Times.text(at));
    json.set("header", header.json());
    json.put("filled", filled).set("warnings", warnings.json());
    if (position != null) {
      json.putObject("position").put("offset", position.offset()).put("line", position.line());
    }
    if (rejected != null) {
      json.set("rejected", rejected.json());
    }
    return Json.text(json);
  }
}
