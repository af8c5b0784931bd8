package dev.leadlog.exporting;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.csv.Column;
import dev.leadlog.csv.CsvText;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.lifecycle.LeadLogJson;
import dev.leadlog.text.Json;
import java.util.List;

/**
 * Writes logs as CSV rows: first the six columns of an import, so that the file can be imported
 * again, then all other fields of a list row, and the deliveries.
 */
final class ExportRows {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  static final List<String> FIELDS =
      List.of(
          "leadgenId",
          "pageId",
          "adId",
          "formId",
          "createdTime",
          "receivedTime",
          "source",
          "platform",
          "organic",
          "test",
          "status",
          "reason",
          "errorMessage",
          "remedy",
          "configReference",
          "leadForm",
          "leadDocReference",
          "retryAt",
          "deliveries");

  /** Returns the header row. */
  static String header() {
    return BYTE_ORDER_MARK + CsvText.of(List.of(FIELDS.stream().map(ExportRows::title).toList()));
  }

  static String of(List<LeadLog> logs) {
    return CsvText.of(logs.stream().map(ExportRows::cells).toList());
  }

  private static String title(String field) {
    return Column.of(field).map(Column::title).orElse(field);
  }

  private static List<String> cells(LeadLog log) {
    JsonNode row = LeadLogJson.exported(log);
    return FIELDS.stream().map(field -> cell(field, row.get(field))).toList();
  }

  private static String cell(String field, JsonNode value) {
    if (value == null || value.isNull()) {
      return "";
    }
    String text = value.isContainerNode() ? Json.text(value) : value.asText();
    return Column.of(field).map(column -> column.cell(text)).orElse(text);
  }

  private ExportRows() {}
}
