package dev.leadlog.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a person does to one lead, apart from correcting it. */
class LeadActionsTest extends ConsoleTest {

  private String lead;

  @BeforeEach
  void openALeadThatFailed() {
    product().saveForm(CorrectionTest.FORM);
    lead =
        product()
            .lead(Product.CALLBACK_FORM, "{\"full_name\":\"Paula Fern\",\"phone_number\":\"90\"}");
    product().awaitStatus(lead, "Error");
    show("/leads/" + lead);
    browser.awaitText("Invalid phone number");
  }

  @Test
  void a_lead_is_marked_as_processed_with_the_reference_of_its_record() {
    browser.press("Mark as processed");
    browser.type("Type of record, such as CRM Lead", "CRM Lead");
    browser.type("ID of the record", "CRM-LEAD-77");
    browser.type("Note (optional)", "created by phone");
    browser.press("Mark as processed");

    browser.awaitText("The lead is marked as processed.");
    JsonNode stored = product().awaitStatus(lead, "Processed");
    assertThat(stored.at("/leadDocReference/id").asText()).isEqualTo("CRM-LEAD-77");
    assertThat(browser.text()).contains("CRM-LEAD-77", "created by phone");
  }

  @Test
  void a_lead_is_marked_as_loss_with_a_note() {
    browser.press("Mark as loss");
    browser.type("Why? The note is kept in the history.", "wrong number");
    browser.press("Mark as loss");

    browser.awaitText("The lead is marked as loss.");
    product().awaitStatus(lead, "Loss");
    assertThat(browser.text()).contains("wrong number");
  }

  @Test
  void a_lead_is_erased_only_after_its_id_was_typed() {
    browser.press("Erase");
    browser.awaitText("Type “" + lead + "” to confirm");
    assertThat(browser.control("Erase").isEnabled()).isFalse();
    browser.type("Type “" + lead + "” to confirm", lead);
    browser.press("Erase");

    browser.awaitText("The personal data is erased in Leadlog");
    browser.awaitText("Personal data erased");
    JsonNode stored = product().await(lead, log -> log.hasNonNull("erasedAt"));
    assertThat(stored.path("leadPayload").isNull()).isTrue();
    assertThat(browser.text()).doesNotContain("Paula Fern");
  }

  @Test
  void a_lead_is_processed_again() {
    browser.press("Process lead again");
    browser.press("Process lead again");

    product()
        .await(lead, log -> log.path("attempts").asInt() > 1 || log.path("history").size() > 2);
    browser.awaitText("Invalid phone number");
  }
}
