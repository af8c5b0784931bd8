package dev.leadlog.exporting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.listing.ListCursor;
import dev.leadlog.text.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a file is written: what a job's cursor holds.
 *
 * @param upload the id of S3's multipart upload
 * @param parts in their order
 * @param rest number of the object with the rows after the last part; null for none
 * @param position where the list goes on; null once it is read to its end
 */
record Progress(String upload, List<Part> parts, Integer rest, ListCursor position) {

  /**
   * A part as S3 has to be reminded of it.
   *
   * @param checksum its CRC-32; null where the store told none
   */
  record Part(int number, String eTag, String checksum) {}

  Progress with(List<Part> more, Integer newRest, ListCursor reached) {
    List<Part> all = new ArrayList<>(parts);
    all.addAll(more);
    return new Progress(upload, all, newRest, reached);
  }

  static Progress read(String cursor) {
    JsonNode json = Json.stored(cursor);
    List<Part> parts = new ArrayList<>();
    for (JsonNode part : json.path("parts")) {
      parts.add(new Part(part.get(0).asInt(), part.get(1).asText(), part.path(2).asText(null)));
    }
    return new Progress(
        json.path("upload").asText(),
        parts,
        json.has("rest") ? json.path("rest").asInt() : null,
        json.has("position")
            ? ListCursor.ofCursor(json.path("position").asText()).orElseThrow()
            : null);
  }

  String cursor() {
    ObjectNode json = Json.object().put("upload", upload);
    ArrayNode list = json.putArray("parts");
    for (Part part : parts) {
      list.addArray().add(part.number()).add(part.eTag()).add(part.checksum());
    }
    if (rest != null) {
      json.put("rest", rest);
    }
    if (position != null) {
      json.put("position", position.cursor());
    }
    return Json.text(json);
  }
}
