package dev.leadlog.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlog.processing.Lease;
import dev.leadlog.settings.LeadlogSettings;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** template.yaml and the code, held against each other: nothing else notices when they part. */
class TemplateTest {

  private static final Map<String, Object> TEMPLATE = read(Path.of("../../template.yaml"));

  @Test
  void every_function_is_called_by_the_handler_that_quarkus_has_for_all() {
    String handler = "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest";
    String global = (String) map(map(TEMPLATE, "Globals"), "Function").get("Handler");

    assertThat(functions()).isNotEmpty();
    functions()
        .forEach(
            (name, function) ->
                assertThat(function.getOrDefault("Handler", global)).as(name).isEqualTo(handler));
  }

  @Test
  void every_event_function_picks_a_handler_that_there_is() {
    Set<String> named =
        Set.of(
            ProcessorHandler.class.getAnnotation(Named.class).value(),
            PollerHandler.class.getAnnotation(Named.class).value());
    functions()
        .forEach(
            (name, function) -> {
              Object picked = variables(function).get("QUARKUS_LAMBDA_HANDLER");
              if (function.get("CodeUri").toString().contains("event-lambda")) {
                assertThat(named).as(name).contains((String) picked);
              } else {
                assertThat(picked).as(name).isNull();
              }
            });
  }

  @Test
  void every_variable_of_leadlog_is_a_setting() {
    Set<String> settings = new TreeSet<>();
    environmentNames("LEADLOG", LeadlogSettings.class, settings);
    Set<String> given =
        new TreeSet<>(variables(map(map(TEMPLATE, "Globals"), "Function")).keySet());
    functions().values().forEach(function -> given.addAll(variables(function).keySet()));
    given.removeIf(variable -> !variable.startsWith("LEADLOG_"));

    assertThat(given).isNotEmpty();
    assertThat(settings).containsAll(given);
  }

  @Test
  void a_message_is_visible_again_only_after_six_times_the_time_that_its_function_has() {
    int timeout = (int) functions().get("Processor").get("Timeout");
    for (String queue : List.of("LeadQueue", "BacklogQueue")) {
      assertThat((int) properties(queue).get("VisibilityTimeout"))
          .as(queue)
          .isGreaterThanOrEqualTo(6 * timeout);
    }
  }

  @Test
  void a_claim_lasts_longer_than_the_function_that_holds_it() {
    int timeout = (int) functions().get("Processor").get("Timeout");

    assertThat(Lease.ofAClaim()).hasSeconds(timeout + 30);
  }

  @Test
  void a_message_that_fails_twenty_times_is_a_dead_letter_and_every_queue_keeps_two_weeks() {
    for (String queue : List.of("LeadQueue", "BacklogQueue")) {
      Map<String, Object> redrive = map(properties(queue), "RedrivePolicy");
      assertThat(redrive.get("maxReceiveCount")).as(queue).isEqualTo(20);
      assertThat(redrive.get("deadLetterTargetArn")).as(queue).isEqualTo("DeadLetterQueue.Arn");
    }
    for (String queue : List.of("LeadQueue", "BacklogQueue", "DeadLetterQueue")) {
      assertThat(properties(queue).get("MessageRetentionPeriod")).as(queue).isEqualTo(1_209_600);
    }
  }

  @Test
  void both_queues_report_failures_message_by_message_in_batches_of_ten_and_the_backlog_is_slow() {
    Map<String, Object> events = map(functions().get("Processor"), "Events");
    for (String source : List.of("Live", "Backlog")) {
      Map<String, Object> queue = map(map(events, source), "Properties");
      assertThat(queue.get("FunctionResponseTypes"))
          .as(source)
          .isEqualTo(List.of("ReportBatchItemFailures"));
      assertThat(queue.get("BatchSize")).as(source).isEqualTo(10);
      assertThat(queue).as(source).doesNotContainKey("MaximumBatchingWindowInSeconds");
    }
    assertThat(map(map(map(events, "Backlog"), "Properties"), "ScalingConfig"))
        .containsEntry("MaximumConcurrency", 2);
    assertThat(functions().get("Processor")).containsEntry("RecursiveLoop", "Allow");
  }

  @Test
  void the_schedule_says_a_task_that_the_poller_knows() {
    Map<String, Object> sweep = map(map(functions().get("Poller"), "Events"), "SweepEvery");

    assertThat(map(sweep, "Properties")).containsEntry("Input", "{\"task\":\"sweep\"}");
  }

  @Test
  void only_the_webhook_is_open() {
    Map<String, Object> auth = map(properties("HttpApi"), "Auth");
    assertThat(auth)
        .containsKey("DefaultAuthorizer")
        .doesNotContainEntry("DefaultAuthorizer", "NONE");
    functions()
        .forEach(
            (name, function) ->
                httpEvents(function)
                    .forEach(
                        (event, http) -> {
                          boolean open = "NONE".equals(map(http, "Auth").get("Authorizer"));
                          assertThat(open).as(event).isEqualTo("/webhook".equals(http.get("Path")));
                          assertThat("Webhook".equals(name)).as(event).isEqualTo(open);
                        }));
    assertThat(httpEvents(functions().get("Api"))).isNotEmpty();
  }

  @Test
  void the_public_function_can_do_nothing_but_record() {
    assertThat(actions(functions().get("Webhook")))
        .containsExactlyInAnyOrder(
            "dynamodb:PutItem", "dynamodb:PartiQLInsert", "sqs:SendMessage", "ssm:GetParameters");
    assertThat(variables(functions().get("Webhook"))).doesNotContainKey("LEADLOG_TABLES_LEADS");
  }

  @Test
  void no_function_may_do_everything_with_anything() {
    functions()
        .forEach(
            (name, function) ->
                assertThat(actions(function)).as(name).noneMatch(action -> action.contains("*")));
  }

  @Test
  void the_indexes_of_the_log_hold_twenty_columns_at_most_and_no_payload() {
    List<Map<String, Object>> indexes = maps(properties("LeadLogs").get("GlobalSecondaryIndexes"));
    assertThat(indexes).hasSize(4);
    for (Map<String, Object> index : indexes) {
      Map<String, Object> projection = map(index, "Projection");
      assertThat(projection.get("ProjectionType")).isIn("INCLUDE", "KEYS_ONLY");
      List<?> columns = (List<?>) projection.getOrDefault("NonKeyAttributes", List.of());
      assertThat(columns).as((String) index.get("IndexName")).hasSizeLessThanOrEqualTo(20);
      assertThat(columns)
          .noneMatch(column -> column.toString().toLowerCase(Locale.ROOT).contains("payload"))
          .noneMatch(column -> Set.of("history", "problems", "unexpectedAnswer").contains(column));
    }
  }

  @Test
  void what_the_tables_hold_stays_when_the_stack_goes() {
    for (String table : List.of("LeadLogs", "PageConfigs", "Leads", "Bookkeeping")) {
      assertThat(resource(table)).as(table).containsEntry("DeletionPolicy", "Retain");
      assertThat(resource(table)).as(table).containsEntry("UpdateReplacePolicy", "Retain");
      assertThat(map(properties(table), "PointInTimeRecoverySpecification"))
          .as(table)
          .containsEntry("PointInTimeRecoveryEnabled", true);
    }
  }

  private static void environmentNames(String prefix, Class<?> group, Set<String> names) {
    for (Method setting : group.getMethods()) {
      String name =
          prefix + "_" + setting.getName().replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
      if (setting.getReturnType().isInterface() && setting.getReturnType().isMemberClass()) {
        environmentNames(name, setting.getReturnType(), names);
      } else {
        names.add(name);
      }
    }
  }

  private static Map<String, Map<String, Object>> functions() {
    Map<String, Map<String, Object>> functions = new LinkedHashMap<>();
    map(TEMPLATE, "Resources")
        .forEach(
            (name, resource) -> {
              if ("AWS::Serverless::Function".equals(map(resource).get("Type"))) {
                functions.put(name, map(map(resource), "Properties"));
              }
            });
    return functions;
  }

  private static Map<String, Map<String, Object>> httpEvents(Map<String, Object> function) {
    Map<String, Map<String, Object>> events = new LinkedHashMap<>();
    map(function, "Events")
        .forEach(
            (name, event) -> {
              if ("HttpApi".equals(map(event).get("Type"))) {
                events.put(name, map(map(event), "Properties"));
              }
            });
    return events;
  }

  private static Set<String> actions(Map<String, Object> function) {
    Set<String> actions = new TreeSet<>();
    for (Map<String, Object> policy : maps(function.get("Policies"))) {
      for (Map<String, Object> statement : maps(policy.get("Statement"))) {
        Object action = statement.get("Action");
        (action instanceof List<?> list ? list : List.of(action))
            .forEach(one -> actions.add(one.toString()));
      }
    }
    return actions;
  }

  private static Map<String, Object> variables(Map<String, Object> function) {
    return map(map(function, "Environment"), "Variables");
  }

  private static Map<String, Object> resource(String name) {
    return map(map(TEMPLATE, "Resources"), name);
  }

  private static Map<String, Object> properties(String name) {
    return map(resource(name), "Properties");
  }

  private static Map<String, Object> map(Map<String, Object> of, String key) {
    return map(of.getOrDefault(key, Map.of()));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> maps(Object value) {
    return value == null ? List.of() : (List<Map<String, Object>>) value;
  }

  private static Map<String, Object> read(Path template) {
    try (Reader reader = Files.newBufferedReader(template)) {
      return new Yaml(new PlainIntrinsics()).load(reader);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Reads {@code !Ref}, {@code !GetAtt}, {@code !Sub} as their argument. */
  private static final class PlainIntrinsics extends SafeConstructor {
    PlainIntrinsics() {
      super(new LoaderOptions());
      yamlMultiConstructors.put(
          "!",
          new AbstractConstruct() {
            @Override
            public Object construct(Node node) {
              if (node instanceof ScalarNode scalar) {
                return scalar.getValue();
              }
              return node instanceof SequenceNode sequence
                  ? constructSequence(sequence)
                  : constructMapping((MappingNode) node);
            }
          });
    }
  }
}
