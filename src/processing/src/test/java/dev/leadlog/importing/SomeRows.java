package dev.leadlog.importing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.bulkintake.SomeBulkIntake;
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

/** What is read from a file whose rows name no page, with a log that takes every lead as new. */
record SomeRows(ImportResult imported, List<NewLead> leads, List<Rejected> rejected) {

  static SomeRows of(String... lines) {
    return of(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  static SomeRows of(byte[] file) {
    List<NewLead> leads = new ArrayList<>();
    List<Rejected> rejected = new ArrayList<>();
    ImportResult imported =
        new LeadImporter(
                SomeBulkIntake.keeping(leads), null, Settings.with(Map.of()), Clock.systemUTC())
            .run(
                new ByteArrayInputStream(file),
                new Options(false, new PageId("1635959142565683"), "marie"),
                rejected::add,
                Duration.ofMinutes(1));
    return new SomeRows(imported, leads, rejected);
  }

  List<String> ids() {
    return leads.stream().map(lead -> lead.leadgenId().text()).toList();
  }

  /** Lines and sentences of the rejected rows. */
  List<String> why() {
    return rejected.stream().map(row -> row.line() + ": " + row.why()).toList();
  }

  /** What one of the leads says, as the log keeps it. */
  JsonNode payload(int lead) {
    return Json.stored(leads.get(lead).read().payload());
  }

  /** The answer of one of the leads to a question. */
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
