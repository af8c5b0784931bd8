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
  void what_belongs_to_a_count_is_a_property_and_no_dimension() {
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
  void a_count_is_told_by_each_of_its_dimensions_in_turn() {
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
  void a_line_holds_as_many_measurements_as_the_format_allows() {
    String printed =
        printed(() -> metrics.seconds("seconds.created_to_logged", Collections.nCopies(101, 3L)));

    List<JsonNode> lines = printed.lines().map(line -> Json.read(line).orElseThrow()).toList();
    assertThat(lines)
        .extracting(line -> line.path("seconds.created_to_logged").size())
        .containsExactly(100, 1);
    assertThat(lines.get(0).path("_aws").toString()).contains("Seconds");
  }

  @Test
  void nothing_is_not_counted() {
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
