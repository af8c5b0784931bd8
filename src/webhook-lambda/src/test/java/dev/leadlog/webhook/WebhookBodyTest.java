package dev.leadlog.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlog.log.Reason;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every signed body must be read within the function's timeout. */
class WebhookBodyTest {

  private static final Instant NOW = Instant.parse("2026-02-28T08:49:14.120Z");

  /** CPU time. The function has about half a CPU and a timeout of ten seconds. */
  private static final Duration MAX_CPU_TIME = Duration.ofSeconds(3);

  @Test
  void two_million_tiny_changes_are_read_up_to_the_limit_and_the_rest_is_one_entry() {
    WebhookBody webhookBody = read("1" + ",1".repeat(1_999_999));

    assertThat(webhookBody.announced()).hasSize(WebhookBody.MOST_MALFORMED + 1);
    assertThat(webhookBody.announced().get(WebhookBody.MOST_MALFORMED).lead().malformed().reason())
        .isEqualTo(Reason.MALFORMED_CHANGE);
  }

  @Test
  void many_leads_are_read_up_to_the_limit_and_the_rest_is_one_entry() {
    String leads =
        IntStream.range(1, 100_001)
            .mapToObj(i -> "{\"value\":{\"leadgen_id\":" + i + "}}")
            .collect(Collectors.joining(","));

    WebhookBody webhookBody = read(leads);

    assertThat(webhookBody.announced()).hasSize(WebhookBody.MOST_CHANGES + 1);
    assertThat(webhookBody.malformed()).isEqualTo(1);
  }

  @Test
  void a_thousand_leads_are_read_without_an_entry_for_the_body() {
    String leads =
        IntStream.range(1, 1_001)
            .mapToObj(i -> Meta.change(Integer.toString(i)))
            .collect(Collectors.joining(","));

    assertThat(read(leads).announced()).hasSize(1_000);
    assertThat(read(leads).malformed()).isZero();
  }

  private static WebhookBody read(String changes) {
    byte[] body =
        ("{\"object\":\"page\",\"entry\":[{\"changes\":[" + changes + "]}]}")
            .getBytes(StandardCharsets.UTF_8);
    long begin = cpuTime();
    WebhookBody webhookBody = WebhookBody.read(body, NOW);
    assertThat(Duration.ofNanos(cpuTime() - begin)).isLessThan(MAX_CPU_TIME);
    return webhookBody;
  }

  private static long cpuTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
