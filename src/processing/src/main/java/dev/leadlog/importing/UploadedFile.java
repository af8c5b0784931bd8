package dev.leadlog.importing;

import dev.leadlog.log.PageId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file that was put into the import bucket, as S3 announces it.
 *
 * @param key {@code incoming/march.csv}; in {@code incoming/<pageId>/march.csv} the page of rows
 *     that name none
 * @param eTag of the content
 * @param size in bytes
 * @param sequencer hexadecimal; of two uploads under one key the later has the higher one
 * @param by who uploaded it
 */
public record UploadedFile(
    String bucket, String key, String eTag, long size, String sequencer, String by) {

  private static final Pattern INCOMING =
      Pattern.compile("incoming/((?:([0-9]+)/)?.+)\\.csv", Pattern.DOTALL);

  /** Whether it is to be imported: results, which lie in the same bucket, never are. */
  boolean isIncoming() {
    return incoming().matches();
  }

  Optional<PageId> page() {
    Matcher incoming = incoming();
    return incoming.matches() ? PageId.of(incoming.group(2)) : Optional.empty();
  }

  /** Where the counts are written. */
  String resultKey() {
    return result(".json");
  }

  /** Where the rows are written that were rejected. */
  String rejectedKey() {
    return result(".rejected.csv");
  }

  private String result(String ending) {
    return "results/" + incoming().replaceFirst("$1") + ending;
  }

  private Matcher incoming() {
    return INCOMING.matcher(key);
  }
}
