package dev.leadlog.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leadlog.importing.ImportResult.Rejected;
import dev.leadlog.importing.LeadImporter.Options;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.log.FormId;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Source;
import dev.leadlog.log.Status;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.MovableClock;
import dev.leadlog.text.Json;
import dev.leadlog.workbench.Leads;
import dev.leadlog.workbench.Meta;
import dev.leadlog.workbench.Pages;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(Meta.class)
class LeadImporterTest {

  private static final String PAGE = "1635959142565683";
  private static final String FORM = "527829666666421";
  private static final String HEADER = "Leadgen ID,Page ID,Form ID";

  @Inject LeadImporter leadImporter;
  @Inject Leads leads;
  @Inject Pages pages;
  @Inject MovableClock clock;

  private String id;

  @BeforeEach
  void reset() {
    leads.reset();
    id = Aws.newId();
  }

  private LeadLog log() {
    return leads.log(new LeadgenId(id));
  }

  private static String row(String id) {
    return id + "," + PAGE + "," + FORM;
  }

  @Nested
  class SixColumnFiles {

    @Test
    void a_lead_is_logged_with_all_values_of_its_row() {
      ImportedFile file =
          ImportedFile.of(
              leadImporter,
              "Leadgen ID,Page ID,Ad ID,Form ID,Created Time,Received Time",
              id
                  + ","
                  + PAGE
                  + ",23851234567890101,"
                  + FORM
                  + ",2026-02-28T08:49:14+0000,2026-02-28 08:49:17");

      assertThat(file.counts()).containsExactly(1L, 0L, 0L);
      LeadLog log = log();
      assertThat(log.source()).isEqualTo(Source.IMPORT);
      assertThat(log.pageId()).isEqualTo(new PageId(PAGE));
      assertThat(log.formId()).isEqualTo(new FormId(FORM));
      assertThat(log.adId()).isEqualTo("23851234567890101");
      assertThat(log.createdTime()).isEqualTo("2026-02-28T08:49:14Z");
      assertThat(log.receivedTime()).isEqualTo("2026-02-28T08:49:17Z");
      assertThat(log.leadPayload()).isNull();
    }

    @Test
    void an_old_lead_is_pending_due_now_and_has_the_full_time_for_retries() {
      ImportedFile.of(leadImporter, HEADER + ",Received Time", row(id) + ",2025-01-01");

      LeadLog log = log();
      Instant now = log.retry().retryAt();
      assertThat(log.status()).isEqualTo(Status.PENDING);
      assertThat(now).isCloseTo(clock.instant(), within(10, ChronoUnit.SECONDS));
      assertThat(log.retry().retryUntil()).isEqualTo(now.plus(Duration.ofHours(72)));
      assertThat(log.retry().dueAt()).isEqualTo(now.plus(Duration.ofHours(1)));
      assertThat(log.history())
          .singleElement()
          .satisfies(entry -> assertThat(entry.by()).isEqualTo("marie"))
          .satisfies(entry -> assertThat(entry.at()).isEqualTo(now));
    }

    @Test
    void a_lead_without_a_time_was_received_now() {
      ImportedFile.of(leadImporter, HEADER, row(id));

      assertThat(log().receivedTime()).isCloseTo(clock.instant(), within(10, ChronoUnit.SECONDS));
    }

    @Test
    void a_lead_is_on_the_backlog_queue_and_not_on_the_lead_queue() {
      ImportedFile.of(leadImporter, HEADER, row(id));

      assertThat(Aws.drain("BacklogQueue"))
          .singleElement()
          .satisfies(message -> assertThat(message.body()).contains(id));
      assertThat(Leads.takeFromQueue()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "Leadgen ID,Page ID,Form ID",
          "leadgen_id,page_id,form_id",
          "LEADGENID,PageId,formid",
          "\"Leadgen ID\",\"Page ID\",\"Form ID\"",
          " leadgen id , page-id ,Form Id ",
          "Leadgen ID;Page ID;Form ID",
          "Leadgen ID\tPage ID\tForm ID"
        })
    void the_columns_are_found_in_any_spelling(String header) {
      char separator = header.contains(";") ? ';' : header.contains("\t") ? '\t' : ',';

      ImportedFile file = ImportedFile.of(leadImporter, header, row(id).replace(',', separator));

      assertThat(file.counts()).containsExactly(1L, 0L, 0L);
      assertThat(log().formId()).isEqualTo(new FormId(FORM));
    }

    @Test
    void the_columns_are_found_in_any_order_and_among_unknown_columns() {
      ImportedFile file =
          ImportedFile.of(
              leadImporter,
              "Notes,Form ID,Status,Page ID,Leadgen ID",
              "x," + FORM + ",Error," + PAGE + "," + id);

      assertThat(file.counts()).containsExactly(1L, 0L, 0L);
      assertThat(log().pageId()).isEqualTo(new PageId(PAGE));
      assertThat(log().leadPayload()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16BE", "UTF-16LE"})
    void a_file_may_have_a_byte_order_mark(String charset) {
      String text = "\uFEFF" + HEADER + "\r\n" + row(id) + "\r\n";

      ImportedFile file =
          ImportedFile.of(
              leadImporter, ImportedFile.BY_MARIE, text.getBytes(Charset.forName(charset)));

      assertThat(file.counts()).containsExactly(1L, 0L, 0L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void a_row_may_end_with_any_line_break(String end) {
      String other = Aws.newId();
      String text = HEADER + end + row(id) + end + end + row(other);

      ImportedFile file =
          ImportedFile.of(
              leadImporter, ImportedFile.BY_MARIE, text.getBytes(StandardCharsets.UTF_8));

      assertThat(file.counts()).containsExactly(2L, 0L, 0L);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"l:%s,%s,f:%s", "'%s,'%s,'%s", "\"=\"\"%s\"\"\",%s,%s", "\" %s \",%s,%s"})
    void the_prefixes_and_quotes_around_ids_are_removed(String around) {
      ImportedFile file = ImportedFile.of(leadImporter, HEADER, around.formatted(id, PAGE, FORM));

      assertThat(file.counts()).containsExactly(1L, 0L, 0L);
      assertThat(log().formId()).isEqualTo(new FormId(FORM));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "ag:0"})
    void a_lead_has_no_ad_if_the_file_names_none(String ad) {
      ImportedFile.of(leadImporter, HEADER + ",Ad ID", row(id) + "," + ad);

      assertThat(log().adId()).isNull();
    }

    @Test
    void a_row_without_a_page_belongs_to_the_page_that_was_given() {
      ImportedFile file =
          ImportedFile.onPage(
              new PageId(PAGE), leadImporter, "Leadgen ID,Form ID", id + "," + FORM);

      assertThat(file.counts()).containsExactly(1L, 0L, 0L);
      assertThat(log().pageId()).isEqualTo(new PageId(PAGE));
    }
  }

  @Nested
  class MetaExports {

    private static final String META =
        "id\tcreated_time\tad_id\tad_name\tadset_id\tadset_name\tcampaign_id\tcampaign_name\tform_id"
            + "\tform_name\tis_organic\tplatform\tfull_name\tphone_number\twhat's_your_budget?\temail";

    private String row(String form, String name, String email) {
      return String.join(
          "\t",
          "l:" + id,
          "2026-02-28T09:49:14+01:00",
          "ag:23851234567890101",
          "Ad one",
          "as:23851234567890102",
          "Set",
          "c:23851234567890103",
          "Spring, \"early\"",
          "f:" + form,
          "Spring offer",
          "false",
          "ig",
          name,
          "p:+491701234567",
          "",
          email);
    }

    private static byte[] utf16(String... lines) {
      return ("\uFEFF" + String.join("\n", lines)).getBytes(StandardCharsets.UTF_16LE);
    }

    @Test
    void the_payload_has_the_shape_of_the_graph_api() {
      ImportedFile file =
          ImportedFile.of(
              leadImporter,
              new Options(false, new PageId(PAGE), "marie"),
              utf16(META, row(FORM, "Zoë Łuk", "zoe@example.com")));

      assertThat(file.counts()).containsExactly(1L, 0L, 0L);
      LeadLog log = log();
      assertThat(log.metadata().platform()).isEqualTo("Instagram");
      assertThat(log.metadata().organic()).isFalse();
      assertThat(log.processing().leadForm()).isEqualTo("Spring offer");
      assertThat(log.test()).isFalse();
      assertThat(log.adId()).isEqualTo("23851234567890101");
      assertThat(log.createdTime()).isEqualTo("2026-02-28T08:49:14Z");
      assertThat(Json.stored(log.leadPayload()))
          .isEqualTo(
              Json.stored(
                  """
                  {"id":"%s","created_time":"2026-02-28T08:49:14+0000","form_id":"%s",
                   "ad_id":"23851234567890101","ad_name":"Ad one","adset_id":"23851234567890102",
                   "adset_name":"Set","campaign_id":"23851234567890103",
                   "campaign_name":"Spring, \\"early\\"","form_name":"Spring offer","platform":"ig",
                   "is_organic":false,"field_data":[
                    {"name":"full_name","values":["Zoë Łuk"]},
                    {"name":"phone_number","values":["+491701234567"]},
                    {"name":"what's_your_budget?","values":[]},
                    {"name":"email","values":["zoe@example.com"]}]}"""
                      .formatted(id, FORM)));
    }

    @Test
    void a_lead_is_processed_without_a_call_to_meta() {
      PageId page = pages.configured();
      ImportedFile.of(
          leadImporter,
          new Options(false, page, "marie"),
          utf16(META, row(Meta.FORM, "Zoë", "zoe@example.com")));

      leads.process(new LeadgenId(id));

      assertThat(log().status()).isEqualTo(Status.PROCESSED);
      assertThat(Leads.delivered(new LeadgenId(id)).get("lead").m())
          .containsEntry("email_id", AttributeValue.fromS("zoe@example.com"));
      assertThat(Meta.reads()).isEmpty();
    }

    @Test
    void a_lead_belongs_to_the_configured_page_that_lists_its_form() {
      PageId page = Pages.unknown();
      String form = Aws.newId();
      configure(page, form);

      assertThat(ImportedFile.of(leadImporter, META, row(form, "Zoë", "z@example.com")).counts())
          .containsExactly(1L, 0L, 0L);

      assertThat(log().pageId()).isEqualTo(page);
    }

    @Test
    void a_row_is_rejected_if_no_page_or_several_pages_list_its_form() {
      String form = Aws.newId();
      assertThat(ImportedFile.of(leadImporter, META, row(form, "Zoë", "z@example.com")).rejected())
          .singleElement()
          .satisfies(row -> assertThat(row.column()).isEqualTo("Page ID"))
          .satisfies(row -> assertThat(row.why()).contains("no configured page lists", form));

      configure(Pages.unknown(), form);
      configure(Pages.unknown(), form);
      assertThat(ImportedFile.of(leadImporter, META, row(form, "Zoë", "z@example.com")).rejected())
          .singleElement()
          .satisfies(row -> assertThat(row.why()).contains("several pages list form " + form));
    }

    @Test
    void a_lead_belongs_to_the_page_in_an_added_column() {
      ImportedFile.of(
          leadImporter, META + "\tPage ID", row(FORM, "Zoë", "z@example.com") + "\t" + PAGE);

      assertThat(log().pageId()).isEqualTo(new PageId(PAGE));
      assertThat(log().leadPayload()).doesNotContain(PAGE);
    }

    @Test
    void a_lead_of_the_testing_tool_is_flagged_as_a_test() {
      ImportedFile.onPage(
          new PageId(PAGE),
          leadImporter,
          META,
          row(FORM, "<test lead: dummy data for full_name>", "test@meta.com"));

      assertThat(log().test()).isTrue();
    }

    @Test
    void a_lead_without_answers_in_the_file_is_read_from_meta_later() {
      ImportedFile.onPage(
          new PageId(PAGE), leadImporter, "id,form_id,full_name", "l:" + id + ",f:" + FORM + ",");

      assertThat(log().leadPayload()).isNull();
    }

    @Test
    void answers_with_line_breaks_or_formulas_are_unchanged() {
      ImportedFile file =
          ImportedFile.onPage(
              new PageId(PAGE),
              leadImporter,
              "id,form_id,full_name,message",
              "l:%s,f:%s,\"=HYPERLINK(\"\"http://x\"\")\",\"one, two".formatted(id, FORM),
              "",
              "three\"");

      assertThat(file.counts()).containsExactly(1L, 0L, 0L);
      assertThat(Json.stored(log().leadPayload()).path("field_data"))
          .isEqualTo(
              Json.stored(
                  """
                  [{"name":"full_name","values":["=HYPERLINK(\\"http://x\\")"]},
                   {"name":"message","values":["one, two\\n\\nthree"]}]"""));
    }

    private void configure(PageId page, String form) {
      pages.save(
          page,
          (com.fasterxml.jackson.databind.node.ObjectNode)
              Json.stored(
                  "{\"forms\":[{\"formId\":\""
                      + form
                      + "\",\"mapping\":[{\"leadField\":\"a\",\"default\":\"b\"}]}]}"));
    }
  }

  @Nested
  class Duplicates {

    @Test
    void a_lead_that_is_already_logged_is_a_duplicate_and_unchanged() {
      PageId page = pages.configured();
      LeadgenId announced = leads.announced(page);
      LeadLog before = leads.log(announced);

      assertThat(ImportedFile.of(leadImporter, HEADER, row(announced.text())).counts())
          .containsExactly(0L, 1L, 0L);

      assertThat(leads.log(announced)).isEqualTo(before);
      assertThat(Aws.drain("BacklogQueue")).isEmpty();
    }

    @Test
    void the_second_row_of_a_lead_in_a_file_is_a_duplicate() {
      String[] rows =
          IntStream.range(0, 500).mapToObj(i -> i == 0 ? HEADER : row(id)).toArray(String[]::new);

      assertThat(ImportedFile.of(leadImporter, rows).counts()).containsExactly(1L, 498L, 0L);
      assertThat(Aws.drain("BacklogQueue")).hasSize(1);
    }

    @Test
    void every_lead_of_a_file_that_is_imported_again_is_a_duplicate() {
      ImportedFile.of(leadImporter, HEADER, row(id), row(Aws.newId()));
      String[] again = {HEADER, row(id)};

      assertThat(ImportedFile.of(leadImporter, again).counts()).containsExactly(0L, 1L, 0L);
    }

    @Test
    void an_erased_lead_is_a_duplicate_and_stays_erased() {
      ImportedFile.of(leadImporter, HEADER, row(id));
      Leads.set(new LeadgenId(id), "erasedAt", AttributeValue.fromS("2026-02-28T08:49:14.000Z"));

      ImportedFile again =
          ImportedFile.onPage(
              new PageId(PAGE), leadImporter, "id,form_id,full_name", id + "," + FORM + ",Zoë");

      assertThat(again.counts()).containsExactly(0L, 1L, 0L);
      assertThat(log().leadPayload()).isNull();
      assertThat(log().isErased()).isTrue();
    }
  }

  @Nested
  class WhenTheLogHasNoPayload {

    private static final String META = "id,form_id,page_id,full_name";

    private String answered(String id) {
      return "l:" + id + ",f:" + FORM + "," + PAGE + ",Zoë";
    }

    @Test
    void the_export_fills_only_a_log_without_a_payload() {
      String read = Aws.newId();
      ImportedFile.of(leadImporter, HEADER, row(id));
      ImportedFile.of(leadImporter, META, answered(read).replace("Zoë", "Kim"));
      Aws.drain("BacklogQueue");
      String[] file = {META, answered(id), answered(read)};

      assertThat(ImportedFile.checked(leadImporter, file).read().filled()).isEqualTo(1);
      assertThat(log().leadPayload()).isNull();
      ImportedFile filled = ImportedFile.of(leadImporter, file);

      assertThat(filled.counts()).containsExactly(0L, 1L, 0L);
      assertThat(filled.read().filled()).isEqualTo(1);
      assertThat(log().leadPayload()).contains("Zoë");
      assertThat(leads.log(new LeadgenId(read)).leadPayload()).contains("Kim");
      assertThat(ImportedFile.of(leadImporter, file).counts()).containsExactly(0L, 2L, 0L);
    }

    @Test
    void an_error_for_lack_of_its_payload_is_filled_and_delivered_without_a_call_to_meta() {
      PageId page = pages.configured();
      LeadgenId announced = leads.announced(page);
      Leads.set(announced, "status", AttributeValue.fromS("Error"));
      Leads.set(announced, "reason", AttributeValue.fromS("META_LEAD_EXPIRED"));
      Leads.takeFromQueue();

      ImportedFile file =
          ImportedFile.of(
              leadImporter,
              "id,form_id,page_id,full_name,email",
              announced.text() + "," + Meta.FORM + "," + page.text() + ",Zoë,zoe@example.com");
      leads.process(announced);

      assertThat(file.read().filled()).isEqualTo(1);
      assertThat(leads.log(announced).status()).isEqualTo(Status.PROCESSED);
      assertThat(Meta.reads()).isEmpty();
    }
  }

  @Nested
  class DryRuns {

    @Test
    void a_dry_run_reports_the_result_of_an_import_and_writes_nothing() {
      String known = Aws.newId();
      ImportedFile.of(leadImporter, HEADER, row(known));
      Aws.drain("BacklogQueue");
      String[] file = {HEADER, row(id), row(id), row(known), "no id,1,2"};

      ImportedFile checked = ImportedFile.checked(leadImporter, file);

      assertThat(checked.counts()).containsExactly(1L, 2L, 1L);
      assertThat(leads.isLogged(new LeadgenId(id))).isFalse();
      assertThat(Aws.drain("BacklogQueue")).isEmpty();
      ImportedFile imported = ImportedFile.of(leadImporter, file);
      assertThat(imported.counts()).isEqualTo(checked.counts());
      assertThat(imported.rejected()).isEqualTo(checked.rejected());
    }

    @Test
    void a_dry_run_warns_of_answers_that_are_not_imported() {
      PageId page = pages.configured();

      ImportedFile checked =
          ImportedFile.checked(
              leadImporter,
              HEADER + ",Full Name,Colour,email",
              Aws.newId() + "," + page + "," + Meta.FORM + ",Ada,blue,ada@example.org");

      assertThat(checked.read().warnings())
          .containsExactly(
              "line 1: the answers in the columns Full Name, email are not imported, but read from"
                  + " Meta; only Meta's own export, with a column id, brings answers");
      assertThat(checked.counts()).containsExactly(1L, 0L, 0L);
    }

    @Test
    void a_dry_run_warns_of_a_page_or_a_form_that_is_not_configured() {
      PageId page = pages.configured();
      PageId unknown = Pages.unknown();

      ImportedFile checked =
          ImportedFile.checked(
              leadImporter,
              HEADER,
              Aws.newId() + "," + page + "," + Meta.FORM,
              Aws.newId() + "," + page + ",77",
              Aws.newId() + "," + page + ",77",
              Aws.newId() + "," + unknown + "," + Meta.FORM);

      assertThat(checked.read().warnings())
          .containsExactly(
              "line 3 and 1 more: form 77 is not listed under page "
                  + page
                  + ", so the lead becomes Unconfigured; add it with a mapping first",
              "line 5: page "
                  + unknown
                  + " is not configured, so the lead becomes Unconfigured; check the page id, or save the page first");
      assertThat(checked.counts()).containsExactly(4L, 0L, 0L);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "full_name",
          "Full Name",
          "FULL_NAME",
          " full\u00A0name ",
          "ｆｕｌｌ_name",
          "email|E-Mail"
        })
    void a_dry_run_warns_of_a_column_that_matches_no_mapped_question(String columns) {
      PageId page = pages.configured();

      ImportedFile checked =
          ImportedFile.of(
              leadImporter,
              new Options(true, page, "marie"),
              ImportedFile.bytes(
                  ("id|form_id|ad_name|lead_status|" + columns).replace('|', ';'),
                  (id + "|" + Meta.FORM + "|||" + columns.replaceAll("[^|]+", "x"))
                      .replace('|', ';')));

      assertThat(checked.read().warnings())
          .hasSize(columns.contains("E-Mail") ? 1 : 0)
          .allSatisfy(
              warning ->
                  assertThat(warning)
                      .startsWith("line 2: column \"E-Mail\" is not used by the mapping")
                      .contains("the mapping of form " + Meta.FORM));
    }

    @Test
    void a_dry_run_finds_a_duplicate_anywhere_in_a_long_file() {
      List<String> ids = Aws.newIds(300);
      String[] rows =
          IntStream.rangeClosed(0, 601)
              .mapToObj(i -> i == 0 ? HEADER : row(ids.get((i - 1) % 300)))
              .toArray(String[]::new);

      assertThat(ImportedFile.checked(leadImporter, rows).counts()).containsExactly(300L, 301L, 0L);
    }
  }

  @Nested
  class WhenTheFileIsRefused {

    @Test
    void a_file_without_a_required_column_is_refused_with_the_missing_and_the_present_ones() {
      ImportResult.NoHeader answer =
          ImportedFile.of(leadImporter, "Leadgen ID;Name", id + ";Zoë").noHeader();

      assertThat(answer.missing()).containsExactly("Page ID", "Form ID");
      assertThat(answer.found()).containsExactly("Leadgen ID", "Name");
    }

    @Test
    void a_file_with_a_repeated_column_is_refused() {
      assertThat(
              ImportedFile.of(leadImporter, HEADER + ",page_id", row(id) + "," + PAGE).noHeader())
          .satisfies(answer -> assertThat(answer.missing()).isEmpty())
          .satisfies(answer -> assertThat(answer.twice()).containsExactly("Page ID"));
    }

    @Test
    void a_file_with_an_unreadable_first_line_is_refused_with_the_cause() {
      byte[] random = new byte[100_000];
      Arrays.fill(random, (byte) 0xC3);
      byte[] cyrillic = "id;form_id;имя\n1;2;Мария".getBytes(Charset.forName("windows-1251"));

      assertThat(
              ImportedFile.of(leadImporter, ImportedFile.BY_MARIE, random)
                  .noHeader()
                  .unsupportedType())
          .isEqualTo("line 1: the line is longer than 64 KB");
      assertThat(
              ImportedFile.of(leadImporter, ImportedFile.BY_MARIE, cyrillic)
                  .noHeader()
                  .unsupportedType())
          .isEqualTo(
              "line 1: the line is not valid UTF-8 (nor Windows-1252); save the file as CSV UTF-8");
    }

    @Test
    void an_empty_file_is_refused() {
      assertThat(ImportedFile.onPage(new PageId("1"), leadImporter, "").noHeader())
          .isEqualTo(
              new ImportResult.NoHeader(List.of(), List.of(), List.of(), "the file is empty"));
    }
  }

  @Nested
  class WhenARowIsWrong {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "%s,,2|Page ID|the row has no page id",
          "%s,1,|Form ID|is empty",
          ",1,2|Leadgen ID|is empty",
          "Zoë,1,2|Leadgen ID|must be 1 to 40 digits",
          "malformed-0000000000000000000000000000000000000000000000000000000000000000,1,2|Leadgen ID|digits",
          "1.00200300400501E+17,1,2|Leadgen ID|rounded by a spreadsheet",
          "=1+1,1,2|Leadgen ID|must be 1 to 40 digits",
          "@SUM(A1),1,2|Leadgen ID|must be 1 to 40 digits",
          "%s,-1,2|Page ID|must be 1 to 40 digits",
          "%s,1,+2|Form ID|must be 1 to 40 digits",
          "%s,1\u0000,2|Page ID|NUL",
          "%s,1|null|has 2 columns, the header has 3",
          "%s,1,2,3|null|has 4 columns, the header has 3",
          "%s,1,\"2|null|not closed",
          "%s,1,\"2\"x|null|quotes are wrong"
        })
    void rows_with_wrong_ids_columns_or_quotes_are_rejected_with_their_lines(String table) {
      String[] expected = table.split("\\|");
      String good = Aws.newId();

      ImportedFile file =
          ImportedFile.of(
              leadImporter, HEADER, row(id), expected[0].replace("%s", Aws.newId()), row(good));

      assertThat(file.counts()).containsExactly(2L, 0L, 1L);
      Rejected rejected = file.rejected().get(0);
      assertThat(rejected.line()).isEqualTo(3);
      assertThat("" + rejected.column()).isEqualTo(expected[1]);
      assertThat(rejected.why()).contains(expected[2]);
      assertThat(leads.isLogged(new LeadgenId(good))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "28.02.2026,|created_time|must be a time such as",
          "1772268554,soon|Received Time|must be a time such as",
          "2126-02-28,|created_time|future",
          "1999-12-31,|created_time|when there were no lead ads"
        })
    void rows_with_wrong_times_are_rejected_with_their_lines(String table) {
      String[] expected = table.split("\\|");

      ImportedFile file =
          ImportedFile.of(
              leadImporter, HEADER + ",created_time,Received Time", row(id) + "," + expected[0]);

      assertThat(file.rejected())
          .singleElement()
          .satisfies(row -> assertThat(row.column()).isEqualTo(expected[1]))
          .satisfies(row -> assertThat(row.why()).contains(expected[2]));
    }

    /**
     * Without the limit, a file that opens a quote in every line would be read again for each line.
     */
    @Test
    void a_row_with_a_cell_of_more_than_a_hundred_lines_is_rejected() {
      String good = Aws.newId();

      ImportedFile file =
          ImportedFile.onPage(
              new PageId(PAGE),
              leadImporter,
              "id,form_id,message",
              id + "," + FORM + ",\"" + "line\n".repeat(CsvRowReader.MOST_LINES - 1) + "closed\"",
              Aws.newId()
                  + ","
                  + FORM
                  + ",\""
                  + "line\n".repeat(CsvRowReader.MOST_LINES)
                  + "closed\"",
              good + "," + FORM + ",fine");

      assertThat(file.counts()).containsExactly(2L, 0L, 1L);
      assertThat(file.rejected().get(0).line()).isEqualTo(CsvRowReader.MOST_LINES + 2);
      assertThat(file.rejected().get(0).why()).contains("more than 100 lines");
      assertThat(leads.isLogged(new LeadgenId(id))).isTrue();
      assertThat(leads.isLogged(new LeadgenId(good))).isTrue();
    }

    @Test
    void a_quote_that_is_never_closed_loses_only_its_own_row() {
      List<String> ids = Aws.newIds(4);

      ImportedFile file =
          ImportedFile.onPage(
              new PageId(PAGE),
              leadImporter,
              "id,form_id,message",
              ids.get(0) + "," + FORM + ",fine",
              ids.get(1) + "," + FORM + ",\"never closed",
              ids.get(2) + "," + FORM + ",between",
              ids.get(3) + "," + FORM + ",\"closed\"");

      assertThat(file.counts()).containsExactly(3L, 0L, 1L);
      assertThat(file.rejected().get(0).line()).isEqualTo(3);
      assertThat(leads.isLogged(new LeadgenId(ids.get(2)))).isTrue();
    }

    @Test
    void a_wrong_row_of_two_lines_is_one_row_although_its_second_line_looks_like_a_lead() {
      String mallory = Aws.newId();

      ImportedFile file =
          ImportedFile.onPage(
              new PageId(PAGE),
              leadImporter,
              "id,form_id,message",
              "8.5E+17," + FORM + ",\"hello",
              mallory + "," + FORM + ",Mallory\"",
              id + "," + FORM + ",fine");

      assertThat(file.counts()).containsExactly(1L, 0L, 1L);
      assertThat(file.rejected().get(0).line()).isEqualTo(2);
      assertThat(file.rejected().get(0).why()).contains("rounded by a spreadsheet");
      assertThat(leads.isLogged(new LeadgenId(mallory))).isFalse();
    }

    @Test
    void a_lead_inside_the_quotes_of_another_row_is_reported() {
      List<String> ids = Aws.newIds(2);

      ImportedFile file =
          ImportedFile.onPage(
              new PageId(PAGE),
              leadImporter,
              "id,form_id,message",
              ids.get(0) + "," + FORM + ",\"never closed",
              ids.get(1) + "," + FORM + ",between",
              id + "," + FORM + ",closed\"");

      assertThat(file.counts()).containsExactly(0L, 0L, 1L);
      assertThat(file.rejected().get(0).why())
          .contains("ends in line 4 and contains line 3, which looks like a row");
    }

    @Test
    void a_row_that_is_not_text_or_longer_than_64_KB_is_rejected() {
      byte[] latin =
          (row(Aws.newId()).replace(FORM, "Zo\u0081") + "\n").getBytes(StandardCharsets.ISO_8859_1);
      byte[] huge =
          ("9".repeat(1_000_000) + "," + PAGE + "," + FORM + "\n").getBytes(StandardCharsets.UTF_8);

      ImportedFile file =
          ImportedFile.of(
              leadImporter,
              ImportedFile.BY_MARIE,
              joined(ImportedFile.bytes(HEADER, ""), latin, huge, ImportedFile.bytes(row(id))));

      assertThat(file.counts()).containsExactly(1L, 0L, 2L);
      assertThat(file.rejected()).extracting(Rejected::line).containsExactly(2, 3);
      assertThat(file.rejected().get(0).why()).contains("not valid UTF-8");
      assertThat(file.rejected().get(1).why()).contains("longer than 64 KB");
    }

    @Test
    void a_row_with_half_a_character_in_utf_16_is_rejected() {
      byte[] text =
          ("\uFEFF" + HEADER + "\n" + row(Aws.newId()) + "X\n" + row(id))
              .getBytes(StandardCharsets.UTF_16BE);
      int x = new String(text, StandardCharsets.UTF_16BE).indexOf('X') * 2;
      text[x] = (byte) 0xD8;

      ImportedFile file = ImportedFile.of(leadImporter, ImportedFile.BY_MARIE, text);

      assertThat(file.counts()).containsExactly(1L, 0L, 1L);
      assertThat(file.rejected().get(0).line()).isEqualTo(2);
    }

    private static byte[] joined(byte[]... parts) {
      java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
      for (byte[] part : parts) {
        all.writeBytes(part);
      }
      return all.toByteArray();
    }
  }

  @Test
  void an_imported_lead_of_an_unknown_page_is_unconfigured() {
    ImportedFile.of(leadImporter, HEADER, row(id).replace(PAGE, Pages.unknown().text()));

    leads.process(new LeadgenId(id));

    assertThat(log().status()).isEqualTo(Status.UNCONFIGURED);
    assertThat(log().reason()).isEqualTo(Reason.PAGE_NOT_CONFIGURED);
  }
}
