package dev.leadlog.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.PageId;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.FaultyDoor.Fault;
import dev.leadlog.testing.ImportBucket;
import dev.leadlog.testing.MovableClock;
import dev.leadlog.text.Json;
import dev.leadlog.workbench.Leads;
import dev.leadlog.workbench.Meta;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkException;

@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(Meta.class)
class UploadedFilesTest {

  private static final String HEADER = "Leadgen ID,Page ID,Form ID";
  private static final String BROKEN = "not an id,1,2";

  @Inject UploadedFiles files;
  @Inject Leads leads;
  @Inject MovableClock clock;

  private final String name = "file-" + Aws.newId();
  private final String id = Aws.newId();

  @BeforeEach
  void startAfresh() {
    leads.startAfresh();
  }

  @AfterEach
  void open() {
    Aws.s3().open();
  }

  @Test
  void what_came_of_a_file_stands_beside_it() {
    JsonNode answer = run(upload("01", HEADER, row(id), BROKEN, row(id)), "call");

    assertThat(result()).isEqualTo(Json.stored(Json.text(answer)));
    assertThat(result())
        .isEqualTo(
            Json.stored(
                """
                {"file":"incoming/%1$s.csv","accepted":1,"duplicates":1,"rejectedCount":1,
                 "rejectedFile":"results/%1$s.rejected.csv"}"""
                    .formatted(name)));
    assertThat(ImportBucket.text("results/" + name + ".rejected.csv").orElseThrow().lines())
        .containsExactly("Line,Column,Why", "3,Leadgen ID,Leadgen ID must be 1 to 40 digits");
    assertThat(leads.log(new LeadgenId(id)).history().get(0).by()).isEqualTo("marie");
    assertThat(ImportBucket.text("incoming/" + name + ".csv")).isPresent();
  }

  @Test
  void a_file_without_wrong_rows_has_no_file_of_them() {
    assertThat(run(upload("01", HEADER, row(id)), "call").has("rejectedFile")).isFalse();
    assertThat(ImportBucket.text("results/" + name + ".rejected.csv")).isEmpty();
  }

  @Test
  void a_file_without_the_needed_columns_or_without_anything_is_told_so() {
    run(upload("01", "Name;Leadgen ID", "Zoë;1"), "call");
    assertThat(result().path("missing"))
        .map(JsonNode::asText)
        .containsExactly("Page ID", "Form ID");
    assertThat(result().path("found")).map(JsonNode::asText).containsExactly("Name", "Leadgen ID");

    run(upload("02"), "another call");
    assertThat(result().path("missing")).hasSize(3);
  }

  @Test
  void the_folder_may_name_the_page_of_all_rows() {
    String key = "incoming/1635959142565683/" + name + ".csv";
    run(uploadAs(key, "01", "id,form_id,full_name", id + ",527829666666421,Zoë"), "call");

    assertThat(leads.log(new LeadgenId(id)).pageId()).isEqualTo(new PageId("1635959142565683"));
    assertThat(ImportBucket.text("results/1635959142565683/" + name + ".json")).isPresent();
  }

  @Test
  void an_announcement_that_comes_twice_does_nothing_twice() {
    UploadedFile file = upload("01", HEADER, row(id));
    run(file, "call");

    assertThat(run(file, "another call").path("skipped").asText()).contains("imported already");
    assertThat(result().path("accepted").asInt()).isEqualTo(1);
  }

  @Test
  void a_file_that_is_uploaded_again_is_imported_again() {
    run(upload("00A1", HEADER, row(id)), "call");
    run(upload("00A2", HEADER, row(id)), "another call");

    assertThat(result().path("duplicates").asInt()).isEqualTo(1);
  }

  @Test
  void an_upload_that_was_replaced_is_left_to_its_successor() {
    UploadedFile earlier = upload("00A1", HEADER, row(Aws.newId()));
    UploadedFile later = upload("00A2", HEADER, row(id), BROKEN);

    assertThat(run(earlier, "call").path("skipped").asText()).contains("replaced");
    run(later, "another call");
    assertThat(run(earlier, "a third call").path("skipped").asText()).contains("replaced");

    assertThat(result().path("rejectedCount").asInt()).isEqualTo(1);
  }

  @Test
  void when_time_runs_out_the_next_call_goes_on_and_the_counts_are_those_of_the_whole_file() {
    List<String> ids = Aws.newIds(500);
    String[] lines =
        Stream.concat(Stream.of(HEADER, BROKEN), ids.stream().map(UploadedFilesTest::row))
            .toArray(String[]::new);
    UploadedFile file = upload("01", lines);

    assertThatThrownBy(() -> files.run(file, "call", clock.instant().plusSeconds(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("time ran out after line 202");
    assertThat(ImportBucket.text("results/" + name + ".json")).isEmpty();
    assertThat(leads.isLogged(new LeadgenId(ids.get(199)))).isTrue();
    assertThat(leads.isLogged(new LeadgenId(ids.get(200)))).isFalse();
    run(file, "call");

    assertThat(result().path("accepted").asInt()).isEqualTo(500);
    assertThat(result().path("duplicates").asInt()).isZero();
    assertThat(result().path("rejectedCount").asInt()).isEqualTo(1);
  }

  @Test
  void while_one_call_imports_a_file_another_waits_for_it_and_its_own_repetition_does_not() {
    UploadedFile file = upload("01", HEADER, row(id));
    Aws.s3().shut(Fault.REFUSES, operation -> operation.equals("PutObject"));
    assertThatThrownBy(() -> run(file, "call")).isInstanceOf(SdkException.class);
    Aws.s3().open();

    assertThatThrownBy(() -> run(file, "another call"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("another call imports");
    run(file, "call");

    assertThat(result().path("accepted").asInt()).isEqualTo(1);
    assertThat(leads.log(new LeadgenId(id)).history()).hasSize(1);
  }

  @Test
  void a_call_whose_marker_was_written_and_not_answered_for_goes_on() {
    UploadedFile file = upload("01", HEADER, row(id));
    AtomicInteger markers =
        Aws.dynamodb()
            .loseTheFirstAnswer(
                (operation, body) -> operation.equals("PutItem") && body.contains("sequencer"));

    run(file, "call");

    Aws.dynamodb().disturb((operation, body) -> null);
    assertThat(markers).hasValueGreaterThan(1);
    assertThat(result().path("accepted").asInt()).isEqualTo(1);
  }

  @Test
  void a_call_that_died_is_taken_over_once_its_time_is_over() {
    UploadedFile file = upload("01", HEADER, row(id));
    Aws.s3().shut(Fault.REFUSES);
    assertThatThrownBy(() -> run(file, "call")).isInstanceOf(SdkException.class);
    Aws.s3().open();
    clock.move(Duration.ofMinutes(16));

    run(file, "another call");

    assertThat(result().path("accepted").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"results/a.csv", "incoming/a.txt", "a.csv", "results/incoming/a.csv"})
  void what_is_no_incoming_csv_file_is_left_alone(String key) {
    Aws.s3().forget();

    JsonNode answer = run(new UploadedFile("b", key, "tag", 1, "01", "marie"), "call");

    assertThat(answer.path("skipped").asText()).contains("not incoming");
    assertThat(Aws.s3().operations()).isEmpty();
  }

  @Test
  void a_file_of_several_parts_is_read_as_one() {
    List<String> ids = Aws.newIds(3);
    String filler = ("x,1," + "2".repeat(60_000) + "\n").repeat(100);

    run(
        upload("01", HEADER, row(ids.get(0)), filler, row(ids.get(1)), filler, row(ids.get(2))),
        "c");

    assertThat(result().path("accepted").asInt()).isEqualTo(3);
    assertThat(result().path("rejectedCount").asInt()).isEqualTo(200);
  }

  private UploadedFile upload(String sequencer, String... lines) {
    return uploadAs("incoming/" + name + ".csv", sequencer, lines);
  }

  private static UploadedFile uploadAs(String key, String sequencer, String... lines) {
    byte[] content = SomeFile.bytes(lines);
    String tag = ImportBucket.put(key, content);
    return new UploadedFile(ImportBucket.NAME, key, tag, content.length, sequencer, "marie");
  }

  private JsonNode run(UploadedFile file, String invocation) {
    Instant end = clock.instant().plus(Duration.ofMinutes(15));
    return files.run(file, invocation, end);
  }

  private JsonNode result() {
    return Json.stored(ImportBucket.text("results/" + name + ".json").orElseThrow());
  }

  private static String row(String id) {
    return id + ",1635959142565683,527829666666421";
  }
}
