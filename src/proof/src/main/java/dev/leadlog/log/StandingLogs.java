package dev.leadlog.log;

import static dev.leadlog.dynamodb.Attributes.s;

import dev.leadlog.dynamodb.Attributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** Logs that came to their end long ago, as the items that they are, and what the counters say. */
public final class StandingLogs {

  private static final String PAYLOAD =
      """
      {"id":"%s","created_time":"%s","ad_id":"23851234567890101","ad_name":"Spring ad","adset_id":"23851234567890102","adset_name":"Spring set","campaign_id":"23851234567890103","campaign_name":"Spring campaign","form_id":"%s","is_organic":false,"platform":"fb","field_data":[{"name":"full_name","values":["Ada Lovelace"]},{"name":"email","values":["ada.%1$s@example.org"]},{"name":"phone_number","values":["+4915112345678"]},{"name":"city","values":["Pune"]}]}""";

  private final Map<Map<String, AttributeValue>, Map<String, Long>> counters = new HashMap<>();

  /**
   * @param failed whether it is an Error, and not Processed
   */
  public Map<String, AttributeValue> add(
      LeadgenId id, PageId page, FormId form, Instant created, boolean failed) {
    Instant received = created.plusSeconds(4);
    Instant ended = received.plusSeconds(3);
    Status status = failed ? Status.ERROR : Status.PROCESSED;
    Map<String, AttributeValue> item =
        new HashMap<>(LeadLogItem.ofNew(lead(id, page, form, created, received)));
    item.remove(Keys.DUE_SHARD);
    item.remove(Keys.SWEEP_AT);
    item.put("status", s(status.text()));
    item.put(Keys.STATUS_DAY_SHARD, Keys.statusDayShard(id, received, status));
    item.put(
        "history",
        LeadLogItem.history(
            List.of(
                new HistoryEntry(received, null, Status.PENDING, "Webhook", null, null),
                new HistoryEntry(ended, Status.PENDING, status, "processor", null, null))));
    Counted counted = Counted.of(LeadLogItem.read(item), status, false, true, ended, 0);
    item.put("counted", s(counted.text()));
    Counters.move("Bookkeeping", id, null, counted).forEach(this::count);
    return item;
  }

  private static NewLead lead(
      LeadgenId id, PageId page, FormId form, Instant created, Instant received) {
    String raw =
        "{\"change\":{\"field\":\"leadgen\",\"value\":{\"leadgen_id\":\"%s\",\"page_id\":\"%s\",\"form_id\":\"%s\"}}}"
            .formatted(id, page, form);
    return new NewLead(
            id, page, form, "23851234567890101", created, received, Source.WEBHOOK, raw, null, null)
        .with(
            new ReadLead(
                PAYLOAD.formatted(id, created, form),
                "Facebook",
                false,
                null,
                form,
                created,
                false));
  }

  private void count(Update update) {
    Map<String, Long> numbers = counters.computeIfAbsent(update.key(), key -> new TreeMap<>());
    update
        .expressionAttributeNames()
        .forEach(
            (placeholder, name) ->
                numbers.merge(
                    name,
                    Long.parseLong(
                        update.expressionAttributeValues().get(placeholder.replace('#', ':')).n()),
                    Long::sum));
  }

  /** What the counters say of all logs that were added so far. */
  public List<Map<String, AttributeValue>> counters() {
    List<Map<String, AttributeValue>> items = new ArrayList<>();
    counters.forEach(
        (key, numbers) -> {
          Map<String, AttributeValue> item = new HashMap<>(key);
          numbers.forEach((name, number) -> item.put(name, Attributes.n(number)));
          items.add(item);
        });
    return items;
  }
}
