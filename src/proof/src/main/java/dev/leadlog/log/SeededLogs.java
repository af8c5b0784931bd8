package dev.leadlog.log;

import static dev.leadlog.dynamodb.Attributes.s;

import dev.leadlog.dynamodb.Attributes;
import dev.leadlog.stats.SeededCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Creates the items of logs with a final status, and their statistics counters. */
public final class SeededLogs {

  private static final String PAYLOAD =
      """
      {"id":"%s","created_time":"%s","ad_id":"23851234567890101","ad_name":"Spring ad","adset_id":"23851234567890102","adset_name":"Spring set","campaign_id":"23851234567890103","campaign_name":"Spring campaign","form_id":"%s","is_organic":false,"platform":"fb","field_data":[{"name":"full_name","values":["Ada Lovelace"]},{"name":"email","values":["ada.%1$s@example.org"]},{"name":"phone_number","values":["+4915112345678"]},{"name":"city","values":["Pune"]}]}""";

  private final SeededCounts counts = new SeededCounts();

  /**
   * @param failed whether the log is an Error; otherwise it is Processed
   */
  public Map<String, AttributeValue> add(
      LeadgenId id, PageId page, FormId form, Instant created, boolean failed) {
    Instant received = created.plusSeconds(4);
    Instant ended = received.plusSeconds(3);
    Status status = failed ? Status.ERROR : Status.PROCESSED;
    Map<String, AttributeValue> item =
        new HashMap<>(NewLeadItem.of(lead(id, page, form, created, received)));
    item.remove(LogKeys.DUE_SHARD);
    item.remove(LogKeys.DUE_AT);
    item.remove("retryAt");
    item.put("status", s(status.text()));
    item.put(LogKeys.STATUS_SHARD, LogKeys.statusShard(id, received, status));
    item.put(
        "history",
        AttributeValue.fromL(
            List.of(
                entry(received, Status.PENDING, "Webhook"), entry(ended, status, "processor"))));
    if (!failed) {
      item.put("secondsToProcessed", Attributes.n(Duration.between(created, ended).toSeconds()));
    }
    counts.add(item);
    return item;
  }

  private static AttributeValue entry(Instant at, Status to, String by) {
    return AttributeValue.fromM(Map.of("at", Attributes.time(at), "to", s(to.text()), "by", s(by)));
  }

  private static NewLead lead(
      LeadgenId id, PageId page, FormId form, Instant created, Instant received) {
    String raw =
        "{\"change\":{\"field\":\"leadgen\",\"value\":{\"leadgen_id\":\"%s\",\"page_id\":\"%s\",\"form_id\":\"%s\"}}}"
            .formatted(id, page, form);
    return NewLead.of(new LeadIds(id, page, form, "23851234567890101"), received, Source.WEBHOOK)
        .created(created)
        .announcedBy(raw)
        .with(
            new FetchedLead(
                PAYLOAD.formatted(id, created, form),
                "Facebook",
                false,
                null,
                form,
                created,
                false));
  }

  /** The counter items of all logs that were added so far. */
  public List<Map<String, AttributeValue>> counters() {
    return counts.items();
  }
}
