package dev.leadlog.events;

import static dev.leadlog.emulators.Template.map;
import static dev.leadlog.emulators.Template.maps;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.emulators.Template;
import dev.leadlog.text.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Compares the alarms and the dashboard of template.yaml with the metrics of the code: an alarm on
 * a metric that nothing emits would never fire.
 */
class AlarmsTest {

  private static final Template TEMPLATE = Template.read(Path.of("../../template.yaml"));
  private static final String OURS = "Leadlog";

  /** Only the daily check emits these metrics, as often as the parameter HealthEvery says. */
  private static final Set<String> OF_THE_CHECK =
      Set.of("TokenTrouble", "TokenExpiry", "PageTrouble", "UnreadPayloads");

  @Test
  void every_alarm_notifies_the_topic_and_names_the_remedy_and_its_section() {
    assertThat(alarms()).hasSizeGreaterThan(10);
    alarms()
        .forEach(
            (name, alarm) -> {
              assertThat(alarm.get("AlarmActions")).as(name).isEqualTo(List.of("AlarmTopic"));
              assertThat(alarm).as(name).containsEntry("TreatMissingData", whatSilenceMeans(name));
              assertThat(alarm.get("AlarmDescription").toString())
                  .as(name)
                  .endsWith(" docs/runbook.md#" + name.toLowerCase(Locale.ROOT))
                  .hasSizeLessThan(1024);
            });
  }

  private static String whatSilenceMeans(String alarm) {
    boolean isSaidEveryMinute = alarm.equals("OldestDuePending");
    return OF_THE_CHECK.contains(alarm)
        ? "ignore"
        : isSaidEveryMinute ? "breaching" : "notBreaching";
  }

  @Test
  void every_alarm_uses_a_metric_that_the_code_emits() {
    String code = code();
    Set<String> unknown = new TreeSet<>();
    Stream.concat(metricsOfAlarms(), metricsOfTheDashboard())
        .filter(name -> !code.contains('"' + name + '"'))
        .forEach(unknown::add);

    assertThat(metricsOfAlarms()).contains("pending.oldest_due_seconds", "leads.concluded");
    assertThat(unknown).isEmpty();
  }

  @Test
  void every_alarm_uses_the_name_of_an_existing_function() {
    Set<String> functions = TEMPLATE.ofType("AWS::Serverless::Function").keySet();
    ofAlarms()
        .filter(metric -> OURS.equals(metric.get("Namespace")))
        .forEach(metric -> assertThat(functions).contains(function(metric)));
    metrics(dashboard())
        .filter(metric -> metric.path(0).asText().equals(OURS))
        .forEach(
            metric -> {
              assertThat(metric.path(2).asText()).isEqualTo("function");
              assertThat(functions).contains(metric.path(3).asText().replaceAll("[${}]", ""));
            });
  }

  @Test
  void every_required_alarm_exists() {
    assertThat(metricsOfAlarms())
        .contains(
            "leads.concluded",
            "pending.oldest_due_seconds",
            "health.token_issues",
            "health.token_expiry",
            "graph.token_dead",
            "graph.proof_refused",
            "destination.blocked",
            "unread.oldest_days",
            "polling.found",
            "ack.single_store",
            "signature.rejected");
    assertThat(alarms().get("RefusedRequests").toString()).contains("META_BAD_REQUEST");
    assertThat(alarms().get("DeadLetters")).containsEntry("Threshold", 0);
    assertThat(alarms().get("OldestDuePending")).containsEntry("Threshold", 900);
    assertThat(alarms().get("UnreadPayloads")).containsEntry("Threshold", 60);
    assertThat(alarms().get("RejectedSignatures"))
        .containsEntry("Threshold", 3)
        .containsEntry("Period", 300)
        .containsEntry("ComparisonOperator", "GreaterThanOrEqualToThreshold");
  }

  @Test
  void the_dashboard_is_valid_json_and_shows_every_alarm() {
    assertThat(dashboard().path("widgets")).isNotEmpty();
    String shown = dashboard().toString();
    alarms().keySet().forEach(alarm -> assertThat(shown).contains("${" + alarm + ".Arn}"));
  }

  private static Map<String, Map<String, Object>> alarms() {
    return TEMPLATE.ofType("AWS::CloudWatch::Alarm");
  }

  /** The metric of each alarm: namespace, name and dimensions. */
  private static Stream<Map<String, Object>> ofAlarms() {
    return alarms().values().stream()
        .flatMap(
            alarm ->
                alarm.containsKey("Metrics")
                    ? maps(alarm.get("Metrics")).stream()
                        .filter(metric -> metric.containsKey("MetricStat"))
                        .map(metric -> map(map(metric.get("MetricStat")).get("Metric")))
                    : Stream.of(alarm));
  }

  private static Stream<String> metricsOfAlarms() {
    return ofAlarms()
        .filter(metric -> OURS.equals(metric.get("Namespace")))
        .map(metric -> metric.get("MetricName").toString());
  }

  private static String function(Map<String, Object> metric) {
    return maps(metric.get("Dimensions")).stream()
        .filter(dimension -> "function".equals(dimension.get("Name")))
        .map(dimension -> dimension.get("Value").toString())
        .findFirst()
        .orElseThrow();
  }

  private static Stream<String> metricsOfTheDashboard() {
    return metrics(dashboard())
        .filter(metric -> metric.path(0).asText().equals(OURS))
        .map(metric -> metric.path(1).asText());
  }

  private static Stream<JsonNode> metrics(JsonNode dashboard) {
    List<JsonNode> metrics = new ArrayList<>();
    dashboard
        .path("widgets")
        .forEach(widget -> widget.path("properties").path("metrics").forEach(metrics::add));
    return metrics.stream();
  }

  private static JsonNode dashboard() {
    List<?> body =
        (List<?>)
            TEMPLATE.part("Resources", "Dashboard", "Properties", "DashboardBody").get("Fn::Sub");
    // A widget for a conditional alarm is a list: [condition, value with it, value without it].
    List<?> rolesAlarm = (List<?>) map(body.get(1)).get("RolesAlarm");
    String text = body.get(0).toString().replace("${RolesAlarm}", rolesAlarm.get(1).toString());
    return Json.read(text).orElseThrow();
  }

  /** The sources of all deployed modules. */
  private static String code() {
    try (Stream<Path> files = Files.walk(Path.of(".."))) {
      return files
          .filter(file -> file.toString().matches(".*/src/main/java/.*\\.java"))
          .map(AlarmsTest::text)
          .collect(Collectors.joining());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
