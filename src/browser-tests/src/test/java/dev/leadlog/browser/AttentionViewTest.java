package dev.leadlog.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** The first page: what waits for a person. */
class AttentionViewTest extends ConsoleTest {

  @Test
  void leads_that_wait_are_grouped_by_reason_with_what_to_do() {
    show("");

    browser.awaitHeading("Attention");
    browser.awaitText("Page is not set up");
    browser.awaitText("Form is not mapped");
    assertThat(browser.text()).contains("Page is disabled", "What to do:", "1 lead");
  }

  @Test
  void a_group_leads_to_its_leads_in_the_log() {
    show("/attention");

    browser.await(
        "the group of disabled pages",
        () -> {
          browser
              .driver()
              .findElement(By.cssSelector("#group-Disabled-PAGE_DISABLED"))
              .findElement(By.xpath("../..//p[@class='count']/a"))
              .click();
          return true;
        });

    browser.awaitHeading("Lead log");
    assertThat(browser.driver().getCurrentUrl())
        .contains("status=Disabled", "reason=PAGE_DISABLED");
    browser.awaitText("End of the list: 1 lead.");
  }

  @Test
  void a_form_that_nobody_has_mapped_leads_to_the_mapping_editor() {
    show("/attention");

    browser.awaitText("Form is not mapped");
    browser.press("Map the form");

    browser.await("the mapping editor", () -> browser.driver().getCurrentUrl().contains("/forms/"));
    browser.awaitText("Map the form");
  }
}
