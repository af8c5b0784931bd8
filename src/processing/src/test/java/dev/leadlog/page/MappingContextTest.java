package dev.leadlog.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlog.workbench.LeadLogBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappingContextTest {

  @ParameterizedTest
  @CsvSource({
    "leadgenId, 100200300400500600",
    "pageId, 1635959142565683",
    "formId, 527829666666421",
    "createdTime, 2026-02-28T08:49:14.000Z",
    "receivedTime, 2026-02-28T08:49:17.000Z",
    "source, Webhook",
    "platform, Facebook",
    "organic, false",
    "test, false",
    "formName, Spring offer",
    "leadForm, Spring offer",
    "pageName, Acme"
  })
  void a_default_can_use_values_of_log_form_and_page(String name, String value) {
    assertThat(around(LeadLogBuilder.pending()).value(name)).contains(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"accessToken", "status", "errorMessage", "rawPayload", "adId", "nowhere"})
  void a_default_can_use_no_other_value(String name) {
    assertThat(around(LeadLogBuilder.pending().ad(null)).value(name)).isEmpty();
  }

  @Test
  void a_form_without_a_name_has_no_value_for_it() {
    MappingContext nameless =
        MappingContext.of(LeadLogBuilder.pending().log(), form(null), page(null));
    assertThat(nameless.value("formName")).isEmpty();
    assertThat(nameless.value("pageName")).isEmpty();
  }

  private static MappingContext around(LeadLogBuilder log) {
    return MappingContext.of(log.log(), form("Spring offer"), page("Acme"));
  }

  private static FormConfig form(String name) {
    return new FormConfig(LeadLogBuilder.FORM, name, null, List.of());
  }

  private static PageConfig page(String name) {
    return new PageConfig(
        LeadLogBuilder.PAGE,
        name,
        new PageConfig.Options(true, true, null, false),
        "the-token",
        null,
        List.of(),
        1,
        List.of());
  }
}
