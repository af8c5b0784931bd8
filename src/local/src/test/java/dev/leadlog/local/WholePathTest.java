package dev.leadlog.local;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.jayway.jsonpath.JsonPath;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.lifecycle.LeadLogs;
import dev.leadlog.log.FetchedLead;
import dev.leadlog.log.FormId;
import dev.leadlog.log.LeadIds;
import dev.leadlog.log.LeadInsert;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.NewLead;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Source;
import dev.leadlog.log.Status;
import dev.leadlog.testing.Aws;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the whole product in one process, from the simulated Meta to the destinations. */
@QuarkusTest
@QuarkusTestResource(ChosenAws.class)
@QuarkusTestResource(FreePort.class)
class WholePathTest {

  private static final String ACME = "1635959142565683";
  private static final String OFFER = "527829666666421";
  private static final Pattern PUT = Pattern.compile("-X PUT -T '([^']+)' http://[^/]+(\\S+)");
  private static final Pattern POST = Pattern.compile("-X POST http://[^/]+(\\S+)");

  private static final String NAME = "{\"name\":\"full_name\",\"values\":[\"Ada Lovelace\"]}";

  /** With {@code -Dmany=10000} the test takes several minutes. */
  private static final int JOB_SIZE = Integer.getInteger("many", 300);

  /** The fault of the simulated Meta, and the expected status and reason. */
  private static final String FAULTS =
      """
      throttled,          Processed,
      unavailable,        Processed,
      not-json,           Processed,
      transient,          Processed,
      empty,              Processed,
      other-lead,         Processed,
      no-ads-permission,  Processed,
      multi-select,       Processed,
      unicode,            Processed,
      organic,            Processed,
      duplicate,          Processed,
      reordered,          Processed,
      testing-tool,       Processed, TEST_LEAD
      no-answers,         Error,     MISSING_REQUIRED
      access-revoked,     Error,     META_ACCESS_REVOKED
      permission-missing, Error,     META_PERMISSION_MISSING
      bad-request,        Error,     META_BAD_REQUEST
      unknown-id,         Pending,   META_LEAD_NOT_VISIBLE
      blocked,            Pending,   META_BLOCKED
      """;

  private static final Map<String, String> LEADS_BY_FAULT = new HashMap<>();

  @Inject LeadLogs logs;
  @Inject LeadInsert bulk;
  @Inject Demo demo;
  @Inject LocalSettings local;

  @Test
  void a_lead_is_delivered_to_the_leads_table() {
    String id = fillIn(ACME, OFFER, "").get(0);

    LeadLog log = awaitStatus(id, Status.PROCESSED);

    assertThat(log.leadDocReference().id()).isEqualTo(id);
    assertThat(log.processing().leadForm()).isEqualTo("Spring offer");
    assertThat(log.metadata().platform()).isEqualTo("Facebook");
    assertThat(Aws.item("Leads", "leadgenId", id).get("lead").m())
        .extractingByKeys("lead_name", "page")
        .extracting(value -> value.s())
        .containsExactly("Ada Lovelace", "Acme");
    awaitCounted(Status.PROCESSED);
  }

  @Test
  void the_report_shows_a_pending_log_with_only_an_id() {
    LeadgenId id = new LeadgenId(Aws.newId());
    bulk.insert(NewLead.of(LeadIds.of(id), Instant.now(), Source.WEBHOOK));

    String report = new LeadReport(local).of(List.of(logs.find(id).orElseThrow()));

    assertThat(report).containsPattern(id + " .*Pending +-").contains("nothing to do");
  }

  @Test
  void a_lead_of_a_form_with_frappe_becomes_a_frappe_record() {
    String page = Aws.newId();
    String document =
        """
        {"accessToken":"local-page-token-%s","destination":{"type":"leads-table"},
         "forms":[{"formId":"%s","destination":{"type":"frappe","doctype":"Lead","assignTo":"ada@example.org"},
           "mapping":[{"metaField":"full_name","leadField":"lead_name"}]}]}"""
            .formatted(page, OFFER);
    given()
        .body(document)
        .put("/api/pages/" + page)
        .then()
        .statusCode(200)
        .body(hasJsonPath("$.warnings", hasSize(0)));

    LeadLog log = awaitStatus(fillIn(page, OFFER, "").get(0), Status.PROCESSED);

    assertThat(log.leadDocReference().type()).isEqualTo("Lead");
    assertThat(log.errorMessage()).isNull();
    given()
        .header("Authorization", "token local-key:local-secret")
        .get("/simulated-frappe/api/resource/Lead/" + log.leadDocReference().id())
        .then()
        .statusCode(200)
        .body(hasJsonPath("$.data.lead_name", equalTo("Ada Lovelace")))
        .body(hasJsonPath("$.data.meta_leadgen_id", equalTo(log.leadgenId().text())));
  }

  @ParameterizedTest
  @CsvSource(textBlock = FAULTS)
  void each_fault_of_meta_leads_to_its_status(String fault, String status, String reason) {
    LeadLog log =
        await(
            leadOf(fault),
            found ->
                found.status().text().equals(status)
                    && (reason == null || found.reason() == Reason.valueOf(reason)));

    assertThat(log.remedy().isPresent()).isEqualTo(log.reason() != null);
  }

  /** The first call creates the leads of all faults, so that they are processed in parallel. */
  private static String leadOf(String fault) {
    if (LEADS_BY_FAULT.isEmpty()) {
      FAULTS
          .lines()
          .map(line -> line.substring(0, line.indexOf(',')))
          .forEach(WholePathTest::fillInWith);
    }
    return LEADS_BY_FAULT.get(fault);
  }

  private static void fillInWith(String fault) {
    String page = Aws.newId();
    configure(page, OFFER);
    LEADS_BY_FAULT.put(fault, fillIn(page, OFFER, ",\"fault\":\"" + fault + "\"").get(0));
  }

  @Test
  void a_lead_is_processed_again_after_its_token_was_renewed() {
    String page = Aws.newId();
    configure(page, OFFER);
    String id = fillIn(page, OFFER, ",\"fault\":\"token-dead\"").get(0);
    await(id, log -> log.reason() == Reason.META_TOKEN_INVALID);

    given().body("{\"leadgenIds\":[\"" + id + "\"]}").post("/simulated-meta/clear-faults");
    given().post("/api/lead-logs/" + id + "/process").then().statusCode(202);

    awaitStatus(id, Status.PROCESSED);
  }

  @Test
  void an_unsigned_webhook_is_rejected_and_not_logged() {
    String id = Aws.newId();
    String body =
        """
        {"object":"page","entry":[{"id":"%s","time":1772268554,"changes":[{"field":"leadgen",
         "value":{"leadgen_id":"%s","page_id":"%s","form_id":"%s","created_time":1772268553}}]}]}"""
            .formatted(ACME, id, ACME, OFFER);

    given().body(body).post("/webhook").then().statusCode(403);
    given()
        .header("X-Hub-Signature-256", "sha256=" + "0".repeat(64))
        .body(body)
        .post("/webhook")
        .then()
        .statusCode(403);

    assertThat(Aws.item("LeadLogs", "leadgenId", id)).isEmpty();
  }

  @Test
  void each_lead_of_a_large_webhook_is_delivered_once() {
    List<String> ids = fillIn(ACME, OFFER, ",\"count\":60,\"fault\":\"duplicate\"");

    assertThat(ids)
        .hasSize(60)
        .allSatisfy(
            id -> assertThat(awaitStatus(id, Status.PROCESSED).retry().attempts()).isEqualTo(1))
        .noneMatch(id -> Aws.item("Leads", "leadgenId", id).isEmpty());
  }

  @Test
  void a_live_lead_does_not_wait_behind_a_large_job() {
    String page = Aws.newId();
    configure(page, OFFER);
    List<NewLead> many = createFailedLeads(page, JOB_SIZE);
    given()
        .body("{\"filter\":{\"pageId\":\"" + page + "\"}}")
        .post("/api/lead-logs/process")
        .then()
        .statusCode(202);
    NewLead first = many.get(many.size() - 1);
    await(() -> isProcessed(first));

    Instant before = Instant.now();
    String id = fillIn(ACME, OFFER, "").get(0);
    awaitStatus(id, Status.PROCESSED);
    Duration took = Duration.between(before, Instant.now());

    long waiting = many.stream().filter(lead -> !isProcessed(lead)).count();
    System.out.printf("a lead beside %d of a job was Processed after %s%n", waiting, took);
    assertThat(took).isLessThan(Duration.ofSeconds(10));
    assertThat(waiting).isPositive();
    await(() -> many.stream().allMatch(this::isProcessed));
  }

  @Test
  void the_link_of_an_export_opens_the_file_in_the_bucket() {
    String id = fillIn(ACME, OFFER, "").get(0);
    awaitStatus(id, Status.PROCESSED);
    String job = JsonPath.read(given().post("/api/exports").asString(), "$.job");
    await(() -> job(job, "$.state").equals("Done"));

    String link = job(job, "$.link");

    byte[] file = given().urlEncodingEnabled(false).get(link).asByteArray();
    assertThat(new String(file, StandardCharsets.UTF_8))
        .startsWith("\uFEFFLeadgen ID,")
        .contains("l:" + id + ",");
  }

  private static String job(String job, String path) {
    return JsonPath.read(given().get("/api/jobs/" + job).asString(), path);
  }

  private boolean isProcessed(NewLead lead) {
    return find(lead.leadgenId().text()).status() == Status.PROCESSED;
  }

  /** Leads with a payload that ended as Error before their page was configured. */
  private List<NewLead> createFailedLeads(String page, int count) {
    Instant received = Instant.now().minusSeconds(60);
    List<NewLead> all = new ArrayList<>();
    for (String id : Aws.newIds(count)) {
      String answers = "{\"id\":\"" + id + "\",\"field_data\":[" + NAME + "]}";
      all.add(
          NewLead.of(
                  new LeadIds(new LeadgenId(id), new PageId(page), new FormId(OFFER), null),
                  received,
                  Source.WEBHOOK)
              .created(received)
              .announcedBy("{}")
              .malformed(Reason.PAGE_NOT_CONFIGURED, null)
              .with(new FetchedLead(answers, null, null, null, null, null, false)));
    }
    for (int from = 0; from < count; from += LeadInsert.AT_ONCE) {
      bulk.insert(all.subList(from, Math.min(from + LeadInsert.AT_ONCE, count)));
    }
    return all;
  }

  private static void await(BooleanSupplier expected) {
    Instant end = Instant.now().plusSeconds(60 + JOB_SIZE / 10);
    while (!expected.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(end);
      sleep(Duration.ofMillis(100));
    }
  }

  @Test
  void the_printed_commands_fix_every_demo_lead_that_needs_attention() {
    String printed = printedBy(demo);

    assertThat(printed)
        .contains(
            "PAGE_NOT_CONFIGURED",
            "FORM_NOT_MAPPED",
            "PAGE_DISABLED",
            "MISSING_REQUIRED",
            "(organic)",
            "(test lead)",
            "(throttled first)");
    List<String> ids = fixAll(printed);
    assertThat(ids).hasSize(4);
    ids.forEach(id -> awaitStatus(id, Status.PROCESSED));
  }

  /** Sends the requests of the printed commands and returns the ids of their leads. */
  private static List<String> fixAll(String printed) {
    List<String> ids = new ArrayList<>();
    String row = null;
    for (String line : printed.lines().toList()) {
      if (line.matches("[0-9]{10,} .*")) {
        row = line.split(" ")[0];
      } else if (line.contains("fix:    curl")) {
        Matcher put = PUT.matcher(line);
        if (put.find()) {
          given().body(read(put.group(1))).put(put.group(2)).then().statusCode(200);
        }
        Matcher post = POST.matcher(line);
        if (post.find()) {
          given().post(post.group(1)).then().statusCode(202);
        }
        ids.add(row);
      }
    }
    return ids;
  }

  private String printedBy(Demo demo) {
    List<LeadLog> whole =
        demo.send().stream().map(id -> await(id, log -> log.status() != Status.PENDING)).toList();
    return new LeadReport(local).of(whole);
  }

  /** Without polling, which would record the payload of a lead that must stay Pending. */
  private static void configure(String page, String form) {
    String document =
        """
        {"accessToken":"local-page-token-%s","poll":false,"destination":{"type":"leads-table"},
         "forms":[{"formId":"%s",
           "mapping":[{"metaField":"full_name","leadField":"name","required":true}]}]}"""
            .formatted(page, form);
    given().body(document).put("/api/pages/" + page).then().statusCode(200);
  }

  private static List<String> fillIn(String page, String form, String more) {
    Response response =
        given()
            .body("{\"pageId\":\"%s\",\"formId\":\"%s\"%s}".formatted(page, form, more))
            .post("/simulated-meta/leads");
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    return JsonPath.read(response.asString(), "$.leadgenIds");
  }

  private LeadLog awaitStatus(String id, Status status) {
    return await(id, log -> log.status() == status);
  }

  private LeadLog await(String id, Predicate<LeadLog> expected) {
    Instant end = Instant.now().plusSeconds(40);
    LeadLog log = null;
    while (Instant.now().isBefore(end)) {
      log = Aws.item("LeadLogs", "leadgenId", id).isEmpty() ? null : find(id);
      if (log != null && expected.test(log)) {
        return log;
      }
      sleep(Duration.ofMillis(50));
    }
    throw new AssertionError("lead " + id + " ended as " + log);
  }

  /** Waits until the statistics contain the change. */
  private static void awaitCounted(Status status) {
    Instant end = Instant.now().plusSeconds(20);
    while (counted(status) == 0) {
      assertThat(Instant.now()).as("a %s lead is counted", status).isBefore(end);
      sleep(Duration.ofMillis(200));
    }
  }

  private static int counted(Status status) {
    String statistics = given().get("/api/stats").then().statusCode(200).extract().asString();
    return JsonPath.read(statistics, "$.byStatus." + status.text());
  }

  private LeadLog find(String id) {
    return logs.find(new LeadgenId(id)).orElseThrow();
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
