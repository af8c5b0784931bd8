package dev.leadlog.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.files.FileProgress;
import dev.leadlog.text.Json;
import dev.leadlog.text.Times;
import java.time.Instant;

/**
 * The progress of an import, stored in its job's cursor.
 *
 * @param encoding the encoding of the file
 * @param header the header of the next rows
 * @param position where the next rows begin; null at the end of the file
 * @param at the time with which the next slice records its leads; a repeated slice uses the same
 *     time and recognises by it the leads that it has recorded before
 * @param rejected the progress of the file of rejected rows; null for none
 * @param filled the number of logs whose payload was filled so far
 * @param warnings the warnings so far
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
