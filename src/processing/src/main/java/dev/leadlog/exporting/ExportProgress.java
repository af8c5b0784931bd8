package dev.leadlog.exporting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.files.FileProgress;
import dev.leadlog.listing.ListCursor;
import dev.leadlog.text.Json;

/**
 * The progress of an export, stored in its job's cursor.
 *
 * @param position where the list continues; null at its end
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
