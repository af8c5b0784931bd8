package dev.leadlog.exporting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.files.FileProgress;
import dev.leadlog.listing.ListCursor;
import dev.leadlog.text.Json;

/**
 * How far an export has come: what its job's cursor holds.
 *
 * @param position where the list goes on; null once it is read to its end
 */
record ExportProgress(FileProgress file, ListCursor position) {

  static ExportProgress read(String cursor) {
    JsonNode json = Json.stored(cursor);
    return new ExportProgress(
        FileProgress.read(json.path("file")),
        json.has("position")
            ? ListCursor.ofCursor(json.path("position").asText()).orElseThrow()
            : null);
  }

  String cursor() {
    ObjectNode json = Json.object();
    json.set("file", file.json());
    if (position != null) {
      json.put("position", position.cursor());
    }
    return Json.text(json);
  }
}
