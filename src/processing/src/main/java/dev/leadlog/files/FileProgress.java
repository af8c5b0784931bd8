package dev.leadlog.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.text.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * The progress of a file, stored in a job's cursor.
 *
 * @param upload the id of S3's multipart upload
 * @param parts in their order
 * @param rest the number of the object with the bytes after the last part; null for none
 */
public record FileProgress(String upload, List<Part> parts, Integer rest) {

  /**
   * A part, as S3 requires it to complete the upload.
   *
   * @param checksum its CRC-32; null if S3 returned none
   */
  record Part(int number, String eTag, String checksum) {}

  public static FileProgress read(JsonNode json) {
    List<Part> parts = new ArrayList<>();
    for (JsonNode part : json.path("parts")) {
      parts.add(new Part(part.get(0).asInt(), part.get(1).asText(), part.path(2).asText(null)));
    }
    Integer rest = json.has("rest") ? json.path("rest").asInt() : null;
    return new FileProgress(json.path("upload").asText(), parts, rest);
  }

  public ObjectNode json() {
    ObjectNode json = Json.object().put("upload", upload);
    ArrayNode list = json.putArray("parts");
    for (Part part : parts) {
      list.addArray().add(part.number()).add(part.eTag()).add(part.checksum());
    }
    return rest == null ? json : json.put("rest", rest);
  }
}
