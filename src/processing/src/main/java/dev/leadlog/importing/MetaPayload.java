package dev.leadlog.importing;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Converts a row of Meta's own export to a lead in the format of the Graph API, so that later steps
 * need no special case. All columns that are not Meta's own are questions of the form.
 */
final class MetaPayload {

  private static final DateTimeFormatter META_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxx").withZone(ZoneOffset.UTC);

  private static final String ORGANIC = "is_organic";

  /** The columns of ids (source: Meta, "Download your leads"), with their prefixes. */
  private static final Map<String, String> IDS =
      Map.of("ad_id", "ag:", "adset_id", "as:", "campaign_id", "c:");

  private static final Set<String> NAMES =
      Set.of(
          "ad_name",
          "adset_name",
          "campaign_name",
          "form_name",
          "partner_name",
          "platform",
          "retailer_item_id");

  /** Columns of Leads Center, which are not answers. */
  private static final Set<String> AFTERWARDS = Set.of("inbox_url", "lead_status");

  private static final Set<String> NO_QUESTIONS =
      Stream.of(IDS.keySet(), NAMES, AFTERWARDS, Set.of("id", ORGANIC))
          .flatMap(Set::stream)
          .map(Column::plain)
          .collect(Collectors.toSet());

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

  /** Returns the columns of answers; empty for a file that is not Meta's. */
  List<String> questions() {
    return header.isMetaExport() ? questions.stream().map(header.names()::get).toList() : List.of();
  }

  /** Returns whether a column is neither Meta's own nor Leadlog's. */
  static boolean isQuestion(String name) {
    return !name.isBlank()
        && Column.of(name).isEmpty()
        && !NO_QUESTIONS.contains(Column.plain(name));
  }

  /** Returns the lead; empty if the row has no answer. */
  Optional<ObjectNode> of(CsvRow row, LeadgenId id, FormId form, Instant createdTime) {
    if (!header.isMetaExport() || questions.stream().allMatch(i -> row.cells().get(i).isBlank())) {
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

  private void beside(ObjectNode lead, CsvRow row) {
    Stream.concat(IDS.keySet().stream(), NAMES.stream())
        .sorted()
        .forEach(
            name ->
                header
                    .value(row, name)
                    .map(value -> without(IDS.getOrDefault(name, ""), value))
                    .filter(value -> !IDS.containsKey(name) || !RowParser.isRounded(value))
                    .ifPresent(value -> lead.put(name, value)));
    header.value(row, ORGANIC).ifPresent(text -> lead.put(ORGANIC, BooleanWords.meaning(text)));
  }

  /** Returns the columns whose ids a spreadsheet has rounded; they are left out of the lead. */
  static List<String> rounded(CsvRow row) {
    return IDS.keySet().stream().filter(id -> isRounded(row, id)).sorted().toList();
  }

  private static boolean isRounded(CsvRow row, String id) {
    return row.header()
        .value(row, id)
        .filter(value -> RowParser.isRounded(without(IDS.get(id), value)))
        .isPresent();
  }

  private static ObjectNode answer(String question, String cell) {
    ObjectNode answer = Json.object().put("name", question);
    ArrayNode values = answer.putArray("values");
    if (!cell.isBlank()) {
      values.add(AnswerPrefix.strip(question, cell.strip()));
    }
    return answer;
  }

  private static String without(String prefix, String value) {
    return value.startsWith(prefix) ? value.substring(prefix.length()) : value;
  }

  /** Returns a hash of the answers that does not depend on their order. */
  static int answers(JsonNode lead) {
    int all = 0;
    for (JsonNode field : lead.path("field_data")) {
      if (!field.path("values").isEmpty()) {
        all += Objects.hash(Column.plain(field.path("name").asText()), field.path("values"));
      }
    }
    return all;
  }
}
