package dev.leadlog.importing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.csv.Column;
import dev.leadlog.log.FormId;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.text.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A row of Meta's own export in the shape in which the Graph API gives a lead, so that nobody later
 * sees where it came from. Columns that are not Meta's own are the form's questions.
 */
final class MetaPayload {

  private static final DateTimeFormatter META_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxx").withZone(ZoneOffset.UTC);

  private static final String ORGANIC = "is_organic";

  /** Beside the answers (source: Meta, "Download your leads"), with what stands before each id. */
  private static final Map<String, String> BESIDE =
      Map.of(
          "ad_id", "ag:",
          "ad_name", "",
          "adset_id", "as:",
          "adset_name", "",
          "campaign_id", "c:",
          "campaign_name", "",
          "form_name", "",
          "platform", "");

  private final Header header;
  private final List<Integer> questions;

  MetaPayload(Header header) {
    this.header = header;
    this.questions =
        IntStream.range(0, header.names().size())
            .filter(i -> isQuestion(header.names().get(i)))
            .boxed()
            .toList();
  }

  Header header() {
    return header;
  }

  /** Whether a column is none of Meta's own or Leadlog's. */
  static boolean isQuestion(String name) {
    String plain = Column.plain(name);
    return !name.isBlank()
        && Column.of(name).isEmpty()
        && Stream.concat(BESIDE.keySet().stream(), Stream.of("id", ORGANIC))
            .noneMatch(beside -> Column.plain(beside).equals(plain));
  }

  /** The lead, or nothing where the row answers no question. */
  Optional<ObjectNode> of(Row row, LeadgenId id, FormId form, Instant createdTime) {
    if (!header.isMetas() || questions.stream().allMatch(i -> row.cells().get(i).isBlank())) {
      return Optional.empty();
    }
    ObjectNode lead = Json.object().put("id", id.text());
    if (createdTime != null) {
      lead.put("created_time", META_TIME.format(createdTime));
    }
    lead.put("form_id", form.text());
    beside(lead, row);
    ArrayNode answers = lead.putArray("field_data");
    questions.forEach(i -> answers.add(answer(header.names().get(i), row.cells().get(i))));
    return Optional.of(lead);
  }

  private void beside(ObjectNode lead, Row row) {
    BESIDE.keySet().stream()
        .sorted()
        .forEach(
            name ->
                header
                    .value(row, name)
                    .map(value -> without(BESIDE.get(name), value))
                    .ifPresent(value -> lead.put(name, value)));
    header
        .value(row, ORGANIC)
        .filter(text -> text.matches("(?i)true|false"))
        .ifPresent(text -> lead.put(ORGANIC, Boolean.parseBoolean(text)));
  }

  private static ObjectNode answer(String question, String cell) {
    ObjectNode answer = Json.object().put("name", question);
    ArrayNode values = answer.putArray("values");
    if (!cell.isBlank()) {
      values.add(phone(cell.strip()));
    }
    return answer;
  }

  /** Meta's export writes {@code p:} before phone numbers. */
  private static String phone(String cell) {
    return cell.matches("p:[+0-9 ()./-]+") ? cell.substring(2) : cell;
  }

  private static String without(String prefix, String value) {
    return value.startsWith(prefix) ? value.substring(prefix.length()) : value;
  }
}
