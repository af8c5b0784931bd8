package dev.leadlog.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.delivery.DestinationsFixture;
import dev.leadlog.mapping.formatting.Functions;
import dev.leadlog.mapping.steps.Argument;
import dev.leadlog.mapping.steps.MappingStep;
import dev.leadlog.mapping.validation.Validators;
import dev.leadlog.text.Json;
import dev.leadlog.workbench.Settings;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogueTest {

  private static final MappingReader MAPPINGS =
      new MappingReader(Functions.all(), Validators.all());

  private static final JsonNode CATALOGUE =
      new PageDocuments(
              new DestinationReader(DestinationsFixture.leadsTable(), MAPPINGS),
              MAPPINGS,
              Settings.defaults())
          .catalogue();

  @Test
  void a_function_has_its_arguments_with_type_default_description_and_example() {
    assertThat(named("functions", "format_phone_number"))
        .isEqualTo(
            Json.read(
                    """
                    {"name":"format_phone_number",
                     "description":"Converts a phone number to one format.",
                     "arguments":[
                      {"name":"region","type":"text","required":false,"default":null,
                       "description":"The country of numbers without a country code.",
                       "example":"IN","expected":"a country code of two capital letters such as IN"},
                      {"name":"output","type":"choice",
                       "options":["E164","INTERNATIONAL","NATIONAL","+CC-number"],
                       "required":false,"default":"E164",
                       "description":"The format of the number.","example":"INTERNATIONAL",
                       "expected":"one of E164, INTERNATIONAL, NATIONAL, +CC-number"}],
                     "makesValue":false,"validators":[]}""")
                .orElseThrow());
  }

  @Test
  void a_function_names_the_validators_that_it_adds() {
    assertThat(named("functions", "capitalize_name").path("validators"))
        .hasToString("[\"no_markup\"]");
    assertThat(named("functions", "current_date").path("makesValue").asBoolean()).isTrue();
  }

  @Test
  void a_validator_has_its_bounds() {
    assertThat(named("validators", "length").path("arguments").path(1))
        .isEqualTo(
            Json.read(
                    """
                    {"name":"max","type":"number","min":1,"max":100000,"required":false,
                     "default":100000,
                     "description":"The maximum number of characters, counted as Unicode code points.","example":140,
                     "expected":"a whole number from 1 to 100000, without quotes"}""")
                .orElseThrow());
  }

  @Test
  void every_name_that_a_document_may_use_is_listed() {
    assertThat(names("functions")).hasSameElementsAs(Functions.byName().keySet());
    assertThat(names("validators")).hasSameElementsAs(Validators.byName().keySet());
    assertThat(CATALOGUE.path("destinations").path(0).path("type").asText())
        .isEqualTo("leads-table");
  }

  @ParameterizedTest
  @MethodSource("steps")
  void a_step_has_a_description_and_valid_examples_and_defaults(MappingStep<?> step) {
    assertThat(step.description()).endsWith(".");
    for (Argument<?> argument : step.arguments()) {
      JsonNode shown = argument.json();
      assertThat(shown.path("description").asText()).as(argument.name()).endsWith(".");
      assertThat(argument.read().apply(shown.path("example"))).as(argument.name()).isPresent();
      boolean hasDefault = !shown.path("default").isNull() && !shown.path("default").isEmpty();
      if (hasDefault) {
        assertThat(argument.read().apply(shown.path("default"))).as(argument.name()).isPresent();
      }
    }
  }

  static Stream<MappingStep<?>> steps() {
    return Stream.concat(Functions.all().stream(), Validators.all().stream());
  }

  private static JsonNode named(String list, String name) {
    return entries(list)
        .filter(entry -> entry.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> names(String list) {
    return entries(list).map(entry -> entry.path("name").asText()).toList();
  }

  private static Stream<JsonNode> entries(String list) {
    return StreamSupport.stream(CATALOGUE.path(list).spliterator(), false);
  }
}
