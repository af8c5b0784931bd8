package dev.leadlog.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.files.AppendableFiles;
import dev.leadlog.importing.LeadImporter.Options;
import dev.leadlog.jobs.Job;
import dev.leadlog.jobs.Jobs;
import dev.leadlog.jobs.JobsFixture;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.lifecycle.LeadLogs;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Status;
import dev.leadlog.queues.JobMessage;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.Crashes;
import dev.leadlog.testing.FaultyProxy;
import dev.leadlog.testing.FaultyProxy.Fault;
import dev.leadlog.testing.ImportBucket;
import dev.leadlog.testing.MovableClock;
import dev.leadlog.text.Json;
import dev.leadlog.workbench.Leads;
import dev.leadlog.workbench.Meta;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;

@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(Meta.class)
class ImportJobTest {

  private static final String HEADER = "Leadgen ID,Page ID,Form ID";
  private static final String BROKEN = "not an id,1,2";
  private static final int ROWS_A_SLICE = 3;

  @Inject LeadImporter leadImporter;
  @Inject LeadLogs logs;
  @Inject AppendableFiles growing;
  @Inject S3Client s3;
  @Inject LeadlogSettings settings;
  @Inject BoundedExecutor executor;
  @Inject JobsFixture someJobs;
  @Inject Leads leads;
  @Inject MovableClock clock;

  private final String name = "file-" + Aws.newId();
  private final String id = Aws.newId();
  private Jobs jobs;
  private UploadedFiles files;

  @BeforeEach
  void reset() {
    leads.reset();
    jobs =
        someJobs.of(
            new ImportJob(
                leadImporter, logs, growing, s3, settings, executor, clock, ROWS_A_SLICE));
    files = new UploadedFiles(jobs, s3, settings);
  }

  @AfterEach
  void open() {
    Aws.s3().clearFault();
    Aws.dynamodb().clearFault();
    Aws.sqs().clearFault();
  }

  @Test
  void the_result_of_a_file_is_stored_beside_it() {
    Job job = imported(upload("01", HEADER, row(id), BROKEN, row(id)));

    assertThat(job.state()).isEqualTo(Job.State.DONE);
    assertThat(result())
        .isEqualTo(
            Json.stored(
                """
                {"file":"incoming/%1$s.csv","job":"%2$s","finished":true,"accepted":1,"duplicates":1,"filled":0,"rejectedCount":1,
                 "rejectedFile":"results/%1$s.rejected.csv"}"""
                    .formatted(name, job.id())));
    assertThat(rejected())
        .containsExactly("Line,Column,Why", "3,Leadgen ID,Leadgen ID must be 1 to 40 digits");
    assertThat(leads.log(new LeadgenId(id)).history().get(0).by()).isEqualTo("marie");
    assertThat(ImportBucket.text("incoming/" + name + ".csv")).isPresent();
    assertThat(job.json().path("matched").asInt()).isEqualTo(3);
    assertThat(job.json().path("enqueued").asInt()).isEqualTo(1);
    assertThat(job.json().path("refused").asInt()).isEqualTo(1);
    assertThat(job.json().at("/refusedSample/0/why").asText())
        .isEqualTo("line 3: Leadgen ID: Leadgen ID must be 1 to 40 digits");
  }

  @Test
  void a_file_without_rejected_rows_has_no_file_of_rejected_rows() {
    imported(upload("01", HEADER, row(id)));

    assertThat(result().has("rejectedFile")).isFalse();
    assertThat(ImportBucket.text("results/" + name + ".rejected.csv")).isEmpty();
  }

  @Test
  void a_file_without_required_columns_or_without_content_fails_and_the_result_has_the_cause() {
    Job job = imported(upload("01", "Name;Leadgen ID", "Zoë;1"));

    assertThat(job.state()).isEqualTo(Job.State.FAILED);
    assertThat(job.failure()).contains("required columns", "results/" + name + ".json");
    assertThat(result().path("missing"))
        .map(JsonNode::asText)
        .containsExactly("Page ID", "Form ID");
    assertThat(result().path("found")).map(JsonNode::asText).containsExactly("Name", "Leadgen ID");

    imported(upload("02"));
    assertThat(result().path("problem").asText()).isEqualTo("the file is empty");
  }

  @Test
  void the_folder_or_the_request_names_the_page_of_all_rows() {
    String key = "incoming/1635959142565683/" + name + ".csv";
    byte[] content = ImportedFile.bytes("id,form_id,full_name", id + ",527829666666421,Zoë");
    imported(uploadAs(key, "01", content));
    assertThat(leads.log(new LeadgenId(id)).pageId()).isEqualTo(new PageId("1635959142565683"));
    assertThat(ImportBucket.text("results/1635959142565683/" + name + ".json")).isPresent();

    String other = Aws.newId();
    String text = "incoming/" + name + ".txt";
    ImportBucket.put(text, ImportedFile.bytes("id,form_id", other + ",527829666666421"));
    runToItsEnd(
        files.begin(text, new Options(false, new PageId("1635959142565684"), "ben")).orElseThrow());
    assertThat(leads.log(new LeadgenId(other)).pageId()).isEqualTo(new PageId("1635959142565684"));
    assertThat(ImportBucket.text("results/" + name + ".txt.json")).isPresent();
    assertThat(files.begin("incoming/none.csv", ImportedFile.BY_MARIE)).isEmpty();
  }

  @Test
  void a_duplicate_event_begins_one_job() {
    UploadEvent file = upload("01", HEADER, row(id));

    Job job = imported(file);
    Job again = imported(file);

    assertThat(again.id()).isEqualTo(job.id());
    assertThat(again.progress()).isEqualTo(job.progress());
    assertThat(result().path("accepted").asInt()).isEqualTo(1);
  }

  @Test
  void a_file_that_is_uploaded_again_is_imported_again() {
    imported(upload("00A1", HEADER, row(id)));
    clock.move(java.time.Duration.ofSeconds(1));
    imported(upload("00A2", HEADER, row(id)));

    assertThat(result().path("duplicates").asInt()).isEqualTo(1);
  }

  @Test
  void a_job_whose_file_was_replaced_ends_at_any_slice_with_the_cause() {
    UploadEvent earlier = upload("00A1", HEADER, row(Aws.newId()), row(id), row(id), row(id));
    Job atOnce = begin(earlier);
    Job afterASlice = begin(uploadAgain(earlier, "00A2"));
    slice(afterASlice);
    Job beforeItsEnd = begin(uploadAgain(earlier, "00A3"));
    slice(beforeItsEnd);
    slice(beforeItsEnd);
    UploadEvent later = upload("00A4", HEADER, row(id), BROKEN);

    for (Job job : List.of(atOnce, afterASlice, beforeItsEnd)) {
      runToItsEnd(job);
      assertThat(find(job).state()).isEqualTo(Job.State.FAILED);
      assertThat(find(job).failure()).isEqualTo(earlier.key() + " was replaced by a newer file");
    }
    assertThat(result().path("job").asText())
        .as("the job of the first import")
        .isEqualTo(beforeItsEnd.id());
    assertThat(result().path("finished").asBoolean()).isFalse();
    imported(later);
    assertThat(result().path("finished").asBoolean()).isTrue();
    assertThat(result().path("rejectedCount").asInt()).isEqualTo(1);
  }

  @Test
  void a_large_file_is_imported_in_many_slices_and_the_counts_are_those_of_the_whole_file() {
    List<String> ids = Aws.newIds(100);
    List<String> lines = new ArrayList<>(List.of(HEADER));
    for (int i = 0; i < ids.size(); i++) {
      lines.add(row(ids.get(i)));
      lines.add(i % 2 == 0 ? BROKEN : row(ids.get(i / 2)));
    }

    Job job = imported(upload("01", lines.toArray(String[]::new)));

    assertThat(job.progress().slices()).isEqualTo(200 / ROWS_A_SLICE + 2);
    assertThat(result().path("accepted").asInt()).isEqualTo(100);
    assertThat(result().path("duplicates").asInt()).isEqualTo(50);
    assertThat(rejectedLines())
        .containsExactlyElementsOf(
            java.util.stream.IntStream.range(0, 50).mapToObj(i -> "" + (3 + 4 * i)).toList());
  }

  @ParameterizedTest
  @CsvSource({"UTF-8, 1", "UTF-8, 0", "UTF-16LE, 1", "UTF-16BE, 1"})
  void quotes_line_breaks_and_letters_are_not_split_between_slices(String charset, int mark) {
    List<String> ids = Aws.newIds(12);
    StringBuilder text = new StringBuilder(mark == 1 ? "\uFEFF" : "");
    text.append("id,form_id,message\r\n");
    ids.forEach(
        one ->
            text.append(one + ",527829666666421,\"Zoë 😀,\r\n\"\"said\"\"\r\n" + one + "\"\r\n"));

    imported(
        uploadAs(
            "incoming/1635959142565683/" + name + ".csv",
            "01",
            text.toString().getBytes(Charset.forName(charset))));

    for (String one : ids) {
      assertThat(
              Json.stored(leads.log(new LeadgenId(one)).leadPayload())
                  .at("/field_data/0/values/0")
                  .asText())
          .isEqualTo("Zoë 😀,\n\"said\"\n" + one);
    }
    assertThat(
            Json.stored(
                    ImportBucket.text("results/1635959142565683/" + name + ".json").orElseThrow())
                .path("accepted")
                .asInt())
        .isEqualTo(12);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dynamodb", "s3", "sqs"})
  void a_crash_between_any_two_calls_counts_each_row_once(String store) {
    FaultyProxy proxy =
        switch (store) {
          case "dynamodb" -> Aws.dynamodb();
          case "s3" -> Aws.s3();
          default -> Aws.sqs();
        };
    boolean died = true;
    int calls = Crashes.first();
    for (; died; calls += Crashes.EVERY) {
      List<String> ids = Aws.newIds(5);
      UploadEvent file =
          upload(
              "0" + calls,
              Stream.concat(
                      Stream.of(HEADER, BROKEN),
                      Stream.concat(
                          ids.stream().map(ImportJobTest::row), Stream.of(row(ids.get(0)), BROKEN)))
                  .toArray(String[]::new));
      Job job = begin(file);
      proxy.crashAfter(calls);
      died = dies(job);
      proxy.clearFault();
      runToItsEnd(job);

      assertThat(find(job).state()).as(store + " " + calls).isEqualTo(Job.State.DONE);
      assertThat(result().path("accepted").asInt()).as(store + " " + calls).isEqualTo(5);
      assertThat(result().path("duplicates").asInt()).as(store + " " + calls).isEqualTo(1);
      assertThat(rejectedLines()).as(store + " " + calls).containsExactly("2", "9");
    }
    assertThat(calls).isGreaterThan(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dynamodb", "sqs"})
  void a_crash_between_any_two_calls_fills_and_counts_each_log_once(String store) {
    FaultyProxy proxy = store.equals("dynamodb") ? Aws.dynamodb() : Aws.sqs();
    boolean died = true;
    for (int calls = Crashes.first(); died; calls += Crashes.EVERY) {
      List<String> ids = Aws.newIds(5);
      ids.subList(0, 4).forEach(this::unreadError);
      Aws.drain("BacklogQueue");
      Job job = begin(upload("1" + calls, export(ids)));
      proxy.crashAfter(calls);
      died = dies(job);
      proxy.clearFault();
      runToItsEnd(job);

      assertThat(result().path("filled").asInt()).as(store + " " + calls).isEqualTo(4);
      assertThat(result().path("accepted").asInt()).as(store + " " + calls).isEqualTo(1);
      assertThat(result().path("duplicates").asInt()).as(store + " " + calls).isEqualTo(0);
      for (String one : ids) {
        LeadLog log = leads.log(new LeadgenId(one));
        assertThat(log.status()).isEqualTo(Status.PENDING);
        assertThat(log.leadPayload()).contains("Person " + one);
        assertThat(log.retry().dueAt()).isNotNull();
        assertThat(log.history())
            .filteredOn(e -> LeadLogs.FILLED.equals(e.note()))
            .hasSizeLessThan(2);
      }
    }
  }

  @Test
  void a_repeated_export_file_fills_no_log_again() {
    List<String> ids = Aws.newIds(4);
    ids.forEach(this::unreadError);
    imported(upload("01", export(ids)));
    assertThat(result().path("filled").asInt()).isEqualTo(4);

    clock.move(java.time.Duration.ofSeconds(1));
    imported(upload("02", export(ids)));

    assertThat(result().path("filled").asInt()).isZero();
    assertThat(result().path("duplicates").asInt()).isEqualTo(4);
  }

  @Test
  void rows_of_a_later_slice_are_read_with_the_header_above_them() {
    List<String> ids = Aws.newIds(8);
    List<String> lines = new ArrayList<>(List.of("id,form_id,page_id,full_name,email"));
    for (int i = 0; i < ids.size(); i++) {
      if (i == 2) {
        lines.add("id,form_id,page_id,email,full_name");
      }
      String answers = i < 2 ? "Zoë,z@example.com" : "z@example.com,Zoë";
      lines.add(ids.get(i) + ",527829666666421,1635959142565683," + answers);
    }

    imported(upload("01", lines.toArray(String[]::new)));

    for (String one : ids) {
      assertThat(Json.stored(leads.log(new LeadgenId(one)).leadPayload()).path("field_data"))
          .anySatisfy(
              field -> {
                assertThat(field.path("name").asText()).isEqualTo("full_name");
                assertThat(field.at("/values/0").asText()).isEqualTo("Zoë");
              });
    }
    assertThat(result().path("accepted").asInt()).isEqualTo(8);
    assertThat(result().path("rejectedCount").asInt()).isZero();
  }

  @Test
  void people_who_share_a_rounded_id_are_rejected_across_slices() {
    List<String> ids = Aws.newIds(6);
    String row = ",527829666666421,1635959142565683,1.2E+17,";

    imported(
        upload(
            "01",
            "id,form_id,page_id,ad_id,full_name",
            ids.get(0) + row + "Zoë",
            ids.get(1) + row + "Kim",
            ids.get(2) + row + "Ann",
            ids.get(3) + row + "Bob",
            ids.get(0) + row + "Eve",
            ids.get(1) + row + "Kim",
            ids.get(4) + row + "Ted"));

    assertThat(result().path("accepted").asInt()).isEqualTo(5);
    assertThat(result().path("duplicates").asInt()).isEqualTo(1);
    assertThat(rejected().get(1))
        .startsWith("6,,")
        .contains("the row has the same id as a row before line 5");
    assertThat(result().path("warnings"))
        .singleElement()
        .satisfies(why -> assertThat(why.asText()).startsWith("line 2 and 6 more: ad_id"));
  }

  private void unreadError(String one) {
    ImportedFile.of(leadImporter, HEADER, row(one));
    Leads.set(new LeadgenId(one), "status", AttributeValue.fromS("Error"));
    Leads.set(new LeadgenId(one), "reason", AttributeValue.fromS("META_LEAD_EXPIRED"));
  }

  private static String[] export(List<String> ids) {
    return Stream.concat(
            Stream.of("id,form_id,page_id,full_name"),
            ids.stream().map(one -> "l:" + row(one).replace(",5", ",f:5") + ",Person " + one))
        .map(line -> line.replaceFirst(",(1635959142565683),(f:[0-9]+)", ",$2,$1"))
        .toArray(String[]::new);
  }

  @Test
  void two_workers_at_the_same_slice_count_its_rows_once() {
    UploadEvent file = upload("01", HEADER, row(id), BROKEN, row(Aws.newId()), BROKEN, row(id));
    Job job = begin(file);
    ImportJob work =
        new ImportJob(leadImporter, logs, growing, s3, settings, executor, clock, ROWS_A_SLICE);
    for (Job late = find(job); late.state() == Job.State.RUNNING; late = find(job)) {
      work.run(late, clock.instant().plusSeconds(60));
      slice(job);
      work.run(late, clock.instant().plusSeconds(60));
    }

    assertThat(result().path("accepted").asInt()).isEqualTo(2);
    assertThat(result().path("duplicates").asInt()).isEqualTo(1);
    assertThat(rejectedLines()).containsExactly("3", "5");
  }

  @Test
  void a_cancelled_import_keeps_its_logs_and_its_result_says_how_far_it_came() {
    List<String> ids = Aws.newIds(6);
    Job job =
        begin(
            upload(
                "01",
                Stream.concat(Stream.of(HEADER), ids.stream().map(ImportJobTest::row))
                    .toArray(String[]::new)));
    slice(job);

    jobs.cancel(job.id());
    slice(job);

    assertThat(find(job).state()).isEqualTo(Job.State.CANCELLED);
    assertThat(leads.isLogged(new LeadgenId(ids.get(2)))).isTrue();
    assertThat(leads.isLogged(new LeadgenId(ids.get(3)))).isFalse();
    assertThat(result().path("finished").asBoolean()).isFalse();
    assertThat(result().path("accepted").asInt()).isEqualTo(3);
    assertThat(result().path("nextLine").asInt()).isEqualTo(5);
    assertThat(result().path("job").asText()).isEqualTo(job.id());
  }

  @Test
  void a_file_that_was_deleted_before_it_was_read_has_a_result_that_says_so() {
    Job job = begin(upload("01", HEADER, row(id)));
    ImportBucket.delete("incoming/" + name + ".csv");

    runToItsEnd(job);

    String why = "incoming/" + name + ".csv is no longer in the bucket, or cannot be read";
    assertThat(find(job).state()).isEqualTo(Job.State.FAILED);
    assertThat(find(job).failure()).isEqualTo(why);
    assertThat(result().path("problem").asText()).isEqualTo(why);
    assertThat(result().path("finished").asBoolean()).isFalse();
    assertThat(leads.isLogged(new LeadgenId(id))).isFalse();
  }

  @Test
  void a_file_that_is_deleted_during_the_import_has_a_result_of_the_read_rows() {
    Job job = begin(upload("01", HEADER, row(id), BROKEN, row(Aws.newId()), row(Aws.newId())));
    slice(job);
    ImportBucket.delete("incoming/" + name + ".csv");

    runToItsEnd(job);

    assertThat(result().path("problem").asText()).contains("no longer in the bucket");
    assertThat(result().path("accepted").asInt()).isEqualTo(2);
    assertThat(result().path("rejectedCount").asInt()).isEqualTo(1);
    assertThat(result().path("nextLine").asInt()).isEqualTo(5);
  }

  @Test
  void a_dry_run_of_a_deleted_file_has_an_outcome_and_no_exception() {
    String longerThanAPart = ("x,1," + "2".repeat(60_000) + "\n").repeat(100);
    upload("01", HEADER, row(id), longerThanAPart);
    java.io.InputStream file = files.open("incoming/" + name + ".csv").orElseThrow();
    ImportBucket.delete("incoming/" + name + ".csv");

    ImportResult outcome =
        leadImporter.run(file, ImportedFile.BY_MARIE, row -> {}, java.time.Duration.ofMinutes(1));

    assertThat(outcome)
        .isEqualTo(
            new ImportResult.Ended(
                "incoming/" + name + ".csv is no longer in the bucket, or cannot be read"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"results/a.csv", "incoming/a.txt", "a.csv", "results/incoming/a.csv"})
  void a_file_that_is_not_an_incoming_csv_file_is_ignored(String key) {
    JsonNode answer = files.begin(new UploadEvent("b", key, "tag", 1, "01", "marie"));

    assertThat(answer.path("skipped").asText()).contains("not incoming");
    assertThat(Aws.dynamodb().operations()).isEmpty();
    assertThat(Aws.sqs().operations()).isEmpty();
  }

  @Test
  void an_object_of_several_parts_is_read_as_one_file() {
    List<String> ids = Aws.newIds(3);
    String filler = ("x,1," + "2".repeat(60_000) + "\n").repeat(100);
    jobs =
        someJobs.of(
            new ImportJob(leadImporter, logs, growing, s3, settings, executor, clock, 1_000));
    files = new UploadedFiles(jobs, s3, settings);

    imported(
        upload("01", HEADER, row(ids.get(0)), filler, row(ids.get(1)), filler, row(ids.get(2))));

    assertThat(result().path("accepted").asInt()).isEqualTo(3);
    assertThat(result().path("rejectedCount").asInt()).isEqualTo(200);
  }

  @Test
  void a_job_that_could_not_begin_is_begun_by_the_repeated_event() {
    UploadEvent file = upload("01", HEADER, row(id));
    Aws.sqs().setFault(Fault.REFUSES);
    assertThatThrownBy(() -> files.begin(file)).isInstanceOf(SdkException.class);
    Aws.sqs().clearFault();

    imported(file);

    assertThat(Aws.drain("JobQueue")).isNotEmpty();
    assertThat(result().path("accepted").asInt()).isEqualTo(1);
  }

  private UploadEvent upload(String sequencer, String... lines) {
    return uploadAs("incoming/" + name + ".csv", sequencer, ImportedFile.bytes(lines));
  }

  private static UploadEvent uploadAs(String key, String sequencer, byte[] content) {
    String tag = ImportBucket.put(key, content);
    return new UploadEvent(ImportBucket.NAME, key, tag, content.length, sequencer, "marie");
  }

  private static UploadEvent uploadAgain(UploadEvent same, String sequencer) {
    return new UploadEvent(
        same.bucket(), same.key(), same.eTag(), same.size(), sequencer, same.by());
  }

  private Job imported(UploadEvent file) {
    Job job = begin(file);
    runToItsEnd(job);
    return find(job);
  }

  private Job begin(UploadEvent file) {
    return jobs.find(files.begin(file).path("job").asText()).orElseThrow();
  }

  private void runToItsEnd(Job job) {
    while (find(job).state() == Job.State.RUNNING) {
      slice(job);
    }
  }

  private void slice(Job job) {
    jobs.run(new JobMessage(job.id()), clock.instant().plusSeconds(120));
  }

  private boolean dies(Job job) {
    try {
      runToItsEnd(job);
      return false;
    } catch (SdkException dead) {
      return true;
    }
  }

  private Job find(Job job) {
    return jobs.find(job.id()).orElseThrow();
  }

  private JsonNode result() {
    return Json.stored(ImportBucket.text("results/" + name + ".json").orElseThrow());
  }

  private List<String> rejected() {
    return ImportBucket.text("results/" + name + ".rejected.csv").orElseThrow().lines().toList();
  }

  private List<String> rejectedLines() {
    return rejected().stream().skip(1).map(line -> line.substring(0, line.indexOf(','))).toList();
  }

  private static String row(String id) {
    return id + ",1635959142565683,527829666666421";
  }
}
