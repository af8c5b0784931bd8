package dev.leadlog.operations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.lifecycle.LeadDocReference;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Source;
import dev.leadlog.text.Json;
import dev.leadlog.text.Times;
import java.time.Duration;
import java.time.Instant;

/** What remains of an erased lead in places that Leadlog cannot reach. */
final class ErasureReport {

  /** Point-in-time recovery keeps so much (source: AWS, "Point-in-time backups for DynamoDB"). */
  private static final Duration BACKUPS = Duration.ofDays(35);

  private static final Duration FILES = Duration.ofDays(7);

  /** {@code {"leadgenId","erasedAt","remains":[{"what","id"?,"url"?,"until"?}]}}. */
  static ObjectNode of(LeadLog erased) {
    ObjectNode json = Json.object().put("leadgenId", erased.leadgenId().text());
    json.put("erasedAt", Times.text(erased.metadata().erasedAt()));
    ArrayNode remains = json.putArray("remains");
    LeadDocReference reference = erased.leadDocReference();
    if (reference != null && !reference.type().equals("leads-table")) {
      remains
          .addObject()
          .put("what", what(reference.type()))
          .put("id", reference.id())
          .put("url", reference.url());
    } else if (reference == null && erased.reason() == Reason.DESTINATION_UNAVAILABLE) {
      remains
          .addObject()
          .put("what", "perhaps a record at the destination, which did not say whether it made one")
          .put("id", erased.leadgenId().text());
    }
    if (erased.source() == Source.IMPORT) {
      copy(
          remains,
          "the file that it was imported from, while it is in the bucket",
          imported(erased).plus(FILES));
    }
    copy(
        remains,
        "files that were exported before, while they are in the bucket",
        erased.metadata().erasedAt().plus(FILES));
    copy(remains, "backups of the tables", erased.metadata().erasedAt().plus(BACKUPS));
    return json;
  }

  private static void copy(ArrayNode remains, String what, Instant until) {
    remains.addObject().put("what", what).put("until", Times.text(until));
  }

  /** A file may say that a lead was received long before. */
  private static Instant imported(LeadLog erased) {
    return erased.history().get(0).at();
  }

  private static String what(String type) {
    return switch (type) {
      case "http" -> "what was posted to the page's URL, with this webhook-id";
      case "sns" -> "the message that was published, with whoever subscribed to its topic";
      default -> "the record at the destination, of type " + type;
    };
  }

  private ErasureReport() {}
}
