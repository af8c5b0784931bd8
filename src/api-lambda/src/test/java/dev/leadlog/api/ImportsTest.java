package dev.leadlog.api;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import com.jayway.jsonpath.JsonPath;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.FaultyProxy.Fault;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(Aws.class)
class ImportsTest {

  private static final String HEADER = "Leadgen ID,Page ID,Form ID\n";

  private final String id = Aws.newId();

  @AfterEach
  void open() {
    Aws.dynamodb().clearFault();
  }

  @Test
  void a_file_is_imported_and_counted() {
    post("", HEADER + row(id) + row(id) + "no id,1,2\n")
        .statusCode(200)
        .contentType("application/json")
        .body(hasJsonPath("$.accepted", equalTo(1)))
        .body(hasJsonPath("$.duplicates", equalTo(1)))
        .body(hasJsonPath("$.filled", equalTo(0)))
        .body(hasJsonPath("$", not(hasKey("warnings"))))
        .body(hasJsonPath("$.rejectedCount", equalTo(1)))
        .body(hasJsonPath("$.rejected", hasSize(1)))
        .body(hasJsonPath("$.rejected[0].line", equalTo(4)))
        .body(hasJsonPath("$.rejected[0].column", equalTo("Leadgen ID")))
        .body(hasJsonPath("$.rejected[0].why", containsString("must be 1 to 40 digits")));

    given()
        .get("/api/lead-logs/" + id)
        .then()
        .statusCode(200)
        .body(hasJsonPath("$.source", equalTo("Import")))
        .body(hasJsonPath("$.status", equalTo("Pending")))
        .body(hasJsonPath("$.history[0].by", equalTo("api")));
  }

  @Test
  void an_erased_lead_names_its_file_while_the_bucket_may_contain_it() {
    post("", "Leadgen ID,Page ID,Form ID,Received Time\n" + id + ",1,2,2026-01-01\n")
        .statusCode(200);

    String erased =
        given().delete("/api/lead-logs/" + id).then().statusCode(200).extract().asString();

    List<String> until =
        JsonPath.read(erased, "$.remains[?(@.what =~ /the imported file.*/)].until");
    assertThat(until)
        .singleElement()
        .satisfies(
            end -> assertThat(Instant.parse(end)).isAfter(Instant.now().plus(Duration.ofDays(6))));
  }

  @Test
  void a_dry_run_writes_nothing() {
    post("?dryRun=true", HEADER + row(id).replace("1635959142565683", "4711"))
        .statusCode(200)
        .body(hasJsonPath("$.accepted", equalTo(1)))
        .body(hasJsonPath("$.warnings[0]", containsString("page 4711 is not configured")));

    given().get("/api/lead-logs/" + id).then().statusCode(404);
  }

  @Test
  void the_page_of_all_rows_can_be_given() {
    post("?pageId=1635959142565683", "id;form_id;full_name\nl:" + id + ";f:527829666666421;Zoë\n")
        .statusCode(200)
        .body(hasJsonPath("$.accepted", equalTo(1)));

    given()
        .get("/api/lead-logs/" + id)
        .then()
        .body(hasJsonPath("$.pageId", equalTo("1635959142565683")))
        .body(hasJsonPath("$.leadPayload.field_data[0].values[0]", equalTo("Zoë")));
  }

  @Test
  void a_file_in_utf_16_of_meta_is_imported_as_bytes() {
    String text = "\uFEFFid\tform_id\tfull_name\nl:" + id + "\tf:527829666666421\tZoë\n";

    given()
        .contentType("application/octet-stream")
        .body(text.getBytes(java.nio.charset.StandardCharsets.UTF_16LE))
        .post("/api/imports?pageId=1635959142565683")
        .then()
        .statusCode(200)
        .body(hasJsonPath("$.accepted", equalTo(1)));
  }

  @Test
  void a_file_without_required_columns_is_refused_with_the_missing_and_the_present_ones() {
    post("", "Leadgen ID,Name\n1,2\n")
        .statusCode(400)
        .contentType("application/problem+json")
        .body(hasJsonPath("$.detail", containsString("Page ID: the column is missing")))
        .body(hasJsonPath("$.detail", containsString("Form ID: the column is missing")))
        .body(hasJsonPath("$.detail", containsString("line 1: has the columns Leadgen ID, Name")));
    post("", "?,?\n")
        .statusCode(400)
        .body(hasJsonPath("$.detail", containsString("line 1: has the columns ?, ?")));
    post("", "")
        .statusCode(400)
        .body(hasJsonPath("$.mistakes", equalTo(java.util.List.of("the file is empty"))));
  }

  @Test
  void a_file_of_leads_center_is_refused_because_it_has_no_ids() {
    post(
            "?pageId=1635959142565683",
            "Created,Name,Email,Source,Form,Channel,Stage,Owner,Labels\n2026,Zoë,z,Paid,Spring,Email,Intake,,\n")
        .statusCode(400)
        .body(
            hasJsonPath("$.mistakes[0]", containsString("Leads Center, which has no leadgen ids")));
  }

  @Test
  void the_file_of_a_form_upload_is_imported() {
    given()
        .multiPart("file", "leads.csv", (HEADER + row(id)).getBytes(), "text/csv")
        .post("/api/imports")
        .then()
        .statusCode(200)
        .body(hasJsonPath("$.accepted", equalTo(1)));

    given().get("/api/lead-logs/" + id).then().statusCode(200);
  }

  @Test
  void a_form_upload_with_another_field_is_refused_with_its_name() {
    given()
        .multiPart("dryRun", "true")
        .multiPart("file", "leads.csv", (HEADER + row(id)).getBytes(), "text/csv")
        .post("/api/imports")
        .then()
        .statusCode(400)
        .body(
            hasJsonPath("$.mistakes[0]", containsString("dryRun: the form may have only a file")));

    given().get("/api/lead-logs/" + id).then().statusCode(404);
  }

  @Test
  void no_more_than_1000_rejected_rows_are_listed_and_all_are_counted() {
    post("", HEADER + "wrong,1,2\n".repeat(1_234))
        .statusCode(200)
        .body(hasJsonPath("$.rejectedCount", equalTo(1_234)))
        .body(hasJsonPath("$.rejected", hasSize(1_000)));
  }

  @Test
  void a_file_over_2_MB_is_refused_and_the_detail_names_the_bucket() {
    post("", HEADER + row(id) + "x".repeat(2 * 1024 * 1024))
        .statusCode(413)
        .contentType("application/problem+json")
        .body(hasJsonPath("$.detail", containsString("aws s3 cp leads.csv s3://")));

    given().get("/api/lead-logs/" + id).then().statusCode(404);
  }

  @ParameterizedTest
  @CsvSource({"?dryRun=yes, dryRun", "?pageId=Acme, pageId"})
  void parameters_are_read_strictly(String query, String parameter) {
    post(query, HEADER + row(id))
        .statusCode(400)
        .body(hasJsonPath("$.detail", containsString(parameter)));

    given().get("/api/lead-logs/" + id).then().statusCode(404);
  }

  @Test
  void an_import_can_be_repeated_after_the_log_was_unavailable() {
    String other = Aws.newId();
    post("", HEADER + row(other)).statusCode(200);
    Aws.dynamodb().setFault(Fault.REFUSES);
    post("", HEADER + row(id)).statusCode(503).contentType("application/problem+json");
    Aws.dynamodb().clearFault();

    post("", HEADER + row(id) + row(other))
        .statusCode(200)
        .body(hasJsonPath("$.accepted", equalTo(1)))
        .body(hasJsonPath("$.duplicates", equalTo(1)));
    assertThat(Aws.item("LeadLogs", "leadgenId", id)).isNotEmpty();
  }

  private static String row(String id) {
    return id + ",1635959142565683,527829666666421\n";
  }

  private static ValidatableResponse post(String query, String csv) {
    return given()
        .contentType("text/csv")
        .body(csv.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .post("/api/imports" + query)
        .then();
  }
}
