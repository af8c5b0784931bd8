package dev.leadlog.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.text.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HealthIssueNoticeTest {

  private static final int A_MESSAGE_OF_SNS = 256 * 1024;

  @Test
  void a_long_notice_names_as_many_pages_as_fit_and_their_total_number() {
    List<ObjectNode> pages = IntStream.range(0, 2_000).mapToObj(i -> page("" + i)).toList();

    String text = HealthIssueNotice.text(pages);

    assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(A_MESSAGE_OF_SNS);
    assertThat(text).startsWith("Leadlog: problems with 2000 pages").contains("Page ページ 0 (0)");
    assertThat(text).containsPattern("And 1[0-9]{3} more");
  }

  @Test
  void a_short_notice_names_every_page() {
    assertThat(HealthIssueNotice.text(List.of(page("1"), page("2"))))
        .contains("(1)", "(2)")
        .doesNotContain("more");
  }

  private static ObjectNode page(String id) {
    ObjectNode page = Json.object().put("pageId", id).put("pageName", "ページ " + id);
    page.putArray("issues")
        .addObject()
        .put("issue", "TOKEN_INVALID")
        .put("message", "語".repeat(300))
        .put("remedy", "Create a new access token.");
    return page;
  }
}
