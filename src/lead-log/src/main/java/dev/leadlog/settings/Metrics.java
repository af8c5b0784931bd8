package dev.leadlog.settings;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Counts what happened as CloudWatch embedded metrics: one line of JSON a count, which Lambda's log
 * carries to CloudWatch without a call (source: Amazon CloudWatch, "Embedded metric format
 * specification"). The line must stand alone, so it goes to the standard output and not through the
 * logger.
 */
@Singleton
public class Metrics {

  private static final JsonMapper JSON = new JsonMapper();

  private final String function;
  private final boolean wanted;
  private final Clock clock;

  Metrics(
      @ConfigProperty(name = "quarkus.application.name", defaultValue = "leadlog") String function,
      LeadlogSettings settings,
      Clock clock) {
    this.function = function;
    this.wanted = settings.metrics();
    this.clock = clock;
  }

  /** Counts one, by the function alone. */
  public void count(String name) {
    count(name, 1);
  }

  public void count(String name, int times) {
    count(name, times, Map.of());
  }

  /**
   * Counts with what belongs to it, by which the log can be searched. Properties are no dimensions:
   * CloudWatch bills each value of those as a metric of its own.
   *
   * @param properties ids and states only
   */
  public void count(String name, int times, Map<String, String> properties) {
    if (wanted && times > 0) {
      System.out.println(line(name, times, properties));
    }
  }

  /**
   * Says how much of something there is, nothing included: an alarm ends when it is told so.
   *
   * @param unit as CloudWatch names it: {@code Seconds}, {@code Count}, {@code None}
   */
  public void gauge(String name, double value, String unit) {
    if (wanted) {
      ObjectNode line = emf(name, unit);
      System.out.println(line.put(name, value));
    }
  }

  private String line(String name, int times, Map<String, String> properties) {
    ObjectNode line = emf(name, "Count");
    properties.forEach(line::put);
    return line.put(name, times).toString();
  }

  private ObjectNode emf(String name, String unit) {
    ObjectNode line = JSON.createObjectNode();
    ObjectNode aws = line.putObject("_aws").put("Timestamp", clock.millis());
    ObjectNode directive =
        aws.putArray("CloudWatchMetrics").addObject().put("Namespace", "Leadlog");
    directive.putArray("Dimensions").addArray().add("function");
    directive.putArray("Metrics").addObject().put("Name", name).put("Unit", unit);
    return line.put("function", function);
  }
}
