package dev.leadlog.salesforce;

import static dev.leadlog.salesforce.SalesforceCounterpart.CLIENT_ID;
import static dev.leadlog.salesforce.SalesforceCounterpart.CLIENT_SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.leadlog.delivery.Counterpart;
import dev.leadlog.delivery.DeliveryResult;
import dev.leadlog.delivery.DeliveryResult.Blocked;
import dev.leadlog.delivery.DeliveryResult.Delivered;
import dev.leadlog.delivery.DeliveryResult.InvalidValues;
import dev.leadlog.delivery.DeliveryResult.Rejected;
import dev.leadlog.delivery.DeliveryResult.Unreachable;
import dev.leadlog.delivery.DestinationField;
import dev.leadlog.delivery.DestinationSetting;
import dev.leadlog.delivery.EgressForTests;
import dev.leadlog.delivery.FaultyServer;
import dev.leadlog.delivery.FaultyServer.Fault;
import dev.leadlog.delivery.FaultyServer.Request;
import dev.leadlog.delivery.FaultyServer.Response;
import dev.leadlog.delivery.InspectionResult;
import dev.leadlog.delivery.OutgoingLead;
import dev.leadlog.settings.LeadlogSettings;
import dev.leadlog.settings.Secrets;
import dev.leadlog.simulatedsalesforce.SimulatedSalesforce;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.MovableClock;
import dev.leadlog.text.Json;
import dev.leadlog.workbench.Leads;
import dev.leadlog.workbench.Meta;
import dev.leadlog.workbench.Parameters;
import dev.leadlog.workbench.Settings;
import dev.leadlog.workbench.SomeLog;
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

  /** One for all deliveries of a test, since it keeps the token. */
  private Salesforce salesforce;

  @BeforeEach
  void startAfresh() {
    leads.startAfresh();
    org.isAt(server.url().toString());
    salesforce = salesforce(Counterpart.LAPTOP);
  }

  @Nested
  class ARecord {

    @Test
    void holds_the_fields_and_the_leadgen_id_and_is_found_by_people() {
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
    void holds_what_the_type_of_each_field_holds(String field, String value, String stored) {
      DeliveryResult delivery = deliver(setting(), person(field, value));

      assertThat(delivery).isInstanceOf(Delivered.class);
      assertThat(org.records().get(0).path(field).asText()).isEqualTo(stored);
    }

    @Test
    void with_values_that_its_fields_cannot_hold_is_not_sent() {
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
    void that_is_delivered_again_is_the_same_one() {
      Delivered first = (Delivered) deliver(setting(), person());

      assertThat(deliver(setting(), person())).isEqualTo(first);
      assertThat(org.records()).hasSize(1);
    }

    @Test
    void of_which_the_answer_says_nothing_is_looked_for() {
      answers =
          request -> {
            Response answer = SalesforceCounterpart.answer(org, request);
            return request.method().equals("PATCH") ? Response.of(204, "") : answer;
          };

      Delivered delivered = (Delivered) deliver(setting(), person());

      assertThat(delivered.reference().id()).isEqualTo(org.records().get(0).path("Id").asText());
    }

    @Test
    void that_someone_has_converted_already_is_the_leads() {
      org.add(Map.of("Meta_Leadgen_Id__c", id, "IsConverted", "true"));

      Delivered delivered = (Delivered) deliver(setting(), person());

      assertThat(delivered.reference().id()).isEqualTo(org.records().get(0).path("Id").asText());
    }

    @Test
    void of_another_object_that_cannot_be_seen_waits() {
      Blocked blocked = (Blocked) deliver(setting().put("object", "Enquiry__c"), person());

      assertThat(blocked.message()).contains("404", "NOT_FOUND", "Enquiry__c");
    }
  }

  @Nested
  class ALeadThatIsRefused {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "Company||REQUIRED_FIELD_MISSING: Required fields are missing: [[Company]]; map these",
          "Email|ada.lovelace|INVALID_EMAIL_ADDRESS: Email: invalid email address: [Email]",
        })
    void is_rejected_in_words_without_the_answers(String field, String value, String words) {
      Map<String, JsonNode> fields = person(field, value == null ? "" : value);

      Rejected rejected = (Rejected) deliver(setting(), fields);

      assertThat(rejected.message()).contains("400", field).doesNotContain("lovelace");
      assertThat(rejected.message().replace("[[", "[").replace("]]", "]"))
          .contains(words.replace("[[", "[").replace("]]", "]"));
    }

    @Test
    void by_a_duplicate_rule_says_which_option_saves_it_and_that_option_does() {
      org.warnOfDuplicates();
      org.add(Map.of("Email", "ada@example.org"));

      Rejected rejected = (Rejected) deliver(setting(), person("Email", "ada@example.org"));

      assertThat(rejected.message()).contains("DUPLICATES_DETECTED", "\"allowDuplicates\": true");
      assertThat(
              deliver(setting().put("allowDuplicates", true), person("Email", "ada@example.org")))
          .isInstanceOf(Delivered.class);
    }

    @Test
    void since_several_records_have_its_id_says_what_to_do() {
      org.add(Map.of("Meta_Leadgen_Id__c", id));
      org.add(Map.of("Meta_Leadgen_Id__c", id));

      Rejected rejected = (Rejected) deliver(setting(), person());

      assertThat(rejected.message())
          .contains("300", "select Unique for the field Meta_Leadgen_Id__c");
    }
  }

  @Nested
  class AnOrg {

    @ParameterizedTest
    @CsvSource({
      "403, REQUEST_LIMIT_EXCEEDED, TotalRequests Limit exceeded., 3600",
      "403, REQUEST_LIMIT_EXCEEDED, ConcurrentRequests Limit exceeded., 20"
    })
    void whose_limit_is_reached_is_left_alone(
        int status, String code, String message, long seconds) {
      org.fail(status, code, message);

      Unreachable unreachable = (Unreachable) deliver(setting(), person());

      assertThat(Duration.between(clock.instant(), unreachable.notBefore()))
          .isBetween(Duration.ofSeconds(seconds / 2), Duration.ofSeconds(seconds));
      org.mend();
      assertThat(deliver(setting(), person())).isInstanceOf(Delivered.class);
    }

    @ParameterizedTest
    @CsvSource({
      "400, UNABLE_TO_LOCK_ROW",
      "400, DUPLICATE_VALUE",
      "503, SERVER_UNAVAILABLE",
      "500, UNKNOWN_EXCEPTION"
    })
    void that_is_busy_is_tried_again(int status, String code) {
      deliver(setting(), person());
      org.fail(status, code, "unable to obtain exclusive access: Meta_Leadgen_Id__c");

      assertThat(deliver(setting(), person())).isInstanceOf(Unreachable.class);
    }

    @Test
    void that_does_not_let_the_user_write_is_waited_for() {
      deliver(setting(), person());
      org.fail(400, "INSUFFICIENT_ACCESS_OR_READONLY", "insufficient access rights on object id");

      Blocked blocked = (Blocked) deliver(setting(), person());

      assertThat(blocked.message()).contains("INSUFFICIENT_ACCESS", "run-as user");
    }

    @Test
    void whose_field_for_the_leadgen_id_is_missing_is_waited_for() {
      Blocked blocked = (Blocked) deliver(setting().put("externalIdField", "Fb__c"), person());

      assertThat(blocked.message()).contains("\"Fb__c\" is not a field of Lead");
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 410})
    void that_is_switched_off_is_waited_for(int status) {
      answers = request -> Response.of(status, "{}");

      assertThat(deliver(setting(), person())).isInstanceOf(Blocked.class);
    }

    @Test
    void whose_fields_cannot_be_asked_for_at_present_waits() {
      server.spoil(Fault.FAILS, request -> request.uri().getPath().endsWith("/describe"));

      assertThat(deliver(setting(), person())).isInstanceOf(Unreachable.class);
      assertThat(org.records()).isEmpty();
    }
  }

  @Nested
  class TheToken {

    @Test
    void is_asked_for_once_for_many_leads() {
      deliver(setting(), person());
      deliver(setting(), person());

      assertThat(tokenRequests()).isEqualTo(1);
    }

    @Test
    void that_is_refused_is_replaced_by_a_new_one_and_the_lead_sent_again() {
      deliver(setting(), person());
      org.expireTokens();

      assertThat(deliver(setting(), person())).isInstanceOf(Delivered.class);
      assertThat(tokenRequests()).isEqualTo(2);
    }

    @Test
    void that_is_refused_again_is_not_asked_for_without_end() {
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
    void needs_a_run_as_user_and_says_so() {
      org.loseRunAsUser();

      Blocked blocked = (Blocked) deliver(setting(), person());

      assertThat(blocked.message())
          .contains("no client credentials user enabled", "choose a run-as user");
    }

    @Test
    void needs_the_right_secret_which_is_read_again_when_it_is_refused() {
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
    void is_not_sent_to_an_address_that_is_not_salesforces() {
      org.isAt("https://evil.example");

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
    void goes_to_the_orgs_own_addresses(String instance, boolean sent) {
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
  class Saving {

    @Test
    void tells_the_fields_of_the_object_and_which_it_requires() {
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
    void refuses_a_field_for_the_leadgen_id_that_is_not_an_external_id_and_unique() {
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
    void refuses_an_object_that_is_not_there() {
      assertThat(mistakes(setting().put("object", "Led")))
          .containsExactly(
              "object: \"Led\" is not an object that the app's user can see in this org");
    }

    @Test
    void warns_of_an_org_that_cannot_be_asked() {
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
    void says_when_an_object_describes_itself_at_too_great_length() {
      server.spoil(
          Fault.ANSWERS_TOO_MUCH, request -> request.uri().getPath().endsWith("/describe"));

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
  void a_mistake_is_found_when_the_setting_is_checked(String setting, String mistake) {
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
  void an_orgs_my_domain_address_is_taken(String url) {
    ObjectNode setting = Json.object().put("url", url).put("clientId", "3MVG9x");

    assertThat(
            check(Settings.defaults(), setting.put("clientSecret", "ssm:/leadlog/destination/sf")))
        .isEmpty();
  }

  @Test
  void the_deployments_credentials_are_for_its_own_org_alone() {
    LeadlogSettings deployed =
        Settings.with(Map.of("leadlog.salesforce.url", "https://acme.my.salesforce.com"));

    assertThat(check(deployed, Json.object())).isEmpty();
    assertThat(check(deployed, Json.object().put("url", "https://evil.my.salesforce.com")))
        .hasSize(2);
  }

  @Test
  void nothing_secret_is_shown() {
    SalesforceSetting setting =
        SalesforceSetting.read(
            destination(setting()).reader(), EgressForTests.laptop(), Counterpart.LAPTOP);

    assertThat(setting.toString() + setting.credentials()).doesNotContain(CLIENT_SECRET);
    assertThat(new SalesforceAccess.Granted(server.url(), "00Dtoken").toString())
        .doesNotContain("00Dtoken");
  }

  private List<String> check(LeadlogSettings settings, ObjectNode setting) {
    return salesforce(settings).check(destination(setting));
  }

  private DeliveryResult deliver(ObjectNode setting, Map<String, JsonNode> fields) {
    return salesforce.deliver(
        new OutgoingLead(SomeLog.of(id).log(), fields, false), destination(setting));
  }

  private Salesforce salesforce(LeadlogSettings settings) {
    return new Salesforce(
        Counterpart.calls(vertx),
        EgressForTests.of(settings),
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
