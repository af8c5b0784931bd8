package dev.leadlog.hubspot;

import static dev.leadlog.hubspot.HubspotCounterpart.PROPERTY;
import static dev.leadlog.hubspot.HubspotCounterpart.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
import dev.leadlog.delivery.FaultyServer.Request;
import dev.leadlog.delivery.FaultyServer.Response;
import dev.leadlog.delivery.InspectionResult;
import dev.leadlog.delivery.OutgoingLead;
import dev.leadlog.lifecycle.LeadDocReference;
import dev.leadlog.settings.Secrets;
import dev.leadlog.simulatedhubspot.SimulatedHubspot;
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
class HubspotTest {

  @Inject Vertx vertx;
  @Inject Secrets secrets;
  @Inject Parameters parameters;
  @Inject MovableClock clock;
  @Inject Leads leads;

  private final String id = Aws.newId();
  private final SimulatedHubspot account = new SimulatedHubspot(TOKEN).withLeadgenId(PROPERTY);
  private Function<Request, Response> answers =
      request -> Counterpart.answer(account.handle(Counterpart.call(request)));
  private final FaultyServer server = new FaultyServer(request -> answers.apply(request));

  @BeforeEach
  void reset() {
    leads.reset();
  }

  @Nested
  class ContactDelivery {

    @Test
    void a_contact_has_the_fields_the_leadgen_id_and_the_link_of_hubspot() {
      Delivered delivered =
          (Delivered) deliver(setting(), person("ada@example.org", "lastname", "Lovelace"));

      assertThat(delivered.reference())
          .isEqualTo(
              new LeadDocReference(
                  "contact", "501", "https://app.hubspot.com/contacts/7700000/record/0-1/501"));
      assertThat(delivered.remark()).isNull();
      JsonNode properties = account.contacts().get(0).path("properties");
      assertThat(properties.path(PROPERTY).asText()).isEqualTo(id);
      assertThat(properties.path("lastname").asText()).isEqualTo("Lovelace");
    }

    @ParameterizedTest
    @CsvSource({
      "numemployees, '1,234,567', 1234567",
      "newsletter, yes, true",
      "date_of_birth, 'April 19, 1987', 1987-04-19",
      "call_at, 2026-02-28T20:49:14+0000, 2026-02-28T20:49:14Z",
      "interest, heat pump, opt_2",
      "topics, Prices;dates, prices;dates"
    })
    void a_value_is_stored_as_the_type_of_its_property_needs(
        String field, String value, String stored) {
      DeliveryResult delivery = deliver(setting(), person("ada@example.org", field, value));

      assertThat(delivery).isInstanceOf(Delivered.class);
      assertThat(account.contacts().get(0).at("/properties/" + field).asText()).isEqualTo(stored);
    }

    @Test
    void a_contact_is_not_sent_if_a_value_does_not_fit_its_property() {
      Map<String, JsonNode> fields = person("ada@example.org", "interest", "wind");
      fields.put("numemployees", new TextNode("many"));

      InvalidValues unfit = (InvalidValues) deliver(setting(), fields);

      assertThat(unfit.problems())
          .extracting(problem -> problem.field() + " must be " + problem.expected())
          .anyMatch(words -> words.equals("interest must be one of Solar panels, Heat pump"))
          .anyMatch(words -> words.startsWith("numemployees must be a number"));
      assertThat(account.contacts()).isEmpty();
    }

    @Test
    void a_contact_is_created_with_a_remark_if_the_properties_cannot_be_read() {
      account.revoke(SimulatedHubspot.READ_SCHEMA);

      Delivered delivered = (Delivered) deliver(setting(), person("ada@example.org"));

      assertThat(delivered.remark()).contains("crm.schemas.contacts.read");
    }

    @Test
    void a_contact_has_no_link_if_the_response_names_another_site() {
      answers =
          request ->
              request.uri().getPath().endsWith("/upsert")
                  ? Response.of(
                      200, "{\"results\":[{\"id\":\"7\",\"url\":\"https://evil.example/x\"}]}")
                  : Counterpart.answer(account.handle(Counterpart.call(request)));

      Delivered delivered = (Delivered) deliver(setting(), person("ada@example.org"));

      assertThat(delivered.reference().url()).isNull();
    }

    @Test
    void a_repeated_delivery_updates_the_same_contact() {
      deliver(setting(), person("ada@example.org"));

      Delivered again = (Delivered) deliver(setting(), person("ada@example.org"));

      assertThat(again.reference().id()).isEqualTo("501");
      assertThat(account.contacts()).hasSize(1);
    }
  }

  @Nested
  class WhenTheLeadIsRefused {

    @Test
    void a_lead_with_a_refused_value_is_rejected_and_the_message_has_no_answers() {
      Rejected rejected = (Rejected) deliver(setting(), person("ada.lovelace"));

      assertThat(rejected.message())
          .contains("400", "VALIDATION_ERROR", "Email address [email] is invalid")
          .doesNotContain("ada", "isValid");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void the_rejection_of_a_known_email_address_names_the_merge_option(boolean inPart) {
      if (inPart) {
        account.failPartially();
      }
      other("ada@example.org", "100200300400500601");

      Rejected rejected = (Rejected) deliver(setting(), person("ada@example.org"));

      assertThat(rejected.message()).contains("contact 501", "\"mergeByEmail\": true");
      assertThat(account.contacts()).hasSize(1);
    }

    @Test
    void a_duplicate_in_another_unique_property_is_rejected() {
      deliver(setting(), person("ada@example.org", "customer_number", "C-4711"));

      DeliveryResult delivery =
          deliver(Aws.newId(), setting(), person("b@example.org", "customer_number", "C-4711"));

      assertThat(((Rejected) delivery).message())
          .contains("already has that value")
          .doesNotContain("4711");
    }
  }

  @Nested
  class AccountFailures {

    @Test
    void a_conflict_with_another_worker_for_the_same_lead_is_retried() {
      String taken =
          "{\"status\":\"error\",\"category\":\"VALIDATION_ERROR\",\"message\":\"propertyName=%s, value=1. 501 already has that value.\"}"
              .formatted(PROPERTY);
      answers =
          request ->
              request.uri().getPath().endsWith("/upsert")
                  ? Response.of(400, taken)
                  : Counterpart.answer(account.handle(Counterpart.call(request)));

      assertThat(deliver(setting(), person("a@example.org"))).isInstanceOf(Unreachable.class);
    }

    @ParameterizedTest
    @CsvSource({"TEN_SECONDLY_ROLLING, 10", "DAILY, 3600"})
    void an_account_at_its_limit_is_not_called_until_the_limit_ends(String policy, long seconds) {
      account.limit(policy);

      Unreachable unreachable = (Unreachable) deliver(setting(), person("ada@example.org"));

      assertThat(Duration.between(clock.instant(), unreachable.notBefore()))
          .isBetween(Duration.ofSeconds(seconds / 2), Duration.ofSeconds(seconds));
      assertThat(unreachable.message()).contains("limit of calls");
    }

    @Test
    void a_missing_scope_blocks_the_delivery_and_the_message_names_the_scopes() {
      account.revoke(SimulatedHubspot.WRITE);

      Blocked blocked = (Blocked) deliver(setting(), person("ada@example.org"));

      assertThat(blocked.message()).contains("403", "MISSING_SCOPES", SimulatedHubspot.WRITE);
    }

    @Test
    void a_missing_property_for_the_leadgen_id_blocks_the_delivery() {
      ObjectNode setting = setting().put("idProperty", "fbid");

      Blocked blocked = (Blocked) deliver(setting, person("ada@example.org"));

      assertThat(blocked.message()).contains("\"fbid\" is not a contact property");
      assertThat(account.contacts()).isEmpty();
    }

    @Test
    void a_renewed_token_is_used_at_once() {
      String parameter = "/leadlog/destination/" + id;
      parameters.put(parameter, "expired");
      ObjectNode setting = setting().put("token", "ssm:" + parameter);
      Blocked blocked = (Blocked) deliver(setting, person("ada@example.org"));
      assertThat(blocked.message()).contains("401", "renew the access token");
      clock.move(Duration.ofMinutes(2));

      parameters.put(parameter, TOKEN);

      assertThat(deliver(setting, person("ada@example.org"))).isInstanceOf(Delivered.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 410})
    void an_account_that_is_off_or_denies_access_blocks_the_delivery(int status) {
      answers = request -> Response.of(status, "{}");

      assertThat(deliver(setting(), person("ada@example.org"))).isInstanceOf(Blocked.class);
    }
  }

  @Nested
  class MergingByEmail {

    private final ObjectNode merging = setting().put("mergeByEmail", true);

    @Test
    void a_contact_is_created_if_none_has_the_address() {
      Delivered delivered = (Delivered) deliver(merging, person("ada@example.org"));

      assertThat(delivered.reference().id()).isEqualTo("501");
      assertThat(delivered.remark()).isNull();
    }

    @Test
    void a_contact_without_a_leadgen_id_gets_that_of_the_lead() {
      deliver(setting(), person("ada@example.org"));
      ((ObjectNode) account.contacts().get(0).path("properties")).remove(PROPERTY);

      Delivered delivered =
          (Delivered) deliver(merging, person("Ada@example.org", "lastname", "Lovelace"));

      JsonNode contact = account.contacts().get(0);
      assertThat(account.contacts()).hasSize(1);
      assertThat(delivered.reference().id()).isEqualTo("501");
      assertThat(contact.at("/properties/" + PROPERTY).asText()).isEqualTo(id);
      assertThat(contact.at("/properties/lastname").asText()).isEqualTo("Lovelace");
    }

    @Test
    void a_contact_keeps_the_leadgen_id_of_the_earlier_lead_with_a_remark() {
      String earlier = "100200300400500601";
      other("ada@example.org", earlier);

      Delivered delivered =
          (Delivered) deliver(merging, person("ada@example.org", "company", "Engines"));
      Delivered again =
          (Delivered) deliver(merging, person("ada@example.org", "company", "Engines"));

      JsonNode contact = account.contacts().get(0);
      assertThat(account.contacts()).hasSize(1);
      assertThat(contact.at("/properties/" + PROPERTY).asText()).isEqualTo(earlier);
      assertThat(contact.at("/properties/company").asText()).isEqualTo("Engines");
      assertThat(delivered.remark()).contains("keeps the leadgen id " + earlier);
      assertThat(again).isEqualTo(delivered);
    }

    @Test
    void a_contact_that_another_worker_created_meanwhile_is_found() {
      boolean[] looked = {false};
      answers =
          request -> {
            if (request.uri().getPath().endsWith("/read") && !looked[0]) {
              looked[0] = true;
              return Response.of(200, "{\"results\":[]}");
            }
            return Counterpart.answer(account.handle(Counterpart.call(request)));
          };
      other("ada@example.org", "100200300400500601");

      assertThat(deliver(merging, person("ada@example.org"))).isInstanceOf(Delivered.class);
      assertThat(account.contacts()).hasSize(1);
    }

    @Test
    void no_url_contains_an_email_address() {
      deliver(merging, person("ada@example.org"));

      assertThat(server.requests()).noneMatch(r -> r.uri().toString().contains("ada"));
    }
  }

  @Nested
  class WhenAPageIsSaved {

    @Test
    void an_inspection_lists_the_properties_with_their_options_and_the_read_only_ones() {
      InspectionResult inspection = hubspot().inspect(destination(setting()));

      assertThat(inspection.mistakes()).isEmpty();
      assertThat(inspection.warnings()).isEmpty();
      assertThat(inspection.takesOthers()).isFalse();
      assertThat(inspection.fields().orElseThrow())
          .contains(
              new DestinationField("firstname", "First name", "string", false),
              new DestinationField(
                  "interest",
                  "Interest",
                  "enumeration",
                  false,
                  false,
                  List.of("opt_1", "opt_2"),
                  List.of("Solar panels", "Heat pump"),
                  0),
              new DestinationField("score", "Score", "number", false, true, List.of()))
          .extracting(DestinationField::name)
          .doesNotContain(PROPERTY);
    }

    @Test
    void a_missing_property_is_refused_with_a_remedy() {
      assertThat(hubspot().inspect(destination(setting().put("idProperty", "fbid"))).mistakes())
          .singleElement()
          .asString()
          .startsWith("idProperty: \"fbid\" is not a contact property")
          .contains("\"createProperty\": true", SimulatedHubspot.WRITE_SCHEMA);
    }

    @Test
    void a_property_whose_values_are_not_unique_is_refused() {
      assertThat(
              hubspot()
                  .inspect(destination(setting().put("idProperty", "lead_source_id")))
                  .mistakes())
          .singleElement()
          .asString()
          .startsWith("idProperty: \"lead_source_id\" does not require unique values");
    }

    @Test
    void the_property_is_created_on_request_and_only_once() {
      ObjectNode setting = setting().put("idProperty", "fbid").put("createProperty", true);

      assertThat(hubspot().inspect(destination(setting)).mistakes()).isEmpty();
      assertThat(hubspot().inspect(destination(setting)).mistakes()).isEmpty();

      assertThat(deliver(setting, person("ada@example.org"))).isInstanceOf(Delivered.class);
      assertThat(account.contacts().get(0).at("/properties/fbid").asText()).isEqualTo(id);
      assertThat(server.requests())
          .filteredOn(r -> r.method().equals("POST") && r.uri().getPath().contains("properties"))
          .hasSize(1);
    }

    @Test
    void the_missing_scope_is_named_if_the_property_cannot_be_created() {
      account.revoke(SimulatedHubspot.WRITE_SCHEMA);

      assertThat(
              hubspot()
                  .inspect(
                      destination(setting().put("idProperty", "x").put("createProperty", true)))
                  .mistakes())
          .singleElement()
          .asString()
          .startsWith("createProperty: ")
          .contains("403", SimulatedHubspot.WRITE_SCHEMA);
    }

    @Test
    void reading_the_fields_creates_nothing() {
      ObjectNode setting = setting().put("idProperty", "fbid").put("createProperty", true);

      assertThat(hubspot().fields(destination(setting))).isPresent();

      assertThat(server.requests()).extracting(Request::method).containsExactly("GET");
    }

    @Test
    void an_unavailable_account_is_a_warning() {
      assertThat(hubspot().inspect(destination(setting().put("token", "expired"))).warnings())
          .singleElement()
          .asString()
          .contains("401", "its properties were not checked");
      server.stop();
      InspectionResult inspection = hubspot().inspect(destination(setting()));
      assertThat(inspection.warnings()).hasSize(1);
      assertThat(inspection.mistakes()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"token\":\"pat-eu1-1\"}|token: must be ssm:/leadlog/destination/",
        "{\"token\":\"ssm:/leadlog/page/1\"}|token: must name a parameter under",
        "{\"idProperty\":\"email\"}|idProperty: must be a property for the leadgen id",
        "{\"idProperty\":\"A b\"}|idProperty: must be the internal name",
        "{\"mergeByEmail\":\"yes\"}|mergeByEmail: must be true or false",
        "{\"url\":\"https://elsewhere.example\"}|url: is for local mode only",
        "{\"object\":\"x\"}|object: unknown field; valid names are",
      })
  void the_check_of_a_setting_reports_mistakes(String setting, String mistake) {
    assertThat(check(Settings.defaults(), (ObjectNode) Json.read(setting).orElseThrow()))
        .singleElement()
        .asString()
        .startsWith(mistake);
  }

  @Test
  void the_deployments_own_token_needs_no_setting() {
    assertThat(check(Settings.defaults(), Json.object())).isEmpty();
  }

  @Test
  void no_secret_is_shown() {
    HubspotSetting setting =
        HubspotSetting.read(
            destination(setting()).reader(), EgressPolicyFixture.laptop(), Counterpart.LAPTOP);

    assertThat(setting.toString()).doesNotContain(TOKEN);
    assertThat(new HubspotAccount(null, server.url(), "Bearer " + TOKEN, null).toString())
        .doesNotContain(TOKEN);
  }

  private void other(String email, String leadgenId) {
    assertThat(deliver(leadgenId, setting(), person(email))).isInstanceOf(Delivered.class);
  }

  private List<String> check(LeadlogSettings settings, ObjectNode setting) {
    return new Hubspot(null, EgressPolicyFixture.of(settings), secrets, settings, clock)
        .check(destination(setting));
  }

  private DeliveryResult deliver(ObjectNode setting, Map<String, JsonNode> fields) {
    return deliver(id, setting, fields);
  }

  private DeliveryResult deliver(
      String leadgenId, ObjectNode setting, Map<String, JsonNode> fields) {
    return hubspot()
        .deliver(
            new OutgoingLead(LeadLogBuilder.of(leadgenId).log(), fields, false),
            destination(setting));
  }

  private Hubspot hubspot() {
    return new Hubspot(
        Counterpart.calls(vertx),
        EgressPolicyFixture.laptop(),
        secrets,
        Counterpart.LAPTOP,
        clock,
        Duration.ofSeconds(5));
  }

  private static DestinationSetting destination(ObjectNode setting) {
    return new DestinationSetting("hubspot", setting);
  }

  private ObjectNode setting() {
    return Json.object().put("url", server.url().toString()).put("token", TOKEN);
  }

  private static Map<String, JsonNode> person(String email, String... more) {
    Map<String, JsonNode> fields = new HashMap<>(Map.of("email", new TextNode(email)));
    for (int i = 0; i < more.length; i += 2) {
      fields.put(more[i], new TextNode(more[i + 1]));
    }
    return fields;
  }
}
