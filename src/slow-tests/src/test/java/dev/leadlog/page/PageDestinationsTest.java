package dev.leadlog.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.frappe.FrappeTestSite;
import dev.leadlog.log.PageId;
import dev.leadlog.page.SaveResult.Refused;
import dev.leadlog.page.SaveResult.Saved;
import dev.leadlog.testing.Aws;
import dev.leadlog.text.Json;
import dev.leadlog.workbench.Leads;
import dev.leadlog.workbench.Meta;
import dev.leadlog.workbench.Pages;
import dev.leadlog.workbench.Parameters;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The mistakes and warnings about destinations when a configuration is saved. */
@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(Meta.class)
@QuarkusTestResource(FrappeTestSite.class)
class PageDestinationsTest {

  @Inject PageConfigs configs;
  @Inject Leads leads;
  @Inject Pages pages;
  @Inject Parameters parameters;

  private final PageId page = Pages.unknown();

  @BeforeEach
  void reset() {
    leads.reset();
    FrappeTestSite.server().clearFault();
    parameters.put(FrappeTestSite.PARAMETER, FrappeTestSite.TOKEN);
  }

  @Test
  void the_destination_of_a_form_replaces_that_of_its_page() {
    Saved saved = (Saved) save(document("{\"type\":\"frappe\",\"doctype\":\"Lead\"}", "lead_name"));

    assertThat(saved.warnings()).isEmpty();
    PageConfig config = configs.current(page).orElseThrow();
    assertThat(config.destinations(config.forms().get(0)).get(0).name()).isEqualTo("frappe");
  }

  @Test
  void a_required_field_of_the_destination_that_is_not_mapped_is_a_warning() {
    Saved saved = (Saved) save(document("{\"type\":\"frappe\",\"doctype\":\"Lead\"}", "email_id"));

    assertThat(saved.warnings())
        .containsExactly(
            "forms[0].mapping: the mapping does not fill \"lead_name\" (Lead Name), which the destination requires");
  }

  @Test
  void a_field_that_the_destination_does_not_have_is_a_mistake() {
    assertThat(mistakes(document("{\"type\":\"frappe\",\"doctype\":\"Lead\"}", "lead_nmae")))
        .singleElement()
        .asString()
        .startsWith(
            "forms[0].mapping[0].leadField: \"lead_nmae\" is not a field of the destination")
        .contains("lead_name");
    assertThat(configs.find(page)).isEmpty();
  }

  @Test
  void each_of_several_destinations_is_checked_against_its_own_mapping() {
    ObjectNode document = document("{\"type\":\"frappe\",\"doctype\":\"Lead\"}", "lead_name");
    ObjectNode form = (ObjectNode) document.path("forms").get(0);
    form.remove("destination");
    form.set(
        "destinations",
        Json.read(
                """
                [{"name":"crm","type":"frappe","doctype":"Lead","mapping":[
                   {"metaField":"a","leadField":"lead_nmae"}]},
                 {"name":"table","type":"leads-table"},
                 {"name":"other","type":"frappe","doctype":"Nothing"}]""")
            .orElseThrow());

    assertThat(mistakes(document))
        .anySatisfy(
            mistake ->
                assertThat(mistake).startsWith("forms[0].destinations[0].mapping[0].leadField: "))
        .anySatisfy(
            mistake ->
                assertThat(mistake).startsWith("forms[0].destinations[2].doctype: \"Nothing\""))
        .hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"metaField\":\"a\",\"leadField\":\"visits\"}|leadField: \"visits\" cannot be filled: it is read-only or a table (Table)",
        "{\"metaField\":\"a\",\"leadField\":\"score\"}|leadField: \"score\" cannot be filled: it is read-only or a table (Int)",
        "{\"leadField\":\"rank\",\"default\":\"Warm\"}|default: \"Warm\" must be one of Hot, Not yet",
        "{\"leadField\":\"rank\",\"default\":[\"field:ad_name\",\"Warm\"]}|default: \"Warm\" must be one of Hot, Not yet",
        "{\"leadField\":\"subscribed\",\"default\":\"perhaps\"}|default: \"perhaps\" must be yes or no",
        "{\"leadField\":\"birthday\",\"default\":\"03/04/1987\"}|default: \"03/04/1987\" must be a date",
        "{\"leadField\":\"age\",\"default\":\"old\",\"format\":[\"to_number\"]}|default: \"old\" must be a number",
      })
  void a_mapping_that_can_never_fit_its_field_is_a_mistake(String mapping, String mistake) {
    assertThat(mistakes(withField(mapping)))
        .singleElement()
        .asString()
        .startsWith("forms[0].mapping[0]." + mistake);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"leadField\":\"rank\",\"default\":\"not yet\"}",
        "{\"leadField\":\"subscribed\",\"default\":\"yes\"}",
        "{\"leadField\":\"age\",\"default\":\"field:age\",\"required\":false}",
        "{\"leadField\":\"rank\",\"default\":\"warm\",\"format\":[{\"name\":\"lookup\",\"args\":{\"table\":{\"warm\":\"Hot\"}}}]}"
      })
  void a_constant_that_fits_is_saved(String mapping) {
    assertThat(save(withField(mapping))).isInstanceOf(Saved.class);
  }

  private static ObjectNode withField(String mapping) {
    ObjectNode document = document("{\"type\":\"frappe\",\"doctype\":\"Lead\"}", "lead_name");
    ArrayNode fields = (ArrayNode) document.at("/forms/0/mapping");
    fields.insert(0, Json.read(mapping).orElseThrow());
    return document;
  }

  @Test
  void a_field_for_the_leadgen_id_that_is_not_unique_is_a_mistake() {
    assertThat(mistakes(document("{\"type\":\"frappe\",\"doctype\":\"Contact\"}", "first_name")))
        .singleElement()
        .asString()
        .startsWith("forms[0].destination.uniqueField: \"meta_leadgen_id\" is not unique");
  }

  @Test
  void an_unavailable_destination_is_a_warning_and_the_page_is_saved() {
    FrappeTestSite.server().fail();

    Saved saved = (Saved) save(document("{\"type\":\"frappe\",\"doctype\":\"Lead\"}", "anything"));

    assertThat(saved.warnings())
        .singleElement()
        .asString()
        .startsWith("forms[0].destination.url: 127.0.0.1 answered 503");
  }

  @Test
  void a_placeholder_of_a_body_that_no_field_fills_is_a_warning() {
    String destination =
        """
        {"type":"http","url":"%s/hook","body":{"id":"{{leadgenId}}","a":"{{lead_name}}","b":"{{phone}}"}}"""
            .formatted(FrappeTestSite.url());

    Saved saved = (Saved) save(document(destination, "lead_name"));

    assertThat(saved.warnings())
        .containsExactly(
            "forms[0].mapping: the placeholder {{phone}} of the body is not filled by the mapping, so it stays empty; valid names are lead_name");
  }

  @Test
  void mistakes_in_the_settings_are_named_with_their_path() {
    ObjectNode document = document("{\"type\":\"sns\"}", "a");
    document.putObject("destination").put("type", "http").put("url", "https://a.example#b");

    assertThat(mistakes(document))
        .containsExactlyInAnyOrder(
            "destination.url: must not contain a user name, a password or a #",
            "forms[0].destination.topicArn: is missing; enter the topic's ARN such as"
                + " arn:aws:sns:eu-central-1:123456789012:leads");
  }

  @Test
  void a_saved_configuration_is_read_although_this_function_would_refuse_it() {
    ObjectNode document =
        document("{\"type\":\"http\",\"url\":\"https://elsewhere.example\",\"secret\":\"x\"}", "a");
    pages.saveElsewhere(page, document);

    assertThat(configs.find(page).orElseThrow().config().forms()).hasSize(1);
  }

  private SaveResult save(ObjectNode document) {
    return configs.save(document, page, null);
  }

  private List<String> mistakes(ObjectNode document) {
    return ((Refused) save(document)).mistakes();
  }

  private static ObjectNode document(String destination, String leadField) {
    String document =
        """
        {"destination":{"type":"leads-table"},"forms":[{"formId":"1","destination":%s,
         "mapping":[{"metaField":"full_name","leadField":"%s"}]}]}"""
            .formatted(destination, leadField);
    return (ObjectNode) Json.read(document).orElseThrow();
  }
}
