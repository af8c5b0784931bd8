package dev.leadlog.exporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.document.StrictReader;
import dev.leadlog.files.AppendableFiles;
import dev.leadlog.importing.ImportResult;
import dev.leadlog.importing.LeadImporter;
import dev.leadlog.jobs.Job;
import dev.leadlog.jobs.Jobs;
import dev.leadlog.jobs.JobsFixture;
import dev.leadlog.jobs.Refusal;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.lifecycle.LeadLogs;
import dev.leadlog.listing.LeadLogFilter;
import dev.leadlog.listing.LeadLogList;
import dev.leadlog.log.FormId;
import dev.leadlog.log.LeadIds;
import dev.leadlog.log.LeadInsert;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.NewLead;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Source;
import dev.leadlog.operations.ExportOperations;
import dev.leadlog.operations.OperationResult;
import dev.leadlog.queues.JobMessage;
import dev.leadlog.selection.LeadJobs.MatchCount;
import dev.leadlog.selection.LeadJobs.StartedJob;
import dev.leadlog.selection.Selection;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.FaultyProxy.Fault;
import dev.leadlog.testing.ImportBucket;
import dev.leadlog.testing.MovableClock;
import dev.leadlog.workbench.Leads;
import dev.leadlog.workbench.Meta;
import dev.leadlog.workbench.Pages;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(Meta.class)
class LeadExporterTest {

  private static final Duration TIME_LIMIT = Duration.ofSeconds(20);

  private static final List<Integer> DAYS_AGO = List.of(1, 28, 56, 84);

  @Inject LeadExporter leadExporter;
  @Inject ExportOperations operations;
  @Inject AppendableFiles files;
  @Inject JobsFixture someJobs;
  @Inject LeadLogList list;
  @Inject LeadLogs logs;
  @Inject BoundedExecutor executor;
  @Inject LeadImporter leadImporter;
  @Inject Jobs jobs;
  @Inject Leads leads;
  @Inject LeadInsert bulk;
  @Inject MovableClock clock;

  private PageId page;
  private ExportJob work;
  private Jobs slices;

  @BeforeEach
  void reset() {
    leads.reset();
    rowsACall(1);
    page = Pages.unknown();
  }

  @AfterEach
  void open() {
    Aws.s3().clearFault();
    Aws.dynamodb().clearFault();
  }

  @Test
  void an_exported_file_can_be_imported_again() {
    LeadgenId announced = leads.announced(page);
    List<LeadgenId> all = new ArrayList<>(logged(1, "x"));
    all.add(announced);
    List<LeadLog> before = all.stream().map(leads::log).toList();

    byte[] file = csv(filter()).getBytes(StandardCharsets.UTF_8);

    assertThat(imported(file)).containsExactly(0L, 5L, 0L);
    all.forEach(LeadExporterTest::delete);
    assertThat(imported(file)).containsExactly(5L, 0L, 0L);
    for (LeadLog log : before) {
      assertThat(leads.log(log.leadgenId()))
          .usingRecursiveComparison()
          .comparingOnlyFields("metadata.ids", "metadata.createdTime", "metadata.receivedTime")
          .isEqualTo(log);
    }
  }

  @Test
  void no_column_has_a_long_number_or_a_formula() {
    LeadgenId lead = leads.announced(page);
    for (String field : List.of("platform", "errorMessage", "leadForm", "configReference")) {
      Leads.set(lead, field, AttributeValue.fromS("=HYPERLINK(\"http://x\")"));
    }

    List<List<String>> rows = parsed(csv(since(1)));

    assertThat(rows).hasSize(2);
    assertThat(rows.get(1))
        .noneMatch(cell -> cell.matches("[0-9.]{16,}"))
        .noneMatch(cell -> cell.matches("(?s)[=+\\-@\t\r].*"));
    assertThat(rows.get(1).stream().filter(cell -> cell.startsWith("'=HYPERLINK("))).hasSize(4);
  }

  @Test
  void an_export_with_too_many_rows_or_too_long_is_refused() {
    logged(1, "x");

    assertThat(leadExporter.now(since(29), TIME_LIMIT, 1))
        .isInstanceOf(ExportResult.TooManyRows.class);
    assertThat(leadExporter.now(since(29), TIME_LIMIT, 2))
        .isInstanceOfSatisfying(ExportResult.Text.class, t -> assertThat(t.rows()).isEqualTo(2));
    assertThat(leadExporter.now(since(700), Duration.ZERO, 10))
        .isInstanceOfSatisfying(
            ExportResult.TooManyRows.class,
            tooMuch -> assertThat(tooMuch.why()).contains("takes more"));
  }

  @Test
  void a_job_writes_one_file_in_several_parts() throws Exception {
    List<LeadgenId> all = logged(90, "é".repeat(10_000));
    rowsACall(90);

    OperationResult answer =
        operations.now(StrictReader.ofQuery(Map.of("pageId", page.text())), "ada");
    Job job = begin(filter());
    int slices = runToItsEnd(job);

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.body().path("detail").asText()).contains("POST /api/exports");
    assertThat(slices).isEqualTo(5);
    assertThat(find(job).progress().matched()).isEqualTo(360);
    assertEachIsThereOnce(job, all);
    HttpResponse<byte[]> opened = get(leadExporter.file(find(job)).orElseThrow().link());
    assertThat(new String(opened.body(), StandardCharsets.UTF_8)).isEqualTo(file(job));
    assertThat(opened.headers().firstValue("Content-Disposition").orElseThrow())
        .matches("attachment; filename=\"lead-logs-\\d{4}-\\d\\d-\\d\\d.csv\"");
  }

  @Test
  void a_crash_at_any_call_to_the_bucket_writes_each_row_once() {
    List<LeadgenId> all = logged(1, "x");
    int calls = 0;
    boolean died = true;
    for (; died; calls++) {
      Job job = begin(since(29));
      Aws.s3().crashAfter(calls);
      died = diesOnTheWay(job);
      Aws.s3().clearFault();
      runToItsEnd(job);

      assertEachIsThereOnce(job, all.subList(0, 2));
    }
    assertThat(calls).isEqualTo(8);
  }

  @Test
  void a_slice_that_was_not_stored_is_repeated_and_the_file_is_written_once() {
    List<LeadgenId> all = logged(1, "x");
    Job job = begin(since(29));
    for (int slice = 0; slice < 3; slice++) {
      Aws.dynamodb().setFault(Fault.REFUSES, operation -> operation.equals("PutItem"));
      assertThatThrownBy(() -> slice(job)).isInstanceOf(SdkException.class);
      Aws.dynamodb().clearFault();
      slice(job);
    }

    assertThat(find(job).state()).isEqualTo(Job.State.DONE);
    assertThat(find(job).progress().matched()).isEqualTo(2);
    assertEachIsThereOnce(job, all.subList(0, 2));
  }

  @Test
  void two_workers_at_the_same_slice_do_not_replace_each_others_parts() {
    List<LeadgenId> all = logged(1, "x");
    Job job = begin(since(29));
    for (Job late = find(job); late.state() == Job.State.RUNNING; late = find(job)) {
      slice(job);
      work.run(late, clock.instant());
    }

    assertThat(find(job).state()).isEqualTo(Job.State.DONE);
    assertEachIsThereOnce(job, all.subList(0, 2));
  }

  @Test
  void a_job_writes_the_leads_with_the_given_ids_and_names_the_unknown_ones() {
    List<LeadgenId> all = logged(90, "x");
    LeadgenId unknown = new LeadgenId(Aws.newId());
    LeadgenId deleted = all.get(1);
    Selection ids =
        new Selection.Ids(
            Stream.concat(all.subList(0, 250).stream(), Stream.of(unknown, all.get(0))).toList());

    MatchCount counted = leadExporter.count(ids, TIME_LIMIT);
    StartedJob begun = leadExporter.begin(ids, "marie");
    delete(deleted);
    runToItsEnd(begun.job());

    assertThat(counted).isEqualTo(new MatchCount(252, 1, true));
    assertThat(begun.accepted()).isEqualTo(250);
    assertThat(begun.refused()).extracting(Refusal::leadgenId).containsExactly(unknown.text());
    assertEachIsThereOnce(
        begun.job(), all.subList(0, 250).stream().filter(id -> !id.equals(deleted)).toList());
    assertThat(find(begun.job()).progress().matched()).isEqualTo(250);
    assertThat(find(begun.job()).progress().refusedSample())
        .extracting(Refusal::leadgenId)
        .containsExactly(deleted.text());
  }

  @Test
  void the_rows_of_a_filter_are_counted_without_a_job() {
    logged(1, "x");

    assertThat(leadExporter.count(new Selection.Filtered(since(29)), TIME_LIMIT))
        .isEqualTo(new MatchCount(2, 0, true));
  }

  @Test
  void an_aborted_upload_fails_the_job_with_a_remedy() throws Exception {
    logged(1, "x");
    Job job = begin(since(29));
    slice(job);
    String upload = ExportProgress.read(find(job).cursor()).file().upload();
    String path = "/" + ImportBucket.NAME + "/" + ExportJob.file(job).key() + "?uploadId=" + upload;
    send(HttpRequest.newBuilder(Aws.directS3(path)).DELETE());

    runToItsEnd(job);

    assertThat(find(job).state()).isEqualTo(Job.State.FAILED);
    assertThat(find(job).failure()).contains("deleted the unfinished file");
    assertThat(leadExporter.file(find(job))).isEmpty();
  }

  @Test
  void a_file_without_rows_has_a_header_and_its_link_expires_with_it() {
    Job job = begin(since(1));
    assertThat(leadExporter.file(job)).isEmpty();
    runToItsEnd(job);

    assertThat(file(job)).isEqualTo(ExportRows.header());
    assertThat(leadExporter.file(find(job)).orElseThrow().link()).contains("X-Amz-Expires=3600");
    assertThat(leadExporter.file(find(job)).orElseThrow().uri())
        .isEqualTo("s3://" + ImportBucket.NAME + "/" + ExportJob.file(job).key());
    clock.move(Duration.ofDays(7));
    assertThat(leadExporter.file(find(job))).isEmpty();
  }

  /** Writes the given number of logs on each of several days, with an error message. */
  private List<LeadgenId> logged(int eachDay, String message) {
    List<NewLead> all = new ArrayList<>();
    for (int days : DAYS_AGO) {
      Instant received = clock.instant().minus(Duration.ofDays(days));
      for (int i = 0; i < eachDay; i++) {
        all.add(
            NewLead.of(
                    new LeadIds(new LeadgenId(Aws.newId()), page, new FormId(Meta.FORM), null),
                    received.plusMillis(i),
                    Source.WEBHOOK)
                .created(received.minusSeconds(3))
                .announcedBy("{}")
                .malformed(Reason.DESTINATION_REJECTED, message));
      }
    }
    for (int from = 0; from < all.size(); from += LeadInsert.AT_ONCE) {
      bulk.insert(all.subList(from, Math.min(from + LeadInsert.AT_ONCE, all.size())));
    }
    return all.stream().map(NewLead::leadgenId).toList();
  }

  private Job begin(LeadLogFilter filter) {
    return leadExporter.begin(new Selection.Filtered(filter), "marie").job();
  }

  private int runToItsEnd(Job job) {
    int slices = 0;
    while (find(job).state() == Job.State.RUNNING) {
      slice(job);
      slices++;
    }
    return slices;
  }

  private boolean diesOnTheWay(Job job) {
    try {
      runToItsEnd(job);
      return false;
    } catch (SdkException dead) {
      return true;
    }
  }

  private void rowsACall(int rows) {
    work = new ExportJob(list, logs, files, clock, executor, rows);
    slices = someJobs.of(work);
  }

  /** Runs one slice, which has no time for more than one query of the list. */
  private void slice(Job job) {
    slices.run(new JobMessage(job.id()), clock.instant());
  }

  private Job find(Job job) {
    return jobs.find(job.id()).orElseThrow();
  }

  private static void assertEachIsThereOnce(Job job, List<LeadgenId> leads) {
    List<String> first = parsed(file(job)).stream().map(row -> row.get(0)).toList();
    List<String> expected = new ArrayList<>(List.of("Leadgen ID"));
    leads.forEach(lead -> expected.add("l:" + lead));
    assertThat(first).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static String file(Job job) {
    return ImportBucket.text(ExportJob.file(job).key()).orElseThrow();
  }

  private String csv(LeadLogFilter filter) {
    return ((ExportResult.Text) leadExporter.now(filter, TIME_LIMIT)).csv();
  }

  private static List<List<String>> parsed(String csv) {
    List<List<String>> rows = new ArrayList<>();
    CsvReader.builder()
        .ofCsvRecord(csv.replaceFirst("^\uFEFF", ""))
        .forEach(row -> rows.add(row.getFields()));
    return rows;
  }

  private List<Long> imported(byte[] file) {
    ImportResult.Read read =
        (ImportResult.Read)
            leadImporter.run(
                new ByteArrayInputStream(file),
                new LeadImporter.Options(false, null, "marie"),
                row -> {},
                TIME_LIMIT);
    return List.of(read.accepted(), read.duplicates(), read.rejected());
  }

  private static void delete(LeadgenId lead) {
    Map<String, AttributeValue> key = Map.of("leadgenId", AttributeValue.fromS(lead.text()));
    Aws.direct().deleteItem(r -> r.tableName("LeadLogs").key(key));
  }

  private LeadLogFilter filter() {
    return filter(Map.of("pageId", page.text()));
  }

  private LeadLogFilter since(int days) {
    Instant from = clock.instant().minus(Duration.ofDays(days));
    return filter(Map.of("pageId", page.text(), "from", from.toString()));
  }

  private LeadLogFilter filter(Map<String, String> given) {
    return LeadLogFilter.read(StrictReader.ofQuery(given), clock.instant());
  }

  private static HttpResponse<byte[]> get(String link) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(link)).GET());
  }

  private static HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient()
        .send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }
}
