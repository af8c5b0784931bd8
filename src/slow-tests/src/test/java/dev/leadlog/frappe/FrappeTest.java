package dev.leadlog.frappe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.delivery.Counterpart;
import dev.leadlog.delivery.DeliveryResult;
import dev.leadlog.delivery.DeliveryResult.Blocked;
import dev.leadlog.delivery.DeliveryResult.Delivered;
import dev.leadlog.delivery.DeliveryResult.InvalidValues;
import dev.leadlog.delivery.DeliveryResult.Rejected;
import dev.leadlog.delivery.DeliveryResult.Unreachable;
import dev.leadlog.delivery.DestinationField;
import dev.leadlog.delivery.DestinationSetting;
import dev.leadlog.delivery.EgressPolicyFixture;
import dev.leadlog.delivery.FaultyServer;
import dev.leadlog.delivery.FaultyServer.Fault;
import dev.leadlog.delivery.FaultyServer.Request;
import dev.leadlog.delivery.FaultyServer.Response;
import dev.leadlog.delivery.InspectionResult;
import dev.leadlog.delivery.OutgoingLead;
import dev.leadlog.lifecycle.LeadDocReference;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.settings.Secrets;
import dev.leadlog.simulatedfrappe.SimulatedFrappe;
import dev.leadlog.simulatedmeta.MetaRequest;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.MovableClock;
import dev.leadlog.text.Json;
import dev.leadlog.workbench.LeadLogBuilder;
import dev.leadlog.workbench.Leads;
import dev.leadlog.workbench.Meta;
import dev.leadlog.workbench.Parameters;
import dev.leadlog.workbench.Settings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(Meta.class)
class FrappeTest {

  @Inject Vertx vertx;
  @Inject Secrets secrets;
  @Inject Parameters parameters;
  @Inject MovableClock clock;
  @Inject Leads leads;

  private final String id = Aws.newId();
  private final SimulatedFrappe site = new SimulatedFrappe(Counterpart.TOKEN);
  private Function<Request, Response> answers =
      request -> Counterpart.answer(site.handle(Counterpart.call(request)));
  private final FaultyServer server = new FaultyServer(request -> answers.apply(request));

  @BeforeEach
  void reset() {
    leads.reset();
  }

  @Nested
  class RecordDelivery {

    @Test
    void a_record_has_the_fields_the_leadgen_id_and_a_link() {
      Map<String, JsonNode> fields = new HashMap<>(person("Ada Lovelace"));
      fields.put("notes", Json.object().arrayNode().add("red").add("green"));
      fields.put("age", IntNode.valueOf(36));
      fields.put("subscribed", BooleanNode.TRUE);

      Delivered delivered = (Delivered) deliver(setting(), fields);

      assertThat(delivered.reference())
          .isEqualTo(
              new LeadDocReference(
                  "Lead", "CRM-LEAD-00001", server.url() + "/app/lead/CRM-LEAD-00001"));
      assertThat(delivered.remark()).isNull();
      JsonNode record = site.records().get(0);
      assertThat(record.path("meta_leadgen_id").asText()).isEqualTo(id);
      assertThat(record.path("lead_name").asText()).isEqualTo("Ada Lovelace");
      assertThat(record.path("notes").asText()).isEqualTo("red, green");
      assertThat(record.path("age").asInt()).isEqualTo(36);
      assertThat(record.path("subscribed").isInt()).isTrue();
      assertThat(record.path("subscribed").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
      "subscribed, yes, 1",
      "subscribed, true, 1",
      "subscribed, no, 0",
      "age, 36, 36",
      "budget, '$1,234,567.50', 1234567.5",
      "birthday, 'April 19, 1987', 1987-04-19",
      "seen_on, 2026-02-28T20:49:14+0000, 2026-02-28 20:49:14",
      "call_at, 6:30 pm, 18:30:00",
      "rank, not_yet, Not yet"
    })
    void a_value_is_stored_as_the_type_of_its_field_needs(
        String field, String value, String stored) {
      deliver(setting(), with(field, value));

      assertThat(site.records().get(0).path(field).asText()).isEqualTo(stored);
    }

    @Test
    void a_record_is_not_created_if_a_value_does_not_fit_its_field() {
      Map<String, JsonNode> fields = with("subscribed", "perhaps");
      fields.put("birthday", new TextNode("03/04/1987"));

      InvalidValues unfit = (InvalidValues) deliver(setting(), fields);

      assertThat(unfit.problems())
          .extracting(problem -> problem.field() + " " + problem.reason() + " " + problem.rule())
          .containsExactlyInAnyOrder(
              "subscribed INVALID_FORMAT Check", "birthday INVALID_FORMAT Date");
      assertThat(unfit.toString()).doesNotContain("perhaps", "1987\"");
      assertThat(site.records()).isEmpty();
    }

    @Test
    void a_record_of_an_unreadable_doctype_is_created_with_a_remark() {
      answers =
          request ->
              request.uri().getPath().contains("getdoctype")
                      || request.uri().getPath().contains("DocType")
                  ? Response.of(403, "{\"exc_type\":\"PermissionError\"}")
                  : Counterpart.answer(site.handle(Counterpart.call(request)));

      Delivered delivered = (Delivered) deliver(setting(), person("Ada"));

      assertThat(delivered.remark()).contains("the fields of Lead could not be read");
    }

    @Test
    void a_delivery_is_retried_if_the_fields_cannot_be_read_now() {
      server.setFault(
          Fault.FAILS, request -> request.uri().getPath().toLowerCase().contains("doctype"));

      assertThat(deliver(setting(), person("Ada"))).isInstanceOf(Unreachable.class);
      assertThat(site.records()).isEmpty();
    }

    private Map<String, JsonNode> with(String field, String value) {
      Map<String, JsonNode> fields = new HashMap<>(person("Ada"));
      fields.put(field, new TextNode(value));
      return fields;
    }

    @Test
    void an_existing_record_is_searched_before_one_is_created() {
      deliver(setting(), person("Ada"));
      server.forget();

      Delivered again = (Delivered) deliver(setting(), person("someone else"));

      assertThat(again.reference().id()).isEqualTo("CRM-LEAD-00001");
      assertThat(server.requests()).extracting(Request::method).containsExactly("GET");
    }

    @Test
    void the_record_of_another_lead_is_not_used() {
      deliver(setting(), person("Ada"));
      answers =
          request -> {
            if (request.method().equals("POST")) {
              return Response.of(200, "{\"data\":{\"name\":\"CRM-LEAD-00002\"}}");
            }
            return request.uri().getPath().endsWith("/Lead")
                ? Response.of(
                    200, "{\"data\":[{\"name\":\"CRM-LEAD-00001\",\"meta_leadgen_id\":\"7\"}]}")
                : Counterpart.answer(site.handle(Counterpart.call(request)));
          };

      assertThat(((Delivered) deliver(setting(), person("Ada"))).reference().id())
          .isEqualTo("CRM-LEAD-00002");
    }

    @Test
    void a_record_that_another_worker_created_meanwhile_is_found() {
      boolean[] looked = {false};
      answers =
          request -> {
            if (request.method().equals("GET") && !looked[0]) {
              looked[0] = true;
              return Response.of(200, "{\"data\":[]}");
            }
            return Counterpart.answer(site.handle(Counterpart.call(request)));
          };
      ObjectNode made = Json.object().put("lead_name", "Ada").put("meta_leadgen_id", id);
      insert(made);

      Delivered delivered = (Delivered) deliver(setting(), person("Ada"));

      assertThat(delivered.reference().id()).isEqualTo("CRM-LEAD-00001");
      assertThat(site.records()).hasSize(1);
    }

    @Test
    void no_record_is_created_while_the_field_of_the_leadgen_id_is_not_unique() {
      DeliveryResult delivery = deliver(setting().put("doctype", "Contact"), person("Ada"));

      assertThat(((Blocked) delivery).message())
          .startsWith("uniqueField: \"meta_leadgen_id\" is not unique in Contact");
      assertThat(site.records()).isEmpty();
    }

    @Test
    void the_doctype_is_read_again_after_a_lead_was_blocked_because_of_it() {
      Frappe frappe = frappe();
      OutgoingLead lead = new OutgoingLead(LeadLogBuilder.of(id).log(), person("Ada"), false);
      frappe.deliver(lead, destination(setting().put("doctype", "Contact")));
      server.forget();

      frappe.deliver(lead, destination(setting().put("doctype", "Contact")));

      assertThat(server.requests()).anyMatch(call -> call.uri().getPath().contains("getdoctype"));
    }

    @Test
    void a_duplicate_in_another_unique_field_is_rejected() {
      Map<String, JsonNode> fields = new HashMap<>(person("Ada"));
      fields.put("customer_code", new TextNode("C-4711"));
      insert(Json.object().put("lead_name", "Grace").put("customer_code", "C-4711"));

      DeliveryResult delivery = deliver(setting(), fields);

      assertThat(((Rejected) delivery).message())
          .contains("a record with the same unique value", "Customer Code must be unique")
          .doesNotContain("4711");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "lead_name||MandatoryError: Value missing for Lead: Lead Name",
          "email_id|ada|InvalidEmailAddressError: [email_id] is not a valid Email Address",
        })
    void a_record_that_violates_the_doctypes_rules_is_rejected_with_the_message_of_frappe(
        String field, String value, String words) {
      Map<String, JsonNode> fields = new HashMap<>(person("Ada Lovelace"));
      fields.put(field, new TextNode(value == null ? "" : value));

      assertThat(deliver(setting(), fields))
          .isEqualTo(new Rejected("127.0.0.1 answered 417: " + words));
    }
  }

  @Nested
  class Assignments {

    @Test
    void a_lead_is_assigned_once_after_its_record_exists_even_if_delivered_twice() {
      ObjectNode setting = setting().put("assignTo", "ada@example.org");

      deliver(setting, person("Ada"));
      deliver(setting, person("Ada"));

      assertThat(site.assignments())
          .singleElement()
          .satisfies(
              assignment -> {
                assertThat(assignment.path("allocated_to").asText()).isEqualTo("ada@example.org");
                assertThat(assignment.path("name").asText()).isEqualTo("CRM-LEAD-00001");
              });
    }

    @Test
    void an_assignment_lost_in_a_crash_is_made_at_the_next_delivery() {
      ObjectNode setting = setting().put("assign_to", "ada@example.org");
      insert(Json.object().put("lead_name", "Ada").put("meta_leadgen_id", id));

      deliver(setting, person("Ada"));

      assertThat(site.assignments()).hasSize(1);
      assertThat(site.records()).hasSize(1);
    }

    @Test
    void leads_are_spread_over_several_users_and_a_lead_keeps_its_user() {
      List<String> users = List.of("a@example.org", "b@example.org", "c@example.org");
      FrappeSetting setting = new FrappeSetting(null, "Lead", List.of(), "x", users);
      Map<String, Integer> shares = new HashMap<>();
      long first = 100_200_300_400_500_600L;
      for (long lead = first; lead < first + 300; lead++) {
        LeadgenId of = new LeadgenId("" + lead);
        String user = setting.assignee(of).orElseThrow();
        assertThat(setting.assignee(of)).contains(user);
        shares.merge(user, 1, Integer::sum);
      }
      assertThat(new TreeSet<>(shares.keySet())).hasSize(3);
      assertThat(shares.values()).allMatch(share -> share > 50);
    }

    @Test
    void a_failed_assignment_is_a_remark_and_the_lead_is_delivered() {
      ObjectNode setting = setting().put("assignTo", "nobody");

      Delivered delivered = (Delivered) deliver(setting, person("Ada"));

      assertThat(delivered.remark())
          .contains("not assigned to nobody", "LinkValidationError: Could not find Allocated To");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "pymysql.err.OperationalError: (1292, \"Incorrect date value: 'x y' for column `a`.`b` at row 1\")",
        "pymysql.err.DataError: (1406, \"Data too long for column 'lead_name' at row 1\")",
        "MySQLdb.OperationalError: (1366, \"Incorrect integer value: 'x y' for column 'age' at row 1\")",
        "pymysql.err.DataError: (1264, \"Out of range value for column 'age' at row 1\")",
        "psycopg2.errors.InvalidDatetimeFormat: invalid input syntax for type date",
      })
  void a_value_that_the_database_of_the_site_refuses_rejects_the_lead(String exception) {
    String body = Json.text(Json.object().put("exception", exception));
    answers =
        request ->
            request.method().equals("POST")
                ? Response.of(500, body)
                : Counterpart.answer(site.handle(Counterpart.call(request)));

    Rejected rejected = (Rejected) deliver(setting(), person("Ada"));

    assertThat(rejected.message()).contains("cannot hold a value (500)").doesNotContain("x y");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 410})
  void a_site_that_is_off_or_denies_access_blocks_the_delivery(int status) {
    answers = request -> Response.of(status, "{}");

    assertThat(deliver(setting(), person("Ada"))).isInstanceOf(Blocked.class);
  }

  @Nested
  class Credentials {

    @Test
    void refused_credentials_block_the_delivery_with_a_remedy() {
      Blocked blocked =
          (Blocked) deliver(setting().put("token", "local-key:expired"), person("Ada"));

      assertThat(blocked.message())
          .contains("denied access (401): AuthenticationError", "renew the API key")
          .doesNotContain("expired:", "local-key");
    }

    @Test
    void renewed_credentials_are_read_again_and_used_at_once() {
      String parameter = "/leadlog/destination/" + id;
      parameters.put(parameter, "local-key:expired");
      ObjectNode setting = setting().put("token", "ssm:" + parameter);
      assertThat(deliver(setting, person("Ada"))).isInstanceOf(Blocked.class);
      clock.move(Duration.ofMinutes(2));

      parameters.put(parameter, Counterpart.TOKEN);

      assertThat(deliver(setting, person("Ada"))).isInstanceOf(Delivered.class);
    }

    @Test
    void a_key_and_a_secret_are_accepted_and_a_missing_one_blocks() {
      String parameter = "/leadlog/destination/" + id;
      ObjectNode setting =
          setting().put("apiKey", "local-key").put("apiSecret", "ssm:" + parameter);
      setting.remove("token");

      assertThat(deliver(setting, person("Ada"))).isInstanceOf(Blocked.class);
      assertThat(server.requests()).isEmpty();

      parameters.put(parameter, "local-secret");
      clock.move(Duration.ofSeconds(10));
      assertThat(deliver(setting, person("Ada"))).isInstanceOf(Delivered.class);
    }

    @Test
    void the_credentials_of_the_deployment_are_sent_only_to_its_own_site() {
      LeadlogSettings deployed =
          Settings.with(Map.of("leadlog.frappe.url", "https://crm.example.com"));

      assertThat(check(deployed, Json.object().put("doctype", "Lead"))).isEmpty();
      assertThat(
              check(
                  deployed,
                  Json.object().put("doctype", "Lead").put("url", "https://evil.example.com")))
          .singleElement()
          .asString()
          .startsWith("token: is missing; with a url, token");
    }
  }

  @Nested
  class Inspection {

    @Test
    void an_inspection_lists_the_fields_and_the_required_ones() {
      InspectionResult inspection = frappe().inspect(destination(setting()));

      assertThat(inspection.mistakes()).isEmpty();
      assertThat(inspection.warnings()).isEmpty();
      assertThat(inspection.takesOthers()).isFalse();
      assertThat(inspection.fields().orElseThrow())
          .contains(
              new DestinationField("lead_name", "Lead Name", "Data", true),
              new DestinationField(
                  "status", "Status", "Select", false, false, List.of("Lead", "Open")),
              new DestinationField("score", "Score", "Int", false, true, List.of()),
              new DestinationField("visits", "Visits", "Table", false, true, List.of()))
          .extracting(DestinationField::name)
          .doesNotContain("details", "meta_leadgen_id");
    }

    @Test
    void the_fields_of_a_doctype_are_cached_for_minutes() {
      Frappe frappe = frappe();
      frappe.fields(destination(setting()));
      server.forget();

      assertThat(frappe.fields(destination(setting()))).isPresent();
      assertThat(server.requests()).isEmpty();
      clock.move(Duration.ofMinutes(6));
      frappe.fields(destination(setting()));
      assertThat(server.requests()).hasSize(1);
    }

    @Test
    void a_site_that_hides_its_forms_is_read_through_doctype_and_custom_field() {
      answers =
          request -> {
            String path = request.uri().getPath();
            if (path.startsWith("/api/method")) {
              return Response.of(403, "{\"exc_type\":\"PermissionError\"}");
            }
            return path.endsWith("/Custom Field")
                ? Response.of(
                    200,
                    "{\"data\":[{\"fieldname\":\"meta_leadgen_id\",\"fieldtype\":\"Data\",\"unique\":1}]}")
                : Response.of(
                    200,
                    "{\"data\":{\"name\":\"Lead\",\"fields\":[{\"fieldname\":\"title\",\"label\":\"Title\",\"fieldtype\":\"Data\",\"reqd\":1}]}}");
          };

      InspectionResult inspection = frappe().inspect(destination(setting()));

      assertThat(inspection.mistakes()).isEmpty();
      assertThat(inspection.fields().orElseThrow())
          .containsExactly(new DestinationField("title", "Title", "Data", true));
    }

    @Test
    void a_field_for_the_leadgen_id_that_is_not_unique_is_refused() {
      assertThat(frappe().inspect(destination(setting().put("doctype", "Contact"))).mistakes())
          .singleElement()
          .asString()
          .startsWith("uniqueField: \"meta_leadgen_id\" is not unique in Contact");
      assertThat(frappe().inspect(destination(setting().put("uniqueField", "fbid"))).mistakes())
          .singleElement()
          .asString()
          .startsWith("uniqueField: \"fbid\" is not a field of Lead; add it");
    }

    @Test
    void a_site_without_the_doctype_is_refused() {
      assertThat(frappe().inspect(destination(setting().put("doctype", "Leadd"))).mistakes())
          .containsExactly("doctype: \"Leadd\" is not a doctype of this site");
    }

    @Test
    void an_unavailable_site_is_a_warning() {
      assertThat(
              frappe().inspect(destination(setting().put("token", "local-key:expired"))).warnings())
          .singleElement()
          .asString()
          .contains("401", "its fields were not checked");
      server.setFault(Fault.FAILS, request -> true);
      assertThat(frappe().inspect(destination(setting())).warnings()).hasSize(1);
      server.stop();
      InspectionResult inspection = frappe().inspect(destination(setting()));
      assertThat(inspection.warnings()).hasSize(1);
      assertThat(inspection.mistakes()).isEmpty();
      assertThat(inspection.fields()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"doctype\":\"Lead\"}|url: is missing; enter the site",
        "{\"url\":\"https://a.example\",\"token\":\"ssm:/leadlog/destination/a\"}|doctype: is missing",
        "{\"url\":\"https://a.example\",\"doctype\":\"../User\",\"token\":\"ssm:/leadlog/destination/a\"}|doctype: must be",
        "{\"url\":\"https://a.example\",\"doctype\":\"Lead\",\"apiKey\":\"ssm:/leadlog/destination/a\"}|token: enter either",
        "{\"url\":\"https://a.example\",\"doctype\":\"Lead\",\"token\":\"key:secret\"}|token: must be ssm:/leadlog/destination/",
        "{\"url\":\"https://a.example\",\"doctype\":\"Lead\",\"token\":\"ssm:/leadlog/page/1\"}|token: must name a parameter under",
        "{\"url\":\"https://a.example?x=1\",\"doctype\":\"Lead\",\"token\":\"ssm:/leadlog/destination/a\"}|url: must be the site's URL",
        "{\"url\":\"https://10.0.0.1\",\"doctype\":\"Lead\",\"token\":\"ssm:/leadlog/destination/a\"}|url: points to a private network",
        "{\"url\":\"https://a.example\",\"doctype\":\"Lead\",\"token\":\"ssm:/leadlog/destination/a\",\"uniqueField\":\"a b\"}|uniqueField: must be",
        "{\"url\":\"https://a.example\",\"doctype\":\"Lead\",\"token\":\"ssm:/leadlog/destination/a\",\"assignTo\":[1]}|assignTo[0]: must be text",
        "{\"url\":\"https://a.example\",\"doctype\":\"Lead\",\"token\":\"ssm:/leadlog/destination/a\",\"user\":\"x\"}|user: unknown field; valid names are apiKey",
      })
  void the_check_of_a_setting_reports_mistakes(String setting, String mistake) {
    assertThat(check(Settings.defaults(), (ObjectNode) Json.read(setting).orElseThrow()))
        .singleElement()
        .asString()
        .startsWith(mistake);
  }

  private List<String> check(LeadlogSettings settings, ObjectNode setting) {
    return new Frappe(null, EgressPolicyFixture.of(settings), secrets, settings, clock)
        .check(destination(setting));
  }

  private void insert(ObjectNode record) {
    site.handle(
        new MetaRequest(
            "POST",
            "/api/resource/Lead",
            Map.of(),
            "token " + Counterpart.TOKEN,
            Json.text(record).getBytes()));
  }

  private DeliveryResult deliver(ObjectNode setting, Map<String, JsonNode> fields) {
    return frappe()
        .deliver(
            new OutgoingLead(LeadLogBuilder.of(id).log(), fields, false), destination(setting));
  }

  private Frappe frappe() {
    return new Frappe(
        Counterpart.calls(vertx),
        EgressPolicyFixture.laptop(),
        secrets,
        Counterpart.LAPTOP,
        clock,
        Duration.ofSeconds(5));
  }

  private static DestinationSetting destination(ObjectNode setting) {
    return new DestinationSetting("frappe", setting);
  }

  private ObjectNode setting() {
    return Json.object()
        .put("url", server.url().toString())
        .put("doctype", "Lead")
        .put("token", Counterpart.TOKEN);
  }

  private static Map<String, JsonNode> person(String name) {
    return Map.of("lead_name", new TextNode(name));
  }
}
