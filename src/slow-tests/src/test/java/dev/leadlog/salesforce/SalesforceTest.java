package dev.leadlog.salesforce;

import static dev.leadlog.salesforce.SalesforceCounterpart.CLIENT_ID;
import static dev.leadlog.salesforce.SalesforceCounterpart.CLIENT_SECRET;
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
import dev.leadlog.delivery.FaultyServer.Fault;
import dev.leadlog.delivery.FaultyServer.Request;
import dev.leadlog.delivery.FaultyServer.Response;
import dev.leadlog.delivery.InspectionResult;
import dev.leadlog.delivery.OutgoingLead;
import dev.leadlog.settings.Secrets;
import dev.leadlog.simulatedsalesforce.SimulatedSalesforce;
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
import java.net.URI;
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
class SalesforceTest {

  @Inject Vertx vertx;
  @Inject Secrets secrets;
  @Inject Parameters parameters;
  @Inject MovableClock clock;
  @Inject Leads leads;

  private final String id = Aws.newId();
  private final SimulatedSalesforce org = new SimulatedSalesforce(CLIENT_ID, CLIENT_SECRET);
  private Function<Request, Response> answers =
      request -> SalesforceCounterpart.answer(org, request);
  private final FaultyServer server = new FaultyServer(request -> answers.apply(request));

  /** One instance for all deliveries of a test, because it caches the token. */
  private Salesforce salesforce;

  @BeforeEach
  void reset() {
    leads.reset();
    org.setInstanceUrl(server.url().toString());
    salesforce = salesforce(Counterpart.LAPTOP);
  }

  @Nested
  class RecordDelivery {

    @Test
    void a_record_has_the_fields_the_leadgen_id_and_a_link() {
      Delivered delivered = (Delivered) deliver(setting(), person("Title", "Countess"));

      JsonNode record = org.records().get(0);
      String recordId = record.path("Id").asText();
      assertThat(delivered.reference().type()).isEqualTo("Lead");
      assertThat(delivered.reference().id()).isEqualTo(recordId);
      assertThat(delivered.reference().url()).isEqualTo(server.url() + "/" + recordId);
      assertThat(record.path("Meta_Leadgen_Id__c").asText()).isEqualTo(id);
      assertThat(record.path("Title").asText()).isEqualTo("Countess");
    }

    @ParameterizedTest
    @CsvSource({
      "HasOptedOutOfEmail, yes, true",
      "NumberOfEmployees, '1,234,567', 1234567",
      "AnnualRevenue, '$1,234,567.50', 1234567.5",
      "Birthdate__c, 'April 19, 1987', 1987-04-19",
      "Call_At__c, 2026-02-28T20:49:14+0000, 2026-02-28T20:49:14Z",
      "Best_Time__c, 6:30 pm, 18:30:00.000Z",
      "Rating__c, not_yet, C",
      "Topics__c, Prices;dates, P;D",
      "Status, Something of our own, Something of our own"
    })
    void a_value_is_stored_as_the_type_of_its_field_needs(
        String field, String value, String stored) {
      DeliveryResult delivery = deliver(setting(), person(field, value));

      assertThat(delivery).isInstanceOf(Delivered.class);
      assertThat(org.records().get(0).path(field).asText()).isEqualTo(stored);
    }

    @Test
    void a_record_is_not_sent_if_a_value_does_not_fit_its_field() {
      Map<String, JsonNode> fields = person("Rating__c", "Warm");
      fields.put("FirstName", new TextNode("A".repeat(41)));

      InvalidValues unfit = (InvalidValues) deliver(setting(), fields);

      assertThat(unfit.problems())
          .extracting(problem -> problem.field() + " must be " + problem.expected())
          .containsExactlyInAnyOrder(
              "Rating__c must be one of Hot, Not yet",
              "FirstName must be of 40 characters at most");
      assertThat(org.records()).isEmpty();
    }

    @Test
    void a_repeated_delivery_updates_the_same_record() {
      Delivered first = (Delivered) deliver(setting(), person());

      assertThat(deliver(setting(), person())).isEqualTo(first);
      assertThat(org.records()).hasSize(1);
    }

    @Test
    void a_record_is_searched_if_the_response_has_no_id() {
      answers =
          request -> {
            Response answer = SalesforceCounterpart.answer(org, request);
            return request.method().equals("PATCH") ? Response.of(204, "") : answer;
          };

      Delivered delivered = (Delivered) deliver(setting(), person());

      assertThat(delivered.reference().id()).isEqualTo(org.records().get(0).path("Id").asText());
    }

    @Test
    void a_converted_record_counts_as_the_record_of_the_lead() {
      org.add(Map.of("Meta_Leadgen_Id__c", id, "IsConverted", "true"));

      Delivered delivered = (Delivered) deliver(setting(), person());

      assertThat(delivered.reference().id()).isEqualTo(org.records().get(0).path("Id").asText());
    }

    @Test
    void an_object_that_cannot_be_seen_blocks_the_delivery() {
      Blocked blocked = (Blocked) deliver(setting().put("object", "Enquiry__c"), person());

      assertThat(blocked.message()).contains("404", "NOT_FOUND", "Enquiry__c");
    }
  }

  @Nested
  class WhenTheLeadIsRefused {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "Company||REQUIRED_FIELD_MISSING: Required fields are missing: [[Company]]; map these",
          "Email|ada.lovelace|INVALID_EMAIL_ADDRESS: Email: invalid email address: [Email]",
        })
    void a_refused_lead_is_rejected_and_the_message_has_no_answers(
        String field, String value, String words) {
      Map<String, JsonNode> fields = person(field, value == null ? "" : value);

      Rejected rejected = (Rejected) deliver(setting(), fields);

      assertThat(rejected.message()).contains("400", field).doesNotContain("lovelace");
      assertThat(rejected.message().replace("[[", "[").replace("]]", "]"))
          .contains(words.replace("[[", "[").replace("]]", "]"));
    }

    @Test
    void the_rejection_of_a_duplicate_rule_names_the_option_that_saves_the_lead() {
      org.enableDuplicateRule();
      org.add(Map.of("Email", "ada@example.org"));

      Rejected rejected = (Rejected) deliver(setting(), person("Email", "ada@example.org"));

      assertThat(rejected.message()).contains("DUPLICATES_DETECTED", "\"allowDuplicates\": true");
      assertThat(
              deliver(setting().put("allowDuplicates", true), person("Email", "ada@example.org")))
          .isInstanceOf(Delivered.class);
    }

    @Test
    void the_rejection_for_several_records_with_its_id_has_a_remedy() {
      org.add(Map.of("Meta_Leadgen_Id__c", id));
      org.add(Map.of("Meta_Leadgen_Id__c", id));

      Rejected rejected = (Rejected) deliver(setting(), person());

      assertThat(rejected.message())
          .contains("300", "select Unique for the field Meta_Leadgen_Id__c");
    }
  }

  @Nested
  class OrgFailures {

    @ParameterizedTest
    @CsvSource({
      "403, REQUEST_LIMIT_EXCEEDED, TotalRequests Limit exceeded., 3600",
      "403, REQUEST_LIMIT_EXCEEDED, ConcurrentRequests Limit exceeded., 20"
    })
    void an_org_at_its_limit_is_not_called(int status, String code, String message, long seconds) {
      org.fail(status, code, message);

      Unreachable unreachable = (Unreachable) deliver(setting(), person());

      assertThat(Duration.between(clock.instant(), unreachable.notBefore()))
          .isBetween(Duration.ofSeconds(seconds / 2), Duration.ofSeconds(seconds));
      org.clearFault();
      assertThat(deliver(setting(), person())).isInstanceOf(Delivered.class);
    }

    @ParameterizedTest
    @CsvSource({
      "400, UNABLE_TO_LOCK_ROW",
      "400, DUPLICATE_VALUE",
      "503, SERVER_UNAVAILABLE",
      "500, UNKNOWN_EXCEPTION"
    })
    void a_busy_org_is_retried(int status, String code) {
      deliver(setting(), person());
      org.fail(status, code, "unable to obtain exclusive access: Meta_Leadgen_Id__c");

      assertThat(deliver(setting(), person())).isInstanceOf(Unreachable.class);
    }

    @Test
    void a_missing_write_permission_blocks_the_delivery() {
      deliver(setting(), person());
      org.fail(400, "INSUFFICIENT_ACCESS_OR_READONLY", "insufficient access rights on object id");

      Blocked blocked = (Blocked) deliver(setting(), person());

      assertThat(blocked.message()).contains("INSUFFICIENT_ACCESS", "run-as user");
    }

    @Test
    void a_missing_field_for_the_leadgen_id_blocks_the_delivery() {
      Blocked blocked = (Blocked) deliver(setting().put("externalIdField", "Fb__c"), person());

      assertThat(blocked.message()).contains("\"Fb__c\" is not a field of Lead");
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 410})
    void an_org_that_is_off_blocks_the_delivery(int status) {
      answers = request -> Response.of(status, "{}");

      assertThat(deliver(setting(), person())).isInstanceOf(Blocked.class);
    }

    @Test
    void a_delivery_is_retried_if_the_fields_cannot_be_read_now() {
      server.setFault(Fault.FAILS, request -> request.uri().getPath().endsWith("/describe"));

      assertThat(deliver(setting(), person())).isInstanceOf(Unreachable.class);
      assertThat(org.records()).isEmpty();
    }
  }

  @Nested
  class AccessTokens {

    @Test
    void one_token_is_requested_for_many_leads() {
      deliver(setting(), person());
      deliver(setting(), person());

      assertThat(tokenRequests()).isEqualTo(1);
    }

    @Test
    void a_refused_token_is_replaced_and_the_lead_is_sent_again() {
      deliver(setting(), person());
      org.expireTokens();

      assertThat(deliver(setting(), person())).isInstanceOf(Delivered.class);
      assertThat(tokenRequests()).isEqualTo(2);
    }

    @Test
    void a_token_that_is_refused_again_is_not_requested_endlessly() {
      answers =
          request ->
              request.uri().getPath().endsWith("/token")
                  ? SalesforceCounterpart.answer(org, request)
                  : Response.of(
                      401, "[{\"errorCode\":\"INVALID_SESSION_ID\",\"message\":\"expired\"}]");

      assertThat(deliver(setting(), person())).isInstanceOf(Blocked.class);
      assertThat(tokenRequests()).isEqualTo(2);
    }

    @Test
    void a_missing_run_as_user_blocks_the_delivery_with_a_remedy() {
      org.removeRunAsUser();

      Blocked blocked = (Blocked) deliver(setting(), person());

      assertThat(blocked.message())
          .contains("no client credentials user enabled", "choose a run-as user");
    }

    @Test
    void a_refused_client_secret_is_read_again() {
      String parameter = "/leadlog/destination/" + id;
      parameters.put(parameter, "expired");
      ObjectNode setting = setting().put("clientSecret", "ssm:" + parameter);
      Blocked blocked = (Blocked) deliver(setting, person());
      assertThat(blocked.message()).contains("invalid_client", "check the clientId");
      clock.move(Duration.ofMinutes(2));

      parameters.put(parameter, CLIENT_SECRET);

      assertThat(deliver(setting, person())).isInstanceOf(Delivered.class);
    }

    @Test
    void the_token_is_not_sent_to_an_address_outside_of_salesforce() {
      org.setInstanceUrl("https://evil.example");

      Blocked blocked = (Blocked) deliver(setting(), person());

      assertThat(blocked.message()).contains("not an address of Salesforce").doesNotContain("evil");
      assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
      "https://acme.my.salesforce.com, true",
      "https://eu45.salesforce.com, true",
      "https://acme.my.salesforce.com:8443, false",
      "http://acme.my.salesforce.com, false",
      "https://acme.my.salesforce.com.evil.example, false",
      "https://evilsalesforce.com, false"
    })
    void the_token_is_sent_only_to_addresses_of_the_org(String instance, boolean sent) {
      SalesforceSetting setting =
          new SalesforceSetting(
              URI.create("https://acme.my.salesforce.com"), null, "Lead", "", false);

      assertThat(setting.isOfOrg(URI.create(instance))).isEqualTo(sent);
    }

    private long tokenRequests() {
      return server.requests().stream()
          .filter(request -> request.uri().getPath().endsWith("/token"))
          .count();
    }
  }

  @Nested
  class WhenAPageIsSaved {

    @Test
    void an_inspection_lists_the_fields_and_the_required_ones() {
      InspectionResult inspection = salesforce.inspect(destination(setting()));

      assertThat(inspection.mistakes()).isEmpty();
      assertThat(inspection.warnings()).isEmpty();
      assertThat(inspection.takesOthers()).isFalse();
      List<DestinationField> fields = inspection.fields().orElseThrow();
      assertThat(fields)
          .filteredOn(DestinationField::required)
          .extracting(DestinationField::name)
          .containsExactly("LastName", "Company");
      assertThat(fields)
          .filteredOn(DestinationField::readOnly)
          .extracting(DestinationField::name)
          .containsExactly("Id", "Name");
      assertThat(fields)
          .contains(
              new DestinationField(
                  "Rating__c",
                  "Rating",
                  "picklist",
                  false,
                  false,
                  List.of("H", "C"),
                  List.of("Hot", "Not yet"),
                  255))
          .extracting(DestinationField::name)
          .doesNotContain("Meta_Leadgen_Id__c");
    }

    @Test
    void a_field_for_the_leadgen_id_that_is_not_a_unique_external_id_is_refused() {
      assertThat(mistakes(setting().put("externalIdField", "Legacy_Id__c")))
          .singleElement()
          .asString()
          .startsWith("externalIdField: \"Legacy_Id__c\" of Lead must have External ID and Unique");
      assertThat(mistakes(setting().put("externalIdField", "Nothing__c")))
          .singleElement()
          .asString()
          .startsWith("externalIdField: \"Nothing__c\" is not a field of Lead");
    }

    @Test
    void a_missing_object_is_refused() {
      assertThat(mistakes(setting().put("object", "Led")))
          .containsExactly(
              "object: \"Led\" is not an object that the app's user can see in this org");
    }

    @Test
    void an_unavailable_org_is_a_warning() {
      InspectionResult refused =
          salesforce.inspect(destination(setting().put("clientSecret", "expired")));
      assertThat(refused.warnings())
          .singleElement()
          .asString()
          .contains("invalid_client", "its fields were not checked");
      server.stop();
      InspectionResult silent = salesforce.inspect(destination(setting()));
      assertThat(silent.warnings()).hasSize(1);
      assertThat(silent.mistakes()).isEmpty();
      assertThat(silent.fields()).isEmpty();
    }

    @Test
    void a_description_of_an_object_that_is_too_long_is_a_warning() {
      server.setFault(
          Fault.RETURNS_TOO_MUCH, request -> request.uri().getPath().endsWith("/describe"));

      assertThat(salesforce.inspect(destination(setting())).warnings())
          .singleElement()
          .asString()
          .contains("more than 1 MiB");
    }

    private List<String> mistakes(ObjectNode setting) {
      return salesforce.inspect(destination(setting)).mistakes();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|url: is missing; enter the org's My Domain address",
        "{\"url\":\"https://login.salesforce.com\",\"clientId\":\"3MVG\",\"clientSecret\":\"ssm:/leadlog/destination/a\"}|url: must be only the org's My Domain address",
        "{\"url\":\"https://acme.lightning.force.com\",\"clientId\":\"3MVG\",\"clientSecret\":\"ssm:/leadlog/destination/a\"}|url: must be only the org's My Domain address",
        "{\"url\":\"https://acme.my.salesforce.com/x\",\"clientId\":\"3MVG\",\"clientSecret\":\"ssm:/leadlog/destination/a\"}|url: must be only the org's My Domain address",
        "{\"url\":\"https://acme.my.salesforce.com\",\"clientId\":\"3MVG\"}|clientSecret: is missing",
        "{\"url\":\"https://acme.my.salesforce.com\",\"clientSecret\":\"ssm:/leadlog/destination/a\"}|clientId: is missing",
        "{\"url\":\"https://acme.my.salesforce.com\",\"clientId\":\"3MVG\",\"clientSecret\":\"secret\"}|clientSecret: must be ssm:/leadlog/destination/",
        "{\"url\":\"https://acme.my.salesforce.com\",\"clientId\":\"ssm:/leadlog/page/1\",\"clientSecret\":\"ssm:/leadlog/destination/a\"}|clientId: must name a parameter under",
        "{\"url\":\"https://acme.my.salesforce.com\",\"clientId\":\"3MVG\",\"clientSecret\":\"ssm:/leadlog/destination/a\",\"object\":\"../Lead\"}|object: must be the API name",
      })
  void the_check_of_a_setting_reports_mistakes(String setting, String mistake) {
    assertThat(check(Settings.defaults(), (ObjectNode) Json.read(setting).orElseThrow()))
        .singleElement()
        .asString()
        .startsWith(mistake);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://acme.my.salesforce.com",
        "https://acme--uat.sandbox.my.salesforce.com",
        "https://acme-dev-ed.develop.my.salesforce.com/"
      })
  void the_my_domain_address_of_an_org_is_accepted(String url) {
    ObjectNode setting = Json.object().put("url", url).put("clientId", "3MVG9x");

    assertThat(
            check(Settings.defaults(), setting.put("clientSecret", "ssm:/leadlog/destination/sf")))
        .isEmpty();
  }

  @Test
  void the_credentials_of_the_deployment_are_sent_only_to_its_own_org() {
    LeadlogSettings deployed =
        Settings.with(Map.of("leadlog.salesforce.url", "https://acme.my.salesforce.com"));

    assertThat(check(deployed, Json.object())).isEmpty();
    assertThat(check(deployed, Json.object().put("url", "https://evil.my.salesforce.com")))
        .hasSize(2);
  }

  @Test
  void no_secret_is_shown() {
    SalesforceSetting setting =
        SalesforceSetting.read(
            destination(setting()).reader(), EgressPolicyFixture.laptop(), Counterpart.LAPTOP);

    assertThat(setting.toString() + setting.credentials()).doesNotContain(CLIENT_SECRET);
    assertThat(new SalesforceAccess.Granted(server.url(), "00Dtoken").toString())
        .doesNotContain("00Dtoken");
  }

  private List<String> check(LeadlogSettings settings, ObjectNode setting) {
    return salesforce(settings).check(destination(setting));
  }

  private DeliveryResult deliver(ObjectNode setting, Map<String, JsonNode> fields) {
    return salesforce.deliver(
        new OutgoingLead(LeadLogBuilder.of(id).log(), fields, false), destination(setting));
  }

  private Salesforce salesforce(LeadlogSettings settings) {
    return new Salesforce(
        Counterpart.calls(vertx),
        EgressPolicyFixture.of(settings),
        secrets,
        settings,
        clock,
        Duration.ofSeconds(5));
  }

  private static DestinationSetting destination(ObjectNode setting) {
    return new DestinationSetting("salesforce", setting);
  }

  private ObjectNode setting() {
    return SalesforceCounterpart.setting(server);
  }

  private static Map<String, JsonNode> person(String... more) {
    Map<String, JsonNode> fields = new HashMap<>();
    fields.put("LastName", new TextNode("Lovelace"));
    fields.put("Company", new TextNode("Analytical Engines"));
    for (int i = 0; i < more.length; i += 2) {
      fields.put(more[i], new TextNode(more[i + 1]));
    }
    return fields;
  }
}
