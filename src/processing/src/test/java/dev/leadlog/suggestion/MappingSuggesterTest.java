package dev.leadlog.suggestion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.delivery.DestinationField;
import dev.leadlog.delivery.DestinationSetting;
import dev.leadlog.delivery.DestinationsFixture;
import dev.leadlog.graph.LeadForm;
import dev.leadlog.log.FormId;
import dev.leadlog.mapping.FieldMapping;
import dev.leadlog.mapping.Fields;
import dev.leadlog.page.Mappings;
import dev.leadlog.text.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappingSuggesterTest {

  private record Row(String type, String key, String label, String field) {}

  private static final List<DestinationField> OF_A_CRM =
      List.of(
          new DestinationField("first_name", "First Name", "Data", true),
          new DestinationField("last_name", "Last Name", "Data", false),
          new DestinationField("email_id", "Email", "Data", false),
          new DestinationField("mobile_no", "Mobile No", "Data", false),
          new DestinationField("phone", "Phone", "Data", false),
          new DestinationField("custom_employer", "Organization Name", "Data", false),
          new DestinationField("territory", "Territory", "Data", true));

  @Test
  void at_least_55_of_sixty_questions_are_matched_and_none_is_wrong() {
    List<Row> rows = table();
    List<String> wrong = new ArrayList<>();
    List<String> missed = new ArrayList<>();
    for (Row row : rows) {
      String suggested = suggested(row);
      if (!suggested.isEmpty() && !suggested.equals(row.field())) {
        wrong.add(row + " → " + suggested);
      } else if (!suggested.equals(row.field())) {
        missed.add(row.toString());
      }
    }
    assertThat(rows).hasSize(60);
    assertThat(wrong).isEmpty();
    assertThat(missed).hasSizeLessThanOrEqualTo(5);
  }

  /** Questions that are similar to a known question and ask for something else. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Do you have an email?",
        "Is this your phone number?",
        "May we call your phone?",
        "How many phones do you own?",
        "Email subject",
        "Company size",
        "Which company do you prefer?",
        "City of your dreams",
        "Preferred city",
        "Name of the product",
        "Phone model",
        "Your spouse's name",
        "Name and email",
        "Genre",
        "Site",
        "Land",
        "Region",
        "State of your business",
        "Date",
        "Number",
        "¿Cuándo podemos llamarte al teléfono?",
        "Nome da mãe",
        "Quel téléphone préférez-vous ?",
        "Wie heißt Ihr Hund?",
        "आपके पिता का नाम",
        "اسم الطفل",
        ""
      })
  void a_question_that_is_only_similar_gets_no_suggestion(String label) {
    assertThat(suggested(new Row("CUSTOM", "q", label, ""))).isEmpty();
  }

  @Test
  void the_label_is_used_and_the_key_only_without_a_label() {
    assertThat(suggested(new Row("CUSTOM", "email", "Email of your friend", ""))).isEmpty();
    assertThat(suggested(new Row("CUSTOM", "phone_number", "", ""))).isEqualTo("phone_number");
    assertThat(suggested(new Row("STORE_LOOKUP", "city", "City", ""))).isEmpty();
  }

  @Test
  void the_first_question_of_a_kind_is_mapped_and_others_are_listed() {
    Suggestion suggestion =
        any()
            .suggest(
                form(
                    question("PHONE", "phone_number", "Phone number"),
                    question("CUSTOM", "whatsapp", "WhatsApp number"),
                    question("CUSTOM", "budget", "What is your budget?")),
                DestinationSetting.LEADS_TABLE,
                Map.of());
    assertThat(Json.text(suggestion.mapping()))
        .isEqualTo(
            "[{\"metaField\":\"phone_number\",\"leadField\":\"phone_number\",\"format\":[\"format_phone_number\"],\"onInvalid\":\"omit\"}]");
    assertThat(suggestion.unmapped())
        .extracting(question -> question.path("key").asText())
        .containsExactly("whatsapp", "budget");
    assertThat(suggestion.unfilled()).isEmpty();
  }

  @Test
  void a_destination_with_its_own_fields_gets_these_fields() {
    Suggestion suggestion =
        crm()
            .suggest(
                form(
                    question("FULL_NAME", "full_name", "Full name"),
                    question("EMAIL", "email", "Email"),
                    question("PHONE", "phone_number", "Phone"),
                    question("COMPANY_NAME", "company_name", "Company"),
                    question("CITY", "city", "City")),
                DestinationSetting.LEADS_TABLE,
                Map.of());
    assertThat(leadFields(suggestion.mapping()))
        .containsExactly("first_name", "last_name", "email_id", "mobile_no", "custom_employer");
    assertThat(Json.text(suggestion.mapping().get(0)))
        .isEqualTo(
            "{\"metaField\":\"full_name\",\"leadField\":\"first_name\",\"format\":[\"capitalize_name\",{\"name\":\"split_name\",\"args\":{\"part\":\"first\"}}],\"required\":true}");
    assertThat(suggestion.unmapped()).hasSize(1);
    assertThat(suggestion.unfilled()).containsExactly("territory");
  }

  @Test
  void the_fields_of_the_destination_are_listed() {
    Suggestion suggestion =
        crm().suggest(form(), DestinationSetting.LEADS_TABLE, Map.of("email", "mail"));
    assertThat(suggestion.fields()).isEqualTo(OF_A_CRM);
    assertThat(suggestion.fieldsRead()).isTrue();
  }

  @Test
  void nothing_is_suggested_for_a_destination_that_cannot_be_asked_for_its_fields() {
    Suggestion suggestion =
        new MappingSuggester(DestinationsFixture.withFields(Optional.empty()))
            .suggest(
                form(question("EMAIL", "email", "Email")),
                DestinationSetting.LEADS_TABLE,
                Map.of());
    assertThat(suggestion.mapping()).isEmpty();
    assertThat(suggestion.unmapped()).hasSize(1);
    assertThat(suggestion.fieldsRead()).isFalse();
  }

  @Test
  void a_destination_that_accepts_any_field_gets_those_of_similar_forms() {
    Suggestion suggestion =
        any()
            .suggest(
                form(
                    question("FULL_NAME", "full_name", "Full name"),
                    question("EMAIL", "email", "Email")),
                DestinationSetting.LEADS_TABLE,
                Map.of("full_name", "lead_name"));
    assertThat(leadFields(suggestion.mapping())).containsExactly("lead_name", "email");
    assertThat(suggestion.fieldsRead()).isTrue();
  }

  @Test
  void first_and_last_name_questions_fill_one_name_field() {
    MappingSuggester whole =
        suggester(List.of(new DestinationField("lead_name", "Person Name", "Data", true)));
    Suggestion suggestion =
        whole.suggest(
            form(
                question("FIRST_NAME", "first_name", "First name"),
                question("LAST_NAME", "last_name", "Last name")),
            DestinationSetting.LEADS_TABLE,
            Map.of());
    assertThat(Json.text(suggestion.mapping()))
        .isEqualTo(
            "[{\"metaField\":[\"first_name\",\"last_name\"],\"leadField\":\"lead_name\",\"format\":[\"concat\",\"capitalize_name\"],\"required\":true}]");
    assertThat(suggestion.unmapped()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "firstname lastname email phone company jobtitle zip",
    "FirstName LastName Email Phone Company Title PostalCode"
  })
  void the_usual_fields_of_hubspot_and_salesforce_are_found(String names) {
    List<DestinationField> fields =
        Stream.of(names.split(" "))
            .map(name -> new DestinationField(name, name, "string", false))
            .toList();

    Suggestion suggestion =
        suggester(fields)
            .suggest(
                form(
                    question("FULL_NAME", "name", ""),
                    question("EMAIL", "email", ""),
                    question("PHONE", "phone", ""),
                    question("COMPANY_NAME", "company", ""),
                    question("JOB_TITLE", "job", ""),
                    question("ZIP", "zip", "")),
                DestinationSetting.LEADS_TABLE,
                Map.of());

    assertThat(leadFields(suggestion.mapping())).containsExactly(names.split(" "));
    assertThat(suggestion.unmapped()).isEmpty();
  }

  /** Typical answers to each kind of question; the destination requires the name. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DOB|03/04/1987",
        "DOB|4. März 87",
        "PHONE|98765 43210",
        "PHONE|call me",
        "EMAIL|ada at example.org",
        "WORK_EMAIL|n/a",
        "GENDER|weiblich",
        "FULL_NAME|Madonna",
        "FULL_NAME|Dr. Ada Augusta King-Noel, Countess of Lovelace",
        "COUNTRY|Deutschland",
        "WEBSITE|none",
        "ZIP|03581",
      })
  void a_suggested_mapping_accepts_ordinary_answers(String type, String answer) {
    List<DestinationField> fields =
        List.of(
            new DestinationField("first_name", "First Name", "Data", true),
            new DestinationField("last_name", "Last Name", "Data", true),
            new DestinationField(
                "gender", "Gender", "Select", false, false, List.of("Male", "Female")));
    LeadForm form = form(question(type, "q", ""));
    for (List<DestinationField> known : List.of(fields, List.<DestinationField>of())) {
      ArrayNode suggested =
          suggester(known).suggest(form, DestinationSetting.LEADS_TABLE, Map.of()).mapping();
      assertThat(Mappings.map(suggested, "q", answer).problems()).isEmpty();
    }
  }

  @Test
  void invalid_values_are_omitted_for_a_choice_field_but_not_for_a_required_field() {
    List<DestinationField> fields =
        List.of(
            new DestinationField("email_id", "Email", "Data", true),
            new DestinationField(
                "gender", "Gender", "Select", false, false, List.of("Male", "Female")),
            new DestinationField("city", "City", "Data", false, true, List.of()));
    Suggestion suggestion =
        suggester(fields)
            .suggest(
                form(
                    question("EMAIL", "email", ""),
                    question("GENDER", "gender", ""),
                    question("CITY", "city", "")),
                DestinationSetting.LEADS_TABLE,
                Map.of());
    assertThat(suggestion.mapping().get(0).path("required").asBoolean()).isTrue();
    assertThat(suggestion.mapping().get(0).has("onInvalid")).isFalse();
    assertThat(suggestion.mapping().get(1).path("onInvalid").asText()).isEqualTo("omit");
    assertThat(leadFields(suggestion.mapping())).containsExactly("email_id", "gender");
  }

  @Test
  void the_required_fields_that_a_mapping_does_not_fill_are_listed() {
    List<FieldMapping> mapping = List.of(Fields.of("full_name", "first_name", true, null));
    assertThat(crm().unfilled(mapping, DestinationSetting.LEADS_TABLE))
        .containsExactly("territory");
    assertThat(any().unfilled(mapping, null)).isEmpty();
  }

  private static MappingSuggester any() {
    return new MappingSuggester(DestinationsFixture.leadsTable());
  }

  private static MappingSuggester suggester(List<DestinationField> fields) {
    return fields.isEmpty()
        ? any()
        : new MappingSuggester(DestinationsFixture.withFields(Optional.of(fields)));
  }

  private static MappingSuggester crm() {
    return suggester(OF_A_CRM);
  }

  /** The suggested field; empty for none. */
  private static String suggested(Row row) {
    JsonNode mapping =
        any().suggest(form(question(row.type(), row.key(), row.label())), null, Map.of()).mapping();
    assertThat(mapping.size()).isLessThanOrEqualTo(1);
    return mapping.path(0).path("leadField").asText("");
  }

  private static List<String> leadFields(ArrayNode mapping) {
    List<String> fields = new ArrayList<>();
    mapping.forEach(entry -> fields.add(entry.path("leadField").asText()));
    return fields;
  }

  private static ObjectNode question(String type, String key, String label) {
    return Json.object().put("type", type).put("key", key).put("label", label);
  }

  private static LeadForm form(ObjectNode... questions) {
    ObjectNode json = Json.object();
    List.of(questions).forEach(json.putArray("questions")::add);
    return new LeadForm(new FormId("1"), "Spring offer", "ACTIVE", json);
  }

  private static List<Row> table() {
    try (InputStream in = MappingSuggesterTest.class.getResourceAsStream("questions.csv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.startsWith("language;"))
          .map(line -> line.split(";", -1))
          .map(cells -> new Row(cells[1], cells[2], cells[3], cells[4]))
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
