package dev.leadlog.operations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.lifecycle.DeliveryEntry;
import dev.leadlog.lifecycle.LeadDocReference;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Source;
import dev.leadlog.text.Json;
import dev.leadlog.text.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** Lists the copies of an erased lead that Leadlog cannot delete. */
final class ErasureReport {

  /** The period of point-in-time recovery (source: AWS, "Point-in-time backups for DynamoDB"). */
  private static final Duration BACKUPS = Duration.ofDays(35);

  private static final Duration FILES = Duration.ofDays(7);

  /** {@code {"leadgenId","erasedAt","remains":[{"what","id"?,"url"?,"until"?}]}}. */
  static ObjectNode of(LeadLog erased) {
    ObjectNode json = Json.object().put("leadgenId", erased.leadgenId().text());
    json.put("erasedAt", Times.text(erased.metadata().erasedAt()));
    ArrayNode remains = json.putArray("remains");
    LeadDocReference manual = erased.leadDocReference();
    boolean isDelivered =
        erased.deliveries().stream().anyMatch(entry -> Objects.equals(entry.reference(), manual));
    if (manual != null && !isDelivered) {
      record(remains, manual);
    }
    erased.deliveries().forEach(entry -> delivery(remains, entry, erased));
    if (erased.deliveries().isEmpty()
        && manual == null
        && erased.reason() == Reason.DESTINATION_UNAVAILABLE) {
      possibleRecord(remains, "the destination", erased);
    }
    if (erased.source() == Source.IMPORT) {
      copy(remains, "the imported file, while it is in the bucket", imported(erased).plus(FILES));
    }
    copy(
        remains,
        "exported files, while they are in the bucket",
        erased.metadata().erasedAt().plus(FILES));
    copy(remains, "backups of the tables", erased.metadata().erasedAt().plus(BACKUPS));
    return json;
  }

  private static void delivery(ArrayNode remains, DeliveryEntry entry, LeadLog erased) {
    if (entry.reference() != null) {
      record(remains, entry.reference());
    } else if (entry.isDelivered()) {
      remains
          .addObject()
          .put("what", "the notice that was sent to " + entry.name())
          .put("id", erased.leadgenId().text());
    } else if (entry.finding().reason() == Reason.DESTINATION_UNAVAILABLE) {
      possibleRecord(remains, entry.name(), erased);
    }
  }

  private static void record(ArrayNode remains, LeadDocReference reference) {
    if (!reference.type().equals("leads-table")) {
      remains
          .addObject()
          .put("what", what(reference.type()))
          .put("id", reference.id())
          .put("url", reference.url());
    }
  }

  private static void possibleRecord(ArrayNode remains, String where, LeadLog erased) {
    remains
        .addObject()
        .put("what", "possibly a record at " + where + ", which did not confirm the delivery")
        .put("id", erased.leadgenId().text());
  }

  private static void copy(ArrayNode remains, String what, Instant until) {
    remains.addObject().put("what", what).put("until", Times.text(until));
  }

  /** The import time comes from the history, because a file may contain an older received time. */
  private static Instant imported(LeadLog erased) {
    return erased.history().get(0).at();
  }

  private static String what(String type) {
    return switch (type) {
      case "http" -> "the request to the page's URL with this webhook-id";
      case "sns" -> "the published message, at the subscribers of its topic";
      default -> "the record at the destination, of type " + type;
    };
  }

  private ErasureReport() {}
}
