package dev.leadlog.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.settings.Metrics.Dimension;
import dev.leadlog.text.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTest {

  private final Metrics metrics =
      new Metrics("events", SettingsOfTests.settings(Map.of()), Clock.systemUTC());

  @Test
  void a_property_of_a_count_is_not_a_dimension() {
    JsonNode line =
        Json.read(printed(() -> metrics.count("polling.found", 3, Map.of("page", "77"))))
            .orElseThrow();

    assertThat(line.path("polling.found").asInt()).isEqualTo(3);
    assertThat(line.path("page").asText()).isEqualTo("77");
    JsonNode directive = line.path("_aws").path("CloudWatchMetrics").path(0);
    assertThat(directive.path("Dimensions").toString()).isEqualTo("[[\"function\"]]");
    assertThat(directive.path("Metrics").path(0).path("Name").asText()).isEqualTo("polling.found");
  }

  @Test
  void a_count_has_one_dimension_set_more_for_each_dimension() {
    JsonNode line =
        Json.read(
                printed(
                    () ->
                        metrics.count(
                            "leads.concluded",
                            1,
                            List.of(Dimension.status("Error"), Dimension.reason("INVALID_PHONE")))))
            .orElseThrow();

    assertThat(line.path("_aws").path("CloudWatchMetrics").path(0).path("Dimensions").toString())
        .isEqualTo(
            "[[\"function\"],[\"function\",\"status\"],[\"function\",\"status\",\"reason\"]]");
    assertThat(line.path("status").asText()).isEqualTo("Error");
    assertThat(line.path("reason").asText()).isEqualTo("INVALID_PHONE");
  }

  @Test
  void a_line_holds_at_most_100_values() {
    String printed =
        printed(() -> metrics.seconds("seconds.created_to_logged", Collections.nCopies(101, 3L)));

    List<JsonNode> lines = printed.lines().map(line -> Json.read(line).orElseThrow()).toList();
    assertThat(lines)
        .extracting(line -> line.path("seconds.created_to_logged").size())
        .containsExactly(100, 1);
    assertThat(lines.get(0).path("_aws").toString()).contains("Seconds");
  }

  @Test
  void a_count_of_zero_writes_no_line() {
    assertThat(printed(() -> metrics.count("polling.found", 0, Map.of("page", "77")))).isEmpty();
  }

  private static String printed(Runnable count) {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      count.run();
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }
}
