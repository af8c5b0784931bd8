package dev.leadlog.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlog.delivery.DestinationSetting;
import dev.leadlog.delivery.DestinationsFixture;
import dev.leadlog.log.FormId;
import dev.leadlog.mapping.FieldMapping;
import dev.leadlog.mapping.OnInvalid;
import dev.leadlog.text.Json;
import dev.leadlog.workbench.LeadLogBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoticeFieldsTest {

  private final NoticeFields fields = new NoticeFields(DestinationsFixture.notices());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{name}} {{form}} {{page}} {{link}}",
        "{{lead_name}}",
        "{{Your budget?}}",
        "{{your_budget?}}",
        "{phone_number}",
        "{{campaign_name}} {{leadgenId}} {{platform}} {{formName}}",
        "no field at all"
      })
  void a_text_may_use_fields_of_the_mapping_of_meta_and_of_every_lead(String text) {
    assertThat(mistakes(form("1", to("slack", text)))).isEmpty();
  }

  @Test
  void an_unknown_field_is_a_mistake_that_names_the_nearest_one() {
    assertThat(mistakes(form("1", to("slack", "{{lead_nam}}"))))
        .containsExactly(
            "forms[0].destinations[0].text: \"{{lead_nam}}\" is not a field of the lead; add it to the"
                + " mapping, or correct it: did you mean lead_name?");
  }

  @Test
  void the_subject_of_a_mail_is_checked_too() {
    NamedDestination mail =
        new NamedDestination(
            "mail",
            new DestinationSetting("email", Json.object().put("subject", "{{nothing_like_it}}")),
            null,
            true,
            "destinations[0]");

    assertThat(mistakes(form("1", mail))).singleElement().asString().contains("nothing_like_it");
  }

  @Test
  void at_least_one_form_must_have_the_field_of_a_page_notice() {
    NamedDestination channel = to("slack", "{{lead_name}} {{size}}");
    FormConfig asks =
        new FormConfig(new FormId("1"), null, List.of(), List.of(field("size", "size")));
    FormConfig asksNot = new FormConfig(new FormId("2"), null, List.of(), MAPPING);

    assertThat(fields.mistakes(page(List.of(channel), asks, asksNot))).isEmpty();
    assertThat(fields.mistakes(page(List.of(channel), asksNot))).hasSize(1);
    assertThat(fields.mistakes(page(List.of(channel)))).isEmpty();
  }

  private static final List<FieldMapping> MAPPING =
      List.of(field("full_name", "lead_name"), field("Your budget?", "budget"));

  private List<String> mistakes(FormConfig form) {
    return fields.mistakes(page(List.of(), form));
  }

  private static FormConfig form(String id, NamedDestination to) {
    return new FormConfig(new FormId(id), null, List.of(to), MAPPING);
  }

  private static PageConfig page(List<NamedDestination> to, FormConfig... forms) {
    PageConfig.Options options = new PageConfig.Options(true, true, null, false);
    return new PageConfig(
        LeadLogBuilder.PAGE, null, options, null, to, List.of(forms), 1, List.of());
  }

  private static NamedDestination to(String type, String text) {
    DestinationSetting setting =
        new DestinationSetting(
            type, Json.object().put("url", "ssm:/leadlog/destination/x").put("text", text));
    return new NamedDestination("channel", setting, null, true, "destinations[0]");
  }

  private static FieldMapping field(String question, String leadField) {
    return new FieldMapping(
        List.of(question), leadField, null, List.of(), OnInvalid.ERROR, List.of(), List.of());
  }
}
