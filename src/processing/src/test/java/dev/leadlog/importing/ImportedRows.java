package dev.leadlog.importing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.bulkintake.BulkIntakeFixture;
import dev.leadlog.importing.ImportResult.Rejected;
import dev.leadlog.importing.LeadImporter.Options;
import dev.leadlog.log.NewLead;
import dev.leadlog.log.PageId;
import dev.leadlog.text.Json;
import dev.leadlog.workbench.Settings;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The result of an import of rows without a page, into a log that accepts every lead as new. */
record ImportedRows(ImportResult imported, List<NewLead> leads, List<Rejected> rejected) {

  static ImportedRows of(String... lines) {
    return of(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  static ImportedRows of(byte[] file) {
    List<NewLead> leads = new ArrayList<>();
    List<Rejected> rejected = new ArrayList<>();
    ImportResult imported =
        new LeadImporter(
                BulkIntakeFixture.keeping(leads), null, Settings.with(Map.of()), Clock.systemUTC())
            .run(
                new ByteArrayInputStream(file),
                new Options(false, new PageId("1635959142565683"), "marie"),
                rejected::add,
                Duration.ofMinutes(1));
    return new ImportedRows(imported, leads, rejected);
  }

  List<String> ids() {
    return leads.stream().map(lead -> lead.leadgenId().text()).toList();
  }

  /** Lines and messages of the rejected rows. */
  List<String> why() {
    return rejected.stream().map(row -> row.line() + ": " + row.why()).toList();
  }

  /** The payload of a lead as the log stores it. */
  JsonNode payload(int lead) {
    return Json.stored(leads.get(lead).read().payload());
  }

  /** The answer of a lead to a question. */
  String answer(int lead, String question) {
    return StreamSupport.stream(payload(lead).path("field_data").spliterator(), false)
        .filter(field -> field.path("name").asText().equals(question))
        .map(field -> field.at("/values/0").asText())
        .findFirst()
        .orElseThrow();
  }

  ImportResult.NoHeader noHeader() {
    return (ImportResult.NoHeader) imported;
  }
}
