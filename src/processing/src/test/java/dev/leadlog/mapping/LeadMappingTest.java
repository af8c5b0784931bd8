package dev.leadlog.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.leadlog.document.StrictReader;
import dev.leadlog.log.Reason;
import dev.leadlog.mapping.formatting.Functions;
import dev.leadlog.mapping.steps.Arguments;
import dev.leadlog.mapping.steps.MappingStep;
import dev.leadlog.mapping.validation.Validators;
import dev.leadlog.text.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeadMappingTest {

  private static final String LEAD =
      """
      {"id":"100200300400500600","platform":"ig","ad_name":"Blue ad","adset_name":"25 to 40","campaign_name":"Spring campaign","campaign_id":"","vehicle":null,"is_organic":false,
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
        {"checkbox_key":"full_name","is_checked":"1"}]}\
      """;

  private static final Map<String, String> CONTEXT =
      Map.of("pageName", "Acme", "campaign_name", "of the log", "campaign_id", "7");

  @Test
  void every_answer_of_a_multi_select_is_kept_in_its_order() {
    assertThat(only(field("which_colours_do_you_like"))).containsExactly("red", "green", "blue");
  }

  @ParameterizedTest
  @ValueSource(strings = {"email", "phone_number", "a_question_that_is_not_there"})
  void a_question_without_an_answer_fills_no_field(String question) {
    MappedLead mapped = map(field(question));
    assertThat(mapped.fields()).isEmpty();
    assertThat(mapped.problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"आपका नाम क्या है?, आदा", "ما اسمك؟, آدا", "Quel est votre budget (€) ?, 1000.50"})
  void a_question_in_any_script_is_matched_exactly(String question, String answer) {
    assertThat(only(field(question))).containsExactly(answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"full name_2", "fullname", "full_names", "full__name"})
  void a_similar_question_is_not_matched(String question) {
    assertThat(map(field(question)).fields()).isEmpty();
  }

  /** The key in the mapping, and the key at Meta. */
  @ParameterizedTest
  @CsvSource({
    "Full_Name, full_name",
    "full_name, Full Name",
    "' full_name ', full_name",
    "\"what's_your_budget?\", what\u2019s_your_budget?",
    "what\u2019s_your_budget?, \"what's_your_budget?\"",
    "what\u00b4s_up, what`s_up",
    "\u201cnew\u201d_car, \u00abnew\u00bb_car",
    "\u00fanico, u\u0301nico",
    "u\u0301nico, \u00daNICO",
    "caf\u00e9_\uff11, cafe\u0301_1",
    "25\u201340_years, 25-40_years",
    "full\u00a0name, full_name",
    "full\u200b_na\u00adme\u200e, full_name",
    "आपका_नाम, आपका नाम",
    "wie heißt du?, Wie_heißt_du?"
  })
  void a_key_in_another_spelling_is_matched(String mapped, String key) {
    assertThat(only(payload(unquoted(key), "yes"), field(unquoted(mapped)))).containsExactly("yes");
    assertThat(only(payload(unquoted(key), "yes"), field(null, "field:" + unquoted(mapped))))
        .containsExactly("yes");
  }

  private static String unquoted(String text) {
    return text.replace("\"", "");
  }

  @Test
  void an_exact_key_has_priority_over_another_spelling() {
    LeadPayload both =
        LeadPayload.of(
            """
            {"field_data":[{"name":"Age","values":["1"]},{"name":"age","values":["2"]}]}\
            """);
    assertThat(only(both, field("Age"))).containsExactly("1");
    assertThat(only(both, field("age"))).containsExactly("2");
  }

  @Test
  void a_hidden_tracking_field_is_mapped_like_an_answer() {
    assertThat(only(field("utm_source"))).containsExactly("newsletter");
  }

  @ParameterizedTest
  @CsvSource({"by_mail, true", "by_phone, false", "by_post, true", "by_fax, false"})
  void the_checkbox_of_a_disclaimer_is_read_in_each_notation_of_meta(String box, String ticked) {
    assertThat(only(field(box))).containsExactly(ticked);
  }

  @Test
  void an_answer_has_priority_over_a_disclaimer_of_the_same_name() {
    assertThat(only(field("full_name"))).containsExactly("Ada Lovelace");
  }

  @Test
  void a_constant_is_used_only_if_the_lead_has_no_value() {
    assertThat(only(field("email", "nobody@example.org"))).containsExactly("nobody@example.org");
    assertThat(only(field("full_name", "nobody"))).containsExactly("Ada Lovelace");
    assertThat(only(field(null, "Meta"))).containsExactly("Meta");
  }

  @Test
  void a_default_reads_the_lead_before_the_mapping_context() {
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
  void a_default_with_an_unknown_name_is_a_problem_and_not_the_value(String reference) {
    MappedLead mapped = map(field(null, reference));
    assertThat(mapped.fields()).isEmpty();
    assertThat(mapped.problems())
        .containsExactly(new Problem("the_field", reference, Reason.UNRESOLVED_DEFAULT));
  }

  @ParameterizedTest
  @CsvSource({
    "field:nowhere;field:campaign_name;Meta, Spring campaign",
    "field:nowhere;field:email;Meta, Meta",
    "Meta;field:campaign_name, Meta",
    "field:pageName, Acme"
  })
  void the_first_of_several_defaults_with_a_value_is_used(String defaults, String value) {
    FieldMapping field = withDefaults(null, defaults);
    assertThat(only(field)).containsExactly(value);
  }

  @Test
  void an_optional_field_is_left_out_if_its_default_has_no_value() {
    MappedLead mapped = map(withDefaults(false, "field:nowhere;field:vehicle"));
    assertThat(mapped.fields()).isEmpty();
    assertThat(mapped.problems()).isEmpty();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(booleans = true)
  void a_default_without_a_value_is_a_problem_of_any_other_field(Boolean required) {
    assertThat(map(withDefaults(required, "field:nowhere;field:vehicle")).problems())
        .containsExactly(
            new Problem("the_field", "field:nowhere, field:vehicle", Reason.UNRESOLVED_DEFAULT));
  }

  private static FieldMapping withDefaults(Boolean required, String defaults) {
    return new FieldMapping(
        List.of("email"),
        "the_field",
        required,
        List.of(defaults.split(";")),
        OnInvalid.ERROR,
        List.of(),
        List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "campaign_name, Spring campaign",
    "campaignName, Spring campaign",
    "platform, Instagram",
    "campaign_id, 7",
    "page_name, Acme",
    "utm_source, newsletter"
  })
  void a_meta_field_may_be_any_name_that_a_default_can_use(String name, String value) {
    assertThat(only(field(name))).containsExactly(value);
  }

  @Test
  void an_unanswered_question_is_not_filled_from_another_value() {
    LeadPayload lead =
        LeadPayload.of(
            "{\"platform\":\"fb\",\"field_data\":[{\"name\":\"Platform\",\"values\":[]}]}");
    assertThat(map(lead, field("platform")).fields()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"ERROR, , 1, 0", "OMIT, , 0, 1", "KEEP, 3 to 5, 0, 1"})
  void a_value_that_cannot_be_formatted_is_an_error_or_omitted_or_kept(
      OnInvalid onInvalid, String value, int problems, int toleratedProblems) {
    MappedLead mapped = map(payload("n", "3 to 5"), invalid(onInvalid, "to_number", List.of()));
    assertThat(mapped.fields().values()).extracting(JsonNode::asText).isEqualTo(listOf(value));
    assertThat(mapped.problems()).hasSize(problems);
    assertThat(mapped.toleratedProblems()).hasSize(toleratedProblems);
  }

  @ParameterizedTest
  @CsvSource({"ERROR, , 1, 0", "OMIT, , 0, 1", "KEEP, Ada@EXAMPLE, 0, 1"})
  void a_value_that_a_validator_refuses_is_an_error_or_omitted_or_kept(
      OnInvalid onInvalid, String value, int problems, int toleratedProblems) {
    MappedLead mapped =
        map(payload("n", "Ada@EXAMPLE"), invalid(onInvalid, "lower", List.of(check("email"))));
    assertThat(mapped.fields().values()).extracting(JsonNode::asText).isEqualTo(listOf(value));
    assertThat(mapped.problems()).hasSize(problems);
    assertThat(mapped.toleratedProblems()).hasSize(toleratedProblems);
  }

  @ParameterizedTest
  @EnumSource(OnInvalid.class)
  void an_invalid_phone_number_is_never_kept_as_text(OnInvalid onInvalid) {
    LeadPayload lead = payload("n", "12345");
    assertThat(map(lead, invalid(onInvalid, "format_phone_number", List.of())).fields()).isEmpty();
    assertThat(map(lead, invalid(onInvalid, "trim", List.of(check("phone")))).fields()).isEmpty();
  }

  @Test
  void a_missing_required_value_is_an_error_although_invalid_values_are_omitted() {
    MappedLead mapped = map(invalid(OnInvalid.OMIT, "trim", List.of(check("required"))));
    assertThat(mapped.problems())
        .extracting(Problem::reason)
        .containsExactly(Reason.MISSING_REQUIRED);
  }

  private static FieldMapping invalid(
      OnInvalid onInvalid, String format, List<PreparedStep<PreparedValidator>> checks) {
    return new FieldMapping(
        List.of("n"), "the_field", null, List.of(), onInvalid, List.of(format(format)), checks);
  }

  private static List<String> listOf(String value) {
    return value == null ? List.of() : List.of(value);
  }

  /** Each step multiplies the length of the text by ten. */
  @ParameterizedTest
  @EnumSource(OnInvalid.class)
  void a_value_that_formatting_makes_too_large_is_a_problem(OnInvalid onInvalid) {
    List<PreparedStep<PreparedFunction>> steps = Collections.nCopies(8, tenfold());
    FieldMapping field =
        new FieldMapping(List.of("n"), "the_field", null, List.of(), onInvalid, steps, List.of());
    MappedLead mapped = map(payload("n", "a".repeat(10)), field);
    assertThat(mapped.tooLarge()).singleElement().asString().contains("at most 64 KB");
    assertThat(mapped.traces().get(0).steps()).hasSize(4);
    assertThat(LeadMapping.leniently(List.of(field), payload("n", "a"), n -> Optional.empty()))
        .isNotNull();
  }

  @Test
  void too_many_values_of_a_field_are_a_problem() {
    FieldMapping field = steps(List.of("n"), null, format("trim"));
    String[] many = Collections.nCopies(1_000, "x").toArray(String[]::new);
    assertThat(map(payload("n", many), field).problems()).isEmpty();
    String[] more = Collections.nCopies(1_001, "x").toArray(String[]::new);
    assertThat(map(payload("n", more), field).problems()).hasSize(1);
    assertThat(map(payload("n", more), steps(List.of("n"), null, format("join"))).problems())
        .isEmpty();
  }

  @Test
  void the_total_size_of_the_fields_of_a_lead_is_limited() {
    LeadPayload large = payload("n", "ä".repeat(32_000));
    MappedLead mapped =
        map(
            large,
            Fields.of("n", "a", false, null),
            Fields.of("n", "b", false, null),
            Fields.of("n", "c", false, null),
            Fields.of(null, "d", false, "small"));
    assertThat(mapped.fields()).containsOnlyKeys("a", "b", "d");
    assertThat(mapped.problems()).extracting(Problem::field).containsExactly("c");
    assertThat(map(payload("n", "x".repeat(65_537)), field("n")).problems()).hasSize(1);
  }

  /** The results of the steps of each field are kept for the trace. */
  @Test
  void many_steps_with_large_answers_stop_before_the_memory_is_full() {
    List<PreparedStep<PreparedFunction>> steps =
        new ArrayList<>(Collections.nCopies(49, format("upper")));
    steps.add(new PreparedStep<>("none", values -> new FormatResult.Values(List.of())));
    FieldMapping field =
        new FieldMapping(
            List.of("n"), "the_field", null, List.of(), OnInvalid.ERROR, steps, List.of());
    FieldMapping[] many = Collections.nCopies(500, field).toArray(FieldMapping[]::new);

    MappedLead mapped = map(payload("n", "a".repeat(60_000)), many);

    assertThat(mapped.traces().stream().mapToLong(FieldTrace::work).sum())
        .isLessThan(2 * SizeLimits.MOST_WORK);
    assertThat(mapped.tooLarge()).hasSizeGreaterThan(400);
  }

  @Test
  void a_name_of_any_shape_is_resolved_quickly() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(2), () -> map(field(null, "field:" + "_".repeat(300_000))));
  }

  private static PreparedStep<PreparedFunction> tenfold() {
    PreparedFunction tenfold =
        PreparedFunction.ofEachText(text -> text.replace("a", "a".repeat(10)));
    return new PreparedStep<>("replace", tenfold);
  }

  @Test
  void a_required_field_without_a_value_is_a_problem() {
    assertThat(map(Fields.of("email", "the_field", true, null)).problems())
        .containsExactly(new Problem("the_field", "required", Reason.MISSING_REQUIRED));
    assertThat(map(Fields.of("email", "the_field", true, "x")).problems()).isEmpty();
  }

  @Test
  void all_problems_are_reported_together_and_none_contains_an_answer() {
    MappedLead mapped =
        map(
            Fields.of("full_name", "lead_name", true, null),
            Fields.of("email", "email_id", true, null),
            Fields.of("phone_number", "mobile_no", true, "field:nowhere"),
            Fields.of("absent", "note", true, null));
    assertThat(mapped.problems())
        .containsExactly(
            new Problem("email_id", "required", Reason.MISSING_REQUIRED),
            new Problem("mobile_no", "field:nowhere", Reason.UNRESOLVED_DEFAULT),
            new Problem("note", "required", Reason.MISSING_REQUIRED));
    assertThat(mapped.toString()).doesNotContain("Ada");
    assertThat(LeadPayload.of(LEAD).toString()).doesNotContain("Ada");
  }

  @Test
  void the_fields_have_the_order_of_the_mapping() {
    assertThat(
            map(
                    Fields.of("utm_source", "z", false, null),
                    Fields.of("full_name", "a", false, null),
                    Fields.of(null, "m", false, "Meta"))
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
  void a_payload_of_any_shape_causes_no_exception(String payload) {
    MappedLead mapped =
        LeadMapping.map(
            List.of(Fields.of("q", "the_field", true, null)),
            LeadPayload.of(payload),
            name -> Optional.empty(),
            List.of());
    assertThat(mapped.problems())
        .containsExactly(new Problem("the_field", "required", Reason.MISSING_REQUIRED));
  }

  @ParameterizedTest
  @CsvSource({
    "field:ad_name, Blue ad",
    "field:adset_name, 25 to 40",
    "field:adName, Blue ad",
    "field:platform, Instagram",
    "field:by_mail, true",
    "field:by_phone, false",
    "field:page_name, Acme",
    "field:utm_source, newsletter"
  })
  void a_default_is_found_in_any_spelling_of_its_name(String reference, String value) {
    assertThat(only(field(null, reference))).containsExactly(value);
  }

  @Test
  void several_questions_fill_one_field_in_their_order_without_gaps() {
    assertThat(only(steps(List.of("utm_source", "email", "full_name"), null)))
        .containsExactly("newsletter", "Ada Lovelace");
    assertThat(only(steps(List.of("full_name", "email", "utm_source"), null, format("join"))))
        .containsExactly("Ada Lovelace, newsletter");
  }

  @Test
  void functions_run_in_the_order_of_the_mapping() {
    assertThat(only(steps(List.of("full_name"), null, format("upper"), format("capitalize_name"))))
        .containsExactly("Ada Lovelace");
    assertThat(only(steps(List.of("full_name"), null, format("capitalize_name"), format("upper"))))
        .containsExactly("ADA LOVELACE");
  }

  /** A formatting function accepts every JSON type that Meta uses for an answer. */
  @ParameterizedTest
  @CsvSource({
    "a phone of a CSV export, format_phone_number, p:+5511987654321, +5511987654321",
    "a phone dialled abroad, format_phone_number, 0049 30 901820, +4930901820",
    "a free form date of birth, format_date, 'April 19, 1987', 1987-04-19",
    "Meta's time, format_date, 2026-02-28T08:49:14+0000, 2026-02-28",
    "a ticked box, to_boolean, 1, true",
    "an address in capitals, normalize_email, ADA@EXAMPLE.ORG, ada@example.org"
  })
  void each_shape_of_an_answer_is_formatted(
      String what, String function, String answer, String value) {
    MappedLead mapped = map(payload("q", answer), steps(List.of("q"), null, format(function)));
    assertThat(mapped.fields().get("the_field").asText()).as(what).isEqualTo(value);
  }

  @Test
  void each_of_several_answers_is_formatted_except_an_empty_one() {
    assertThat(only(steps(List.of("which_colours_do_you_like"), null, format("upper"))))
        .containsExactly("RED", "GREEN", "BLUE");
    assertThat(map(steps(List.of("email"), null, format("normalize_email"))).problems()).isEmpty();
    assertThat(only(steps(List.of("by_phone"), null, format("to_boolean"))))
        .containsExactly("false");
  }

  @Test
  void a_default_is_formatted_like_an_answer() {
    assertThat(only(steps(List.of("email"), "meta", format("upper")))).containsExactly("META");
    assertThat(only(steps(List.of(), "field:campaign_name", format("lower"))))
        .containsExactly("spring campaign");
  }

  @Test
  void a_default_replaces_an_answer_that_formatting_empties() {
    LeadPayload markup = payload("note", "<br>");
    FieldMapping field = steps(List.of("note"), "none", format("strip_html"));
    assertThat(map(markup, field).fields().get("the_field").asText()).isEqualTo("none");
  }

  @Test
  void a_default_does_not_replace_an_invalid_answer() {
    MappedLead mapped =
        map(
            payload("phone_number", "12345"),
            steps(List.of("phone_number"), "+919876543210", format("format_phone_number")));
    assertThat(mapped.fields()).isEmpty();
    assertThat(mapped.problems()).extracting(Problem::reason).containsExactly(Reason.INVALID_PHONE);
  }

  @Test
  void values_keep_their_type() {
    MappedLead mapped =
        map(
            payload("n", "1,234.50", "yes"),
            new FieldMapping(
                List.of("n"),
                "a",
                null,
                List.of(),
                OnInvalid.ERROR,
                List.of(format("to_number")),
                List.of()));
    assertThat(mapped.problems()).hasSize(1);
    assertThat(
            map(payload("n", "1,234.50"), steps(List.of("n"), null, format("to_number")))
                .fields()
                .get("the_field")
                .decimalValue())
        .isEqualByComparingTo("1234.5");
    assertThat(
            map(payload("n", "yes"), steps(List.of("n"), null, format("to_boolean")))
                .fields()
                .get("the_field")
                .isBoolean())
        .isTrue();
  }

  @Test
  void a_problem_has_rule_expectation_and_shape_but_never_the_value() {
    List<Problem> problems =
        map(
                payload("q", "<script>1234"),
                new FieldMapping(
                    List.of("q"),
                    "the_field",
                    null,
                    List.of(),
                    OnInvalid.ERROR,
                    List.of(),
                    List.of(check("no_markup"), check("email"), check("length"))))
            .problems();
    assertThat(problems)
        .containsExactly(
            new Problem(
                "the_field",
                "no_markup",
                Reason.INVALID_FORMAT,
                "text without < and >",
                "text of 12 characters with < and >"),
            new Problem(
                "the_field",
                "email",
                Reason.INVALID_EMAIL,
                "an e-mail address such as name@example.org",
                "text of 12 characters with < and >"));
    assertThat(problems.toString()).doesNotContain("script");
    assertThat(problems.get(0).message())
        .isEqualTo(
            "the_field: no_markup: must be text without < and >, and is text of 12 characters with"
                + " < and >");
  }

  @ParameterizedTest
  @CsvSource({
    "98765 43210, 10 digits",
    "+98 (765) 43-210, + and 10 digits",
    "1, 1 digit",
    "x, text of 1 character",
    "👩‍💻a@b, text of 6 characters with @"
  })
  void a_shape_reveals_only_the_kinds_of_characters(String value, String shape) {
    assertThat(RedactedValue.of(new TextNode(value))).isEqualTo(shape);
    assertThat(RedactedValue.of(JsonNodeFactory.instance.numberNode(-42)))
        .isEqualTo("a number of 2 digits");
    assertThat(RedactedValue.of(JsonNodeFactory.instance.booleanNode(true)))
        .isEqualTo("true or false");
  }

  @Test
  void a_test_lead_is_mapped_leniently_and_has_no_problems() {
    LeadPayload dummy = payload("phone_number", "<test lead: dummy data for phone_number>");
    MappedLead mapped =
        LeadMapping.leniently(
            List.of(
                steps(
                    List.of("phone_number"), null, format("format_phone_number"), format("upper")),
                Fields.of("missing", "m", true, null),
                Fields.of(null, "d", true, "field:nowhere"),
                new FieldMapping(
                    List.of("phone_number"),
                    "v",
                    null,
                    List.of(),
                    OnInvalid.ERROR,
                    List.of(),
                    List.of(check("phone")))),
            dummy,
            name -> Optional.empty());
    assertThat(mapped.problems()).isEmpty();
    assertThat(mapped.fields()).containsOnlyKeys("the_field", "v");
    assertThat(mapped.fields().get("the_field").asText())
        .isEqualTo("<TEST LEAD: DUMMY DATA FOR PHONE_NUMBER>");
  }

  @Test
  void the_hook_gets_the_mapped_fields_and_the_context_and_adds_its_problems() {
    Problem theirs = new Problem("lead", "phone_or_email", Reason.INVALID_FORMAT);
    List<String> seen = new ArrayList<>();
    LeadValidator hook =
        (fields, known) -> {
          seen.addAll(fields.keySet());
          seen.add(known.apply("campaign_name").orElseThrow());
          seen.add(known.apply("pageName").orElseThrow());
          return List.of(theirs);
        };
    MappedLead mapped =
        LeadMapping.map(
            List.of(field("full_name"), Fields.of("email", "e", true, null)),
            LeadPayload.of(LEAD),
            name -> Optional.ofNullable(CONTEXT.get(name)),
            List.of(hook));
    assertThat(seen).containsExactly("the_field", "Spring campaign", "Acme");
    assertThat(mapped.problems())
        .containsExactly(new Problem("e", "required", Reason.MISSING_REQUIRED), theirs);
  }

  @Test
  void an_exception_of_an_added_step_is_a_problem_without_its_message() {
    PreparedFunction format =
        values -> {
          throw new IllegalStateException(values.get(0).asText());
        };
    PreparedValidator check =
        values -> {
          throw new IllegalStateException(values.get(0).asText());
        };
    LeadValidator hook =
        (fields, known) -> {
          throw new IllegalStateException(fields.toString());
        };
    FieldMapping formatted = steps(List.of("full_name"), null, new PreparedStep<>("mine", format));
    FieldMapping checked =
        new FieldMapping(
            List.of("full_name"),
            "b",
            null,
            List.of(),
            OnInvalid.ERROR,
            List.of(),
            List.of(new PreparedStep<>("own", check)));

    MappedLead mapped =
        LeadMapping.map(
            List.of(formatted, checked),
            LeadPayload.of(LEAD),
            name -> Optional.empty(),
            List.of(hook));

    assertThat(mapped.problems())
        .extracting(Problem::field)
        .containsExactly("the_field", "b", "lead");
    assertThat(mapped.problems())
        .allSatisfy(
            problem ->
                assertThat(problem.toString())
                    .contains("IllegalStateException")
                    .doesNotContain("Ada"));
  }

  @Test
  void the_trace_of_a_field_shows_each_step() {
    List<FieldTrace> traces =
        LeadMapping.map(
                List.of(
                    steps(
                        List.of("full_name"), null, format("upper"), format("format_phone_number")),
                    steps(List.of("email"), "field:campaign_name", format("lower"))),
                LeadPayload.of(LEAD),
                name -> Optional.empty(),
                List.of())
            .traces();
    assertThat(traces.get(0).answers()).containsExactly(new TextNode("Ada Lovelace"));
    assertThat(traces.get(0).steps())
        .containsExactly(
            new FieldTrace.Step("upper", List.of(new TextNode("ADA LOVELACE"))),
            new FieldTrace.Step("format_phone_number", null));
    assertThat(traces.get(0).value()).isEmpty();
    assertThat(traces.get(0).problems()).hasSize(1);
    assertThat(traces.get(1).byDefault()).isTrue();
    assertThat(traces.get(1).answers()).containsExactly(new TextNode("Spring campaign"));
    assertThat(traces.get(1).value()).contains(new TextNode("spring campaign"));
    assertThat(traces.toString()).doesNotContain("Ada");
  }

  private static PreparedStep<PreparedFunction> format(String name) {
    return prepared(Functions.byName().get(name));
  }

  private static PreparedStep<PreparedValidator> check(String name) {
    return prepared(Validators.byName().get(name));
  }

  private static <T> PreparedStep<T> prepared(MappingStep<T> step) {
    return new PreparedStep<>(
        step.name(), Arguments.prepare(step, StrictReader.of(Json.object())).orElseThrow());
  }

  @SafeVarargs
  private static FieldMapping steps(
      List<String> questions, String defaultValue, PreparedStep<PreparedFunction>... formats) {
    List<String> defaults = defaultValue == null ? List.of() : List.of(defaultValue);
    return new FieldMapping(
        questions, "the_field", null, defaults, OnInvalid.ERROR, List.of(formats), List.of());
  }

  private static LeadPayload payload(String question, String... answers) {
    ObjectNode lead = Json.object();
    ObjectNode field = lead.putArray("field_data").addObject().put("name", question);
    List.of(answers).forEach(field.putArray("values")::add);
    return LeadPayload.of(Json.text(lead));
  }

  private static MappedLead map(LeadPayload payload, FieldMapping... mapping) {
    return LeadMapping.map(List.of(mapping), payload, name -> Optional.empty(), List.of());
  }

  private static FieldMapping field(String metaField) {
    return field(metaField, null);
  }

  private static FieldMapping field(String metaField, String defaultValue) {
    return Fields.of(metaField, "the_field", false, defaultValue);
  }

  private static List<String> only(FieldMapping field) {
    return only(map(field));
  }

  private static List<String> only(LeadPayload payload, FieldMapping field) {
    return only(map(payload, field));
  }

  private static List<String> only(MappedLead mapped) {
    JsonNode value = mapped.fields().get("the_field");
    List<String> texts = new ArrayList<>();
    (value.isArray() ? value : List.of(value)).forEach(one -> texts.add(one.asText()));
    return texts;
  }

  private static MappedLead map(FieldMapping... mapping) {
    return LeadMapping.map(
        List.of(mapping),
        LeadPayload.of(LEAD),
        name -> Optional.ofNullable(CONTEXT.get(name)),
        List.of());
  }
}
