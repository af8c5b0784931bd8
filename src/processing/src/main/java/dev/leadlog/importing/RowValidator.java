package dev.leadlog.importing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.graph.LeadParser;
import dev.leadlog.importing.ImportResult.Rejected;
import dev.leadlog.log.FetchedLead;
import dev.leadlog.log.FormId;
import dev.leadlog.log.LeadIds;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.NewLead;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Source;
import dev.leadlog.text.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** Returns the lead of a row, or what is wrong with the row. */
final class RowValidator {

  /** The same limit as for leads of the Graph API: the payload must fit into the log's item. */
  private static final int LARGEST_LEAD = 128 * 1024;

  /**
   * The result of a row: a lead or a rejection; the other one is null.
   *
   * @param answers a hash of the answers; null if there are none
   */
  record RowCheck(NewLead lead, Rejected rejected, Integer answers) {

    static RowCheck rejected(int line, String why) {
      return rejected(new Rejected(line, null, why));
    }

    static RowCheck rejected(Rejected row) {
      return new RowCheck(null, row, null);
    }
  }

  private final PagesByForm pages;
  private final PageId givenPage;
  private final NewLead.Later later;
  private final ImportWarnings warnings;

  /** The converter for the rows of one header. */
  private MetaPayload payload;

  RowValidator(PagesByForm pages, PageId givenPage, NewLead.Later later, ImportWarnings warnings) {
    this.warnings = warnings;
    this.pages = pages;
    this.givenPage = givenPage;
    this.later = later;
  }

  RowCheck of(CsvRow row) {
    Optional<ImportResult.NoHeader> refusal = row.header().refusal(givenPage);
    if (refusal.isPresent()) {
      return RowCheck.rejected(row.line(), rejection(refusal.get()));
    }
    RowParser read = new RowParser(row);
    LeadgenId id = read.leadgenId();
    FormId form = read.formId();
    PageId page = read.pageId(givenPage, form, pages);
    String ad = read.adId();
    Instant created = read.createdTime(later.at());
    Instant received = read.receivedTime(later.at()).orElse(later.at());
    if (read.mistake() != null) {
      return RowCheck.rejected(read.mistake());
    }
    return withAnswers(
        row,
        NewLead.of(new LeadIds(id, page, form, ad), received, Source.IMPORT)
            .created(created)
            .asBulk(later));
  }

  private RowCheck withAnswers(CsvRow row, NewLead lead) {
    Optional<ObjectNode> answers =
        payload(row.header()).of(row, lead.leadgenId(), lead.formId(), lead.createdTime());
    Optional<FetchedLead> read = answers.map(json -> LeadParser.lead(json, Json.text(json)));
    if (read.filter(RowValidator::isTooLarge).isPresent()) {
      return RowCheck.rejected(row.line(), "the answers are larger than 128 KB");
    }
    if (read.filter(lost -> lost.payload().indexOf('\uFFFD') >= 0).isPresent()) {
      warnings.add(
          "letters were lost before the upload; send the file with Content-Type: application/octet-stream, or export it again",
          row.line());
    }
    MetaPayload.rounded(row)
        .forEach(
            id ->
                warnings.add(
                    id + " was rounded by a spreadsheet and its digits are lost; it is left out",
                    row.line()));
    return new RowCheck(
        lead.with(read.orElse(null)), null, answers.map(MetaPayload::answers).orElse(null));
  }

  /** Adds warnings about the lead's configuration, for a dry run. */
  void warnOf(CsvRow row, NewLead lead) {
    pages
        .warnings(lead.pageId(), lead.formId(), payload(row.header()).questions())
        .forEach(what -> warnings.add(what, row.line()));
  }

  private MetaPayload payload(Header header) {
    if (payload == null || payload.header() != header) {
      payload = new MetaPayload(header);
    }
    return payload;
  }

  private static String rejection(ImportResult.NoHeader header) {
    return header.missing().isEmpty()
        ? "the header above the row names a column twice: " + String.join(", ", header.twice())
        : "the header above the row lacks " + String.join(", ", header.missing());
  }

  private static boolean isTooLarge(FetchedLead answers) {
    return answers.payload().getBytes(StandardCharsets.UTF_8).length > LARGEST_LEAD;
  }
}
