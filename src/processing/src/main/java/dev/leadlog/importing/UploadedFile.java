package dev.leadlog.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.files.FileKey;
import dev.leadlog.log.PageId;
import dev.leadlog.text.Json;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of the import bucket.
 *
 * @param key {@code incoming/march.csv}, or {@code incoming/<pageId>/march.csv} with the page of
 *     rows that name none
 * @param eTag the ETag of the content
 * @param size the size in bytes
 */
record UploadedFile(String bucket, String key, String eTag, long size) {

  private static final Pattern OF_A_PAGE = Pattern.compile("incoming/([0-9]+)/.+", Pattern.DOTALL);

  static UploadedFile read(JsonNode json, String bucket) {
    return new UploadedFile(
        bucket, json.path("key").asText(), json.path("eTag").asText(), json.path("size").asLong());
  }

  ObjectNode json() {
    return Json.object().put("key", key).put("eTag", eTag).put("size", size);
  }

  Optional<PageId> page() {
    Matcher ofAPage = OF_A_PAGE.matcher(key);
    return ofAPage.matches() ? PageId.of(ofAPage.group(1)) : Optional.empty();
  }

  /** Returns the key of the result file. */
  String resultKey() {
    return result(".json");
  }

  /** Returns the key of the file of rejected rows. */
  FileKey rejectedKey(String job) {
    return new FileKey(job, result(".rejected.csv"), null);
  }

  private String result(String ending) {
    return "results/"
        + key.substring(UploadedFiles.INCOMING.length()).replaceFirst("\\.csv$", "")
        + ending;
  }
}
