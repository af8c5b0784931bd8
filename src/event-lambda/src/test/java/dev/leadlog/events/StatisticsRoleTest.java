package dev.leadlog.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.emulators.RuntimeApi.FunctionResponse;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.AwsCalls;
import dev.leadlog.testing.Deployment;
import dev.leadlog.text.Json;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Compares the calls of the deployed statistics function with the permissions in template.yaml. */
@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(RuntimeApi.class)
@TestProfile(StatisticsRoleTest.AsDeployed.class)
class StatisticsRoleTest {

  private static final Deployment DEPLOYED = Deployment.of("Statistics", LeadlogSettings.class);

  /** Calls that Lambda itself makes with the role. */
  private static final Set<String> OF_THE_EVENT_SOURCE =
      Set.of(
          "dynamodb:DescribeStream LeadLogs.StreamArn",
          "dynamodb:GetRecords LeadLogs.StreamArn",
          "dynamodb:GetShardIterator LeadLogs.StreamArn",
          "dynamodb:ListStreams LeadLogs/stream/*");

  /** The environment variables of the template. */
  public static class AsDeployed implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return DEPLOYED.configuration();
    }
  }

  @Test
  void the_function_counts_a_batch_once_with_no_more_than_its_role_allows() {
    AwsCalls.forget();

    FunctionResponse first = invoke(Events.file("stream"));
    FunctionResponse again = invoke(Events.file("stream"));

    assertThat(first.isError()).as(first.body()).isFalse();
    assertThat(first.body()).isEqualTo("{\"state\":{}}");
    assertThat(again.body()).isEqualTo("{\"state\":{}}");
    assertThat(number("3PWFacebook"))
        .as("5 seconds, 1 timed lead, 1 lead")
        .isEqualTo("5000000001000000001");
    Set<String> needed = new TreeSet<>(AwsCalls.recorded());
    needed.addAll(OF_THE_EVENT_SOURCE);
    assertThat(needed).isEqualTo(DEPLOYED.permissions());
    assertThat(DEPLOYED.resourcesOfTheEnvironment())
        .containsExactly("Bookkeeping", "LeadLogs", "LeadQueue");
  }

  @Test
  void an_event_without_its_shard_fails_and_names_the_setting() {
    ObjectNode event = Events.file("stream");
    event.remove("shardId");

    FunctionResponse answer = invoke(event);

    assertThat(answer.isError()).isTrue();
    assertThat(answer.body()).contains("TumblingWindowInSeconds");
  }

  @Test
  void the_last_call_of_a_window_has_no_records_and_needs_a_state() {
    ObjectNode event = Events.file("stream");
    event.putArray("Records");

    assertThat(invoke(event).body()).isEqualTo("{\"state\":{}}");
  }

  private static FunctionResponse invoke(ObjectNode event) {
    return RuntimeApi.invoke(Json.text(event), Duration.ofSeconds(60));
  }

  private static String number(String name) {
    Map<String, AttributeValue> key =
        Map.of(
            "pk", AttributeValue.fromS("stat#0#2026-02"),
            "sk", AttributeValue.fromS("2026-02-28T08"));
    return Aws.direct().getItem(r -> r.tableName("Bookkeeping").key(key)).item().get(name).n();
  }
}
