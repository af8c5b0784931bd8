package dev.leadlog.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.Rectangle;
import org.openqa.selenium.WebElement;

/** Tests the list of leads: filters in the URL, selection, jobs. */
class LeadLogViewTest extends ConsoleTest {

  @Test
  void filters_apply_at_once_and_are_in_the_url() {
    show("/leads");
    browser.choose("Status", "Processed");

    browser.await(
        "the filter in the address",
        () -> browser.driver().getCurrentUrl().endsWith("#/leads?status=Processed"));
    browser.await("only processed leads", () -> showsOnly("Processed"));

    browser.choose("Source", "Webhook");
    browser.await(
        "both filters", () -> browser.driver().getCurrentUrl().contains("source=Webhook"));
    browser.driver().navigate().back();
    browser.await(
        "one filter again",
        () -> browser.driver().getCurrentUrl().endsWith("#/leads?status=Processed"));
    assertThat(browser.field("Status").getAttribute("value")).isEqualTo("Processed");
    assertThat(browser.field("Source").getAttribute("value")).isEmpty();
  }

  @Test
  void new_leads_are_announced_without_moving_the_list() {
    show("/leads");
    browser.awaitText("Lead log");
    awaitLeadRows();
    String first = firstId();

    String arrived =
        product()
            .lead(Product.FORM, "{\"full_name\":\"Late Comer\",\"email\":\"late@example.org\"}");
    browser.await("the announcement", () -> browser.has("1 new lead"));
    assertThat(firstId()).isEqualTo(first);

    browser.press("1 new lead");
    browser.await("the new lead on top", () -> firstId().equals(arrived));
  }

  @Test
  void a_job_processes_the_selected_leads_after_a_confirmation() {
    product().saveForm(CorrectionTest.FORM);
    String lead = product().lead(Product.CALLBACK_FORM, "{\"full_name\":\"No Number\"}");
    product().awaitStatus(lead, "Error");
    show("/leads?status=Error");
    browser.await("the lead", () -> browser.text().contains(lead));

    browser.field("Select lead " + lead).click();
    browser.awaitText("1 lead selected");
    browser.press("Process leads");
    browser.awaitText("1 lead will be processed.");
    browser.press("Process leads");

    browser.awaitText("1 found, 1 will be processed, 0 skipped");
    browser.awaitText("Done");
  }

  @Test
  void selected_leads_are_marked_as_loss_and_the_others_are_named_with_the_cause() {
    product().saveForm(CorrectionTest.FORM);
    String failed = product().lead(Product.CALLBACK_FORM, "{\"full_name\":\"Wrong Number\"}");
    product().awaitStatus(failed, "Error");
    String processed =
        product().lead(Product.FORM, "{\"full_name\":\"A\",\"email\":\"a@example.org\"}");
    product().awaitStatus(processed, "Processed");
    show("/leads");
    browser.await("the leads", () -> browser.text().contains(processed));

    browser.tick("Select lead " + failed);
    browser.tick("Select lead " + processed);
    browser.awaitText("2 leads selected");
    browser.press("Mark as loss");
    browser.awaitText("1 lead will be marked as loss.");
    browser.awaitText("1 lead is skipped and does not change.");
    browser.type("Why? The note is kept in the history.", "not a person");
    browser.press("Mark as loss");

    browser.awaitText("2 found, 1 marked as loss, 1 skipped");
    browser.press("1 skipped");
    browser.awaitText(
        "the lead is Processed; this action needs a lead that is Unconfigured, Disabled or Error");
    assertThat(product().awaitStatus(failed, "Loss").toString()).contains("not a person");
    browser.press("The job has ended: load the list again");
    browser.await(
        "the new status",
        () ->
            browser
                .driver()
                .findElement(By.xpath("//tr[td/a[text()='" + failed + "']]"))
                .getText()
                .contains("Loss"));
  }

  @Test
  void an_action_that_no_selected_lead_allows_is_explained() {
    String lead = product().lead(Product.FORM, "{\"full_name\":\"A\",\"email\":\"a@example.org\"}");
    product().awaitStatus(lead, "Processed");
    show("/leads?status=Processed");
    browser.await("the lead", () -> browser.text().contains(lead));

    browser.tick("Select lead " + lead);
    browser.press("Mark as loss");

    browser.awaitText("None of these leads can be marked.");
    browser.press("Close");
  }

  @Test
  void selected_leads_are_exported() {
    show("/leads");
    awaitLeadRows();
    String lead = firstId();

    browser.tick("Select lead " + lead);
    browser.press("Export");
    browser.awaitText("1 lead will be written to a CSV file.");
    browser.press("Export");

    browser.awaitText("Download the file");
    String file = product().text(browser.control("Download the file").getAttribute("href"));
    assertThat(file.lines()).hasSize(2);
    assertThat(file).contains("l:" + lead);
  }

  @Test
  void a_saved_view_can_be_opened_and_removed() {
    show("/leads?status=Loss");
    browser.press("Save view");
    browser.type("Name of the view", "Given up");
    browser.press("Save");

    show("/leads");
    browser.press("Given up");
    browser.await("its filter", () -> browser.driver().getCurrentUrl().endsWith("?status=Loss"));
    browser.press("Remove the view Given up");
    browser.await("it is gone", () -> !browser.has("Given up"));
  }

  @Test
  void chosen_columns_are_shown_and_kept() {
    show("/leads");
    awaitLeadRows();
    browser.press("Columns");
    browser.tick("Created");
    browser.tick("Source");
    browser.press("Save");

    browser.await("the new column", () -> headings().contains("Created"));
    assertThat(headings()).doesNotContain("Source");
    show("/leads?status=Processed");
    awaitLeadRows();
    assertThat(headings()).contains("Created").doesNotContain("Source");
    browser.run("localStorage.removeItem('leadlog.columns')");
  }

  @Test
  void on_a_phone_the_status_of_each_lead_is_in_sight_and_the_filters_are_folded() {
    size(Browser.NARROW);
    show("/leads");
    awaitLeadRows();

    Rectangle status = browser.driver().findElement(By.cssSelector("table.leads .badge")).getRect();
    assertThat(status.getX() + status.getWidth()).isLessThan(Browser.NARROW.getWidth());
    assertThat(browser.driver().findElement(By.name("status")).isDisplayed()).isFalse();
    browser.press("Filters");
    browser.choose("Status", "Processed");
    browser.await("only processed leads", () -> showsOnly("Processed"));
    assertThat(browser.has("Filters: 1 set")).isTrue();
  }

  @Test
  void a_name_in_the_search_is_refused_with_a_hint() {
    show("/leads");
    awaitLeadRows();

    browser.type("Find a leadgen ID", "Vera Lind");
    browser.keys(Keys.ENTER);

    assertThat(browser.field("Find a leadgen ID").getAttribute("value")).isEqualTo("Vera Lind");
    assertThat(browser.driver().getCurrentUrl()).endsWith("#/leads");
  }

  private static List<String> headings() {
    return browser.driver().findElements(By.cssSelector("table.leads th")).stream()
        .map(WebElement::getText)
        .toList();
  }

  @Test
  void the_browser_stores_no_data_of_leads() {
    show("/leads");
    awaitLeadRows();
    show("/leads/" + firstIdOf("/leads"));
    browser.awaitText("History");

    String kept =
        String.valueOf(browser.run("return JSON.stringify({...localStorage, ...sessionStorage})"));
    assertThat(kept).doesNotContain("@", "Ada", "full_name");
  }

  private String firstIdOf(String route) {
    show(route);
    awaitLeadRows();
    return firstId();
  }

  private static String firstId() {
    return browser.driver().findElement(By.cssSelector("table.leads tbody tr a")).getText();
  }
}
