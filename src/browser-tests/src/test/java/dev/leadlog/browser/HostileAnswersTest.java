package dev.leadlog.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console must show any answer of a form as plain text. */
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
  void a_hostile_answer_is_shown_as_text(String answer) throws Exception {
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
