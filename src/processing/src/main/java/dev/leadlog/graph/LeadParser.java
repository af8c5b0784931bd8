package dev.leadlog.graph;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.graph.GraphFailure.Retry;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.log.FetchedLead;
import dev.leadlog.log.FormId;
import dev.leadlog.log.Reason;
import dev.leadlog.text.Json;
import dev.leadlog.text.Times;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Parses a successful response: the requested lead, or an unexpected response. */
public final class LeadParser {

  /** The payload must fit into the log's item together with all other attributes. */
  private static final int LARGEST_LEAD = 128 * 1024;

  private static final int LARGEST_CUT = 16 * 1024;

  /** For example {@code 2026-02-28T08:49:14+0000}: the offset has no colon. */
  private static final DateTimeFormatter META_TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX][XX][X]")
          .toFormatter()
          .withResolverStyle(ResolverStyle.STRICT);

  private static final Map<String, String> PLATFORMS = Map.of("fb", "Facebook", "ig", "Instagram");

  /** What the Lead Ads Testing Tool fills in (source: Meta, "Lead Ads Testing Tool"). */
  private static final Pattern TEST_VALUE = Pattern.compile("<test lead: dummy data for .*>");

  private static final Set<String> TEST_ADDRESSES = Set.of("test@fb.com", "test@meta.com");

  static GraphResult<FetchedLead> read(GraphResponse response, LeadLog log) {
    JsonNode lead = response.json();
    if (!lead.path("field_data").isArray()) {
      return unexpected(response, "Meta's response has no field_data");
    }
    if (!lead.path("id").asText().equals(log.leadgenId().text())) {
      return unexpected(response, "Meta's response has another lead's id");
    }
    byte[] bytes = response.body().getBytes(StandardCharsets.UTF_8);
    if (bytes.length > LARGEST_LEAD) {
      return GraphResult.failed(tooLarge(bytes));
    }
    return GraphResult.found(lead(lead, response.body()));
  }

  /** Parses one lead of a list; null if it cannot be stored. */
  static FetchedLead listed(JsonNode lead) {
    String text = Json.text(lead);
    boolean fits = text.getBytes(StandardCharsets.UTF_8).length <= LARGEST_LEAD;
    return fits && lead.path("field_data").isArray() ? lead(lead, text) : null;
  }

  /**
   * Reads the attributes of a log from a lead.
   *
   * @param lead the lead in the format of the Graph API
   * @param payload the same as text, which is stored unchanged. Meta's files name the form in it,
   *     the Graph API does not
   */
  public static FetchedLead lead(JsonNode lead, String payload) {
    return new FetchedLead(
        payload,
        platform(lead.path("platform").asText(null)),
        organic(lead),
        adId(lead),
        FormId.of(lead.path("form_id").asText(null)).orElse(null),
        time(lead.path("created_time").asText(null)),
        isTest(lead),
        lead.path("form_name").asText(null));
  }

  /** The lead would be too large at every later read too. */
  private static GraphFailure tooLarge(byte[] bytes) {
    int end = LARGEST_LEAD;
    while ((bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    return new GraphFailure(
        Reason.META_UNEXPECTED_RESPONSE,
        new Retry.Never(),
        "Meta's response is a lead of %d bytes, and a log can store %d: its beginning is stored as unexpectedAnswer"
            .formatted(bytes.length, LARGEST_LEAD),
        new String(bytes, 0, end, StandardCharsets.UTF_8));
  }

  private static GraphResult<FetchedLead> unexpected(GraphResponse response, String message) {
    String body = response.body();
    return GraphResult.failed(
        new GraphFailure(
            Reason.META_UNEXPECTED_RESPONSE,
            new Retry.Once(),
            message,
            body.substring(0, Math.min(body.length(), LARGEST_CUT))));
  }

  private static String platform(String meta) {
    return meta == null || meta.isBlank() ? null : PLATFORMS.getOrDefault(meta, meta);
  }

  private static Boolean organic(JsonNode lead) {
    return lead.path("is_organic").isBoolean() ? lead.path("is_organic").asBoolean() : null;
  }

  private static String adId(JsonNode lead) {
    String id = lead.path("ad_id").asText("");
    return id.isBlank() || id.equals("0") ? null : id;
  }

  static Instant time(String text) {
    try {
      Instant time = text == null ? null : OffsetDateTime.parse(text, META_TIME).toInstant();
      return time == null || Times.isUsable(time) ? time : null;
    } catch (DateTimeException unreadable) {
      return null;
    }
  }

  private static boolean isTest(JsonNode lead) {
    for (JsonNode field : lead.path("field_data")) {
      for (JsonNode value : field.path("values")) {
        String text = value.asText();
        if (TEST_VALUE.matcher(text).matches() || TEST_ADDRESSES.contains(text)) {
          return true;
        }
      }
    }
    return false;
  }

  private LeadParser() {}
}
