package dev.leadlog.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.concurrency.BoundedExecutor;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Writes metrics in CloudWatch's embedded metric format: one line of JSON per value. CloudWatch
 * reads them from Lambda's log, so no call is needed (source: Amazon CloudWatch, "Embedded metric
 * format specification"). A line must contain nothing else, so it goes to the standard output and
 * not through the logger.
 */
@Singleton
public class Metrics {

  private static final JsonMapper JSON = new JsonMapper();

  /** The maximum that the format allows. */
  private static final int VALUES_A_LINE = 100;

  /** A metric dimension. CloudWatch bills each value as a metric of its own. */
  public record Dimension(String name, String value) {

    public static Dimension source(String source) {
      return new Dimension("source", source);
    }

    public static Dimension status(String status) {
      return new Dimension("status", status);
    }

    public static Dimension reason(String reason) {
      return new Dimension("reason", reason);
    }
  }

  private final String function;
  private final boolean wanted;
  private final Clock clock;

  /**
   * @param function the deployed function's name, which Lambda sets in the environment; it
   *     separates the metrics of two deployments
   */
  Metrics(
      @ConfigProperty(name = "aws.lambda.function.name", defaultValue = "leadlog") String function,
      IntakeSettings settings,
      Clock clock) {
    this.function = function;
    this.wanted = settings.metrics();
    this.clock = clock;
  }

  /** Adds one to a count, with the dimension function only. */
  public void count(String name) {
    count(name, 1);
  }

  public void count(String name, int times) {
    count(name, times, Map.of());
  }

  /**
   * Counts with properties, by which the log can be searched. Properties are not dimensions, so
   * they create no metrics of their own.
   *
   * @param properties ids and states only
   */
  public void count(String name, int times, Map<String, String> properties) {
    if (times > 0) {
      write(name, "Count", IntNode.valueOf(times), List.of(), properties);
    }
  }

  /**
   * Counts by function, by function and the first dimension, and so on.
   *
   * @param dimensions dimensions with few values
   */
  public void count(String name, int times, List<Dimension> dimensions) {
    if (times > 0) {
      write(name, "Count", IntNode.valueOf(times), dimensions, Map.of());
    }
  }

  /** Writes durations, one value each. */
  public void seconds(String name, List<Long> seconds) {
    for (List<Long> line : BoundedExecutor.parts(seconds, VALUES_A_LINE)) {
      ArrayNode values = JSON.createArrayNode();
      line.forEach(values::add);
      write(name, "Seconds", values, List.of(), Map.of());
    }
  }

  /**
   * Writes a current value. Zero must be written too, because an alarm ends only when it gets the
   * value.
   *
   * @param unit as CloudWatch names it: {@code Seconds}, {@code Count}, {@code None}
   */
  public void gauge(String name, double value, String unit) {
    write(name, unit, DoubleNode.valueOf(value), List.of(), Map.of());
  }

  private void write(
      String name,
      String unit,
      JsonNode value,
      List<Dimension> dimensions,
      Map<String, String> properties) {
    if (wanted) {
      System.out.println(line(name, unit, value, dimensions, properties));
    }
  }

  private String line(
      String name,
      String unit,
      JsonNode value,
      List<Dimension> dimensions,
      Map<String, String> properties) {
    ObjectNode line = JSON.createObjectNode();
    ObjectNode aws = line.putObject("_aws").put("Timestamp", clock.millis());
    ObjectNode directive =
        aws.putArray("CloudWatchMetrics").addObject().put("Namespace", "Leadlog");
    ArrayNode sets = directive.putArray("Dimensions");
    for (int count = 0; count <= dimensions.size(); count++) {
      ArrayNode set = sets.addArray().add("function");
      dimensions.subList(0, count).forEach(dimension -> set.add(dimension.name()));
    }
    directive.putArray("Metrics").addObject().put("Name", name).put("Unit", unit);
    properties.forEach(line::put);
    dimensions.forEach(dimension -> line.put(dimension.name(), dimension.value()));
    return line.put("function", function).set(name, value).toString();
  }
}
