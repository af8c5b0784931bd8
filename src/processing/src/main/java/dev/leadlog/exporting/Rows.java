package dev.leadlog.exporting;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import dev.leadlog.csv.Cells;
import dev.leadlog.csv.Column;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.lifecycle.LeadLogJson;
import dev.leadlog.text.Json;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * Logs as rows: the six columns of an import first and under its names, so that a file can be
 * imported again, then every other field of a list row under its own.
 */
final class Rows {

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
          "retryAt");

  private static final Map<String, Column> IMPORTED =
      Map.of(
          "leadgenId", Column.LEADGEN_ID,
          "pageId", Column.PAGE_ID,
          "adId", Column.AD_ID,
          "formId", Column.FORM_ID,
          "createdTime", Column.CREATED_TIME,
          "receivedTime", Column.RECEIVED_TIME);

  /** What a file begins with. */
  static String header() {
    return BYTE_ORDER_MARK + text(List.of(FIELDS.stream().map(Rows::title).toList()));
  }

  static String of(List<LeadLog> logs) {
    return text(logs.stream().map(Rows::cells).toList());
  }

  private static String title(String field) {
    return IMPORTED.containsKey(field) ? IMPORTED.get(field).title() : field;
  }

  private static List<String> cells(LeadLog log) {
    JsonNode row = LeadLogJson.row(log);
    return FIELDS.stream().map(field -> Cells.harmless(cell(field, row.get(field)))).toList();
  }

  private static String cell(String field, JsonNode value) {
    if (value == null || value.isNull()) {
      return "";
    }
    String text = value.isContainerNode() ? Json.text(value) : value.asText();
    return IMPORTED.containsKey(field) ? IMPORTED.get(field).cell(text) : text;
  }

  private static String text(List<List<String>> rows) {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().build(text)) {
      rows.forEach(csv::writeRecord);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private Rows() {}
}
