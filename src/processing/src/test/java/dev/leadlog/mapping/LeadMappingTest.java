package dev.leadlog.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.log.Problem;
import dev.leadlog.log.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeadMappingTest {

  private static final String LEAD =
      """
      {"id":"100200300400500600","campaign_name":"Spring campaign","campaign_id":"","vehicle":null,"is_organic":false,
       "field_data":[
        {"name":"full_name","values":["Ada Lovelace"]},
        {"name":"email","values":[]},
        {"name":"phone_number","values":[" ",""]},
        {"name":"which_colours_do_you_like","values":["red","green","blue"]},
        {"name":"आपका नाम क्या है?","values":["आदा"]},
        {"name":"ما اسمك؟","values":["آدا"]},
        {"name":"Quel est votre budget (€) ?","values":[1000.50]},
        {"name":"utm_source","values":["newsletter"]}],
       "custom_disclaimer_responses":[
        {"checkbox_key":"by_mail","is_checked":"1"},
        {"checkbox_key":"by_phone","is_checked":""},
        {"checkbox_key":"by_post","is_checked":true},
        {"checkbox_key":"by_fax","is_checked":false},
        {"checkbox_key":"full_name","is_checked":"1"}]}""";

  private static final Map<String, String> SURROUNDINGS =
      Map.of("pageName", "Acme", "campaign_name", "of the log", "campaign_id", "7");

  @Test
  void every_answer_of_a_multi_select_is_kept_in_its_order() {
    assertThat(only(field("which_colours_do_you_like"))).containsExactly("red", "green", "blue");
  }

  @ParameterizedTest
  @ValueSource(strings = {"email", "phone_number", "a_question_that_is_not_there"})
  void a_question_without_an_answer_fills_nothing(String question) {
    MappedLead mapped = map(field(question));
    assertThat(mapped.fields()).isEmpty();
    assertThat(mapped.problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"आपका नाम क्या है?, आदा", "ما اسمك؟, آدا", "Quel est votre budget (€) ?, 1000.50"})
  void a_question_in_any_script_is_matched_exactly(String question, String answer) {
    assertThat(only(field(question))).containsExactly(answer);
  }

  @Test
  void a_question_that_only_resembles_is_not_matched() {
    assertThat(map(field("Full_Name")).fields()).isEmpty();
    assertThat(map(field("full_name ")).fields()).isEmpty();
  }

  @Test
  void a_hidden_tracking_field_is_an_answer_like_others() {
    assertThat(only(field("utm_source"))).containsExactly("newsletter");
  }

  @ParameterizedTest
  @CsvSource({"by_mail, true", "by_phone, false", "by_post, true", "by_fax, false"})
  void a_disclaimers_box_is_ticked_or_not_however_meta_writes_it(String box, String ticked) {
    assertThat(only(field(box))).containsExactly(ticked);
  }

  @Test
  void an_answer_goes_before_a_disclaimer_of_the_same_name() {
    assertThat(only(field("full_name"))).containsExactly("Ada Lovelace");
  }

  @Test
  void a_constant_is_used_where_the_lead_has_no_value_and_only_there() {
    assertThat(only(field("email", "nobody@example.org"))).containsExactly("nobody@example.org");
    assertThat(only(field("full_name", "nobody"))).containsExactly("Ada Lovelace");
    assertThat(only(field(null, "Meta"))).containsExactly("Meta");
  }

  @Test
  void a_default_looks_into_the_lead_before_it_looks_around() {
    assertThat(only(field(null, "field:campaign_name"))).containsExactly("Spring campaign");
    assertThat(only(field(null, "field:utm_source"))).containsExactly("newsletter");
    assertThat(only(field(null, "field:is_organic"))).containsExactly("false");
    assertThat(only(field(null, "field:campaign_id"))).containsExactly("7");
    assertThat(only(field(null, "field:pageName"))).containsExactly("Acme");
  }

  @Test
  void a_default_can_be_a_question_with_several_answers() {
    assertThat(only(field(null, "field:which_colours_do_you_like")))
        .containsExactly("red, green, blue");
  }

  @ParameterizedTest
  @ValueSource(strings = {"field:vehicle", "field:email", "field:nowhere", "field:field_data"})
  void a_default_that_leads_nowhere_is_a_problem_and_never_written_literally(String reference) {
    MappedLead mapped = map(field(null, reference));
    assertThat(mapped.fields()).isEmpty();
    assertThat(mapped.problems())
        .containsExactly(new Problem("the_field", reference, Reason.UNRESOLVED_DEFAULT));
  }

  @Test
  void a_required_field_without_a_value_is_a_problem() {
    assertThat(map(new FieldMapping("email", "the_field", true, null)).problems())
        .containsExactly(new Problem("the_field", "required", Reason.MISSING_REQUIRED));
    assertThat(map(new FieldMapping("email", "the_field", true, "x")).problems()).isEmpty();
  }

  @Test
  void all_problems_are_found_at_once_and_none_tells_an_answer() {
    MappedLead mapped =
        map(
            new FieldMapping("full_name", "lead_name", true, null),
            new FieldMapping("email", "email_id", true, null),
            new FieldMapping("phone_number", "mobile_no", true, "field:nowhere"),
            new FieldMapping("absent", "note", true, null));
    assertThat(mapped.problems())
        .containsExactly(
            new Problem("email_id", "required", Reason.MISSING_REQUIRED),
            new Problem("mobile_no", "field:nowhere", Reason.UNRESOLVED_DEFAULT),
            new Problem("note", "required", Reason.MISSING_REQUIRED));
    assertThat(mapped.toString()).doesNotContain("Ada");
    assertThat(LeadPayload.of(LEAD).toString()).doesNotContain("Ada");
  }

  @Test
  void the_fields_come_in_the_order_of_the_mapping() {
    assertThat(
            map(
                    new FieldMapping("utm_source", "z", false, null),
                    new FieldMapping("full_name", "a", false, null),
                    new FieldMapping(null, "m", false, "Meta"))
                .fields()
                .keySet())
        .containsExactly("z", "a", "m");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "{\"field_data\":null}",
        "{\"field_data\":[null,1,\"x\",{},{\"name\":null,\"values\":null},{\"name\":\"q\",\"values\":[null,{},[]]}]}",
        "{\"field_data\":[],\"custom_disclaimer_responses\":[{},null]}"
      })
  void a_payload_of_any_shape_maps_to_nothing_and_throws_nothing(String payload) {
    MappedLead mapped =
        LeadMapping.map(
            List.of(new FieldMapping("q", "the_field", true, null)),
            LeadPayload.of(payload),
            name -> Optional.empty());
    assertThat(mapped.problems())
        .containsExactly(new Problem("the_field", "required", Reason.MISSING_REQUIRED));
  }

  private static FieldMapping field(String metaField) {
    return field(metaField, null);
  }

  private static FieldMapping field(String metaField, String defaultValue) {
    return new FieldMapping(metaField, "the_field", false, defaultValue);
  }

  private static List<String> only(FieldMapping field) {
    JsonNode value = map(field).fields().get("the_field");
    List<String> texts = new ArrayList<>();
    (value.isArray() ? value : List.of(value)).forEach(one -> texts.add(one.asText()));
    return texts;
  }

  private static MappedLead map(FieldMapping... mapping) {
    return LeadMapping.map(
        List.of(mapping),
        LeadPayload.of(LEAD),
        name -> Optional.ofNullable(SURROUNDINGS.get(name)));
  }
}
