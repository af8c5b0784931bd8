package dev.leadlog.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stranger types into a form is shown as text, whatever it is. */
class HostileAnswersTest extends ConsoleTest {

  private static final String TEN_THOUSAND = "x".repeat(10_000);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>document.title='hacked'</script>",
        "<img src=x onerror=\"document.title='hacked'\">",
        "مرحبا بالعالم",
        "👩‍👩‍👧‍👦 🎉",
        "TEN THOUSAND"
      })
  void an_answer_is_shown_as_the_person_gave_it(String answer) throws Exception {
    String given = answer.equals("TEN THOUSAND") ? TEN_THOUSAND : answer;
    String name = new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString(given);
    String lead = product().lead(Product.CALLBACK_FORM, "{\"full_name\":" + name + "}");
    product().awaitStatus(lead, "Error");

    show("/leads/" + lead);
    browser.awaitText("History");
    browser.awaitText(given.length() > 200 ? given.substring(0, 200) : given);

    assertThat(browser.driver().getTitle()).doesNotContain("hacked");
    size(Browser.NARROW);
    assertThat(
            ((Number)
                    browser.run("return document.documentElement.scrollWidth - window.innerWidth"))
                .longValue())
        .isLessThanOrEqualTo(0);
  }
}
