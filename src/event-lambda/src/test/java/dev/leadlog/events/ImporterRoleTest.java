package dev.leadlog.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.emulators.RuntimeApi.FunctionResponse;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.AwsCalls;
import dev.leadlog.testing.Deployment;
import dev.leadlog.testing.ImportBucket;
import dev.leadlog.text.Json;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.Message;

/** Compares the calls of the deployed importer function with the permissions in template.yaml. */
@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(RuntimeApi.class)
@TestProfile(ImporterRoleTest.AsDeployed.class)
class ImporterRoleTest {

  private static final Deployment DEPLOYED = Deployment.of("Importer", LeadlogSettings.class);
  private static final String HEADER = "Leadgen ID,Page ID,Form ID";

  /** The environment variables of the template. */
  public static class AsDeployed implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return DEPLOYED.configuration();
    }
  }

  @Test
  void the_role_and_the_environment_of_the_function_are_exactly_what_it_needs() {
    String id = Aws.newId();
    Aws.drain("JobQueue");
    AwsCalls.forget();

    JsonNode answer = upload("incoming/march " + id + ".csv", HEADER, id + ",1,2");

    String job = answer.at("/files/0/job").asText();
    assertThat(Aws.drain("JobQueue"))
        .extracting(Message::body)
        .containsExactly("{\"job\":\"" + job + "\"}");
    Map<String, AttributeValue> stored = job(job);
    assertThat(stored.get("by").s()).isEqualTo("AWS:AIDAEXAMPLE");
    assertThat(stored.get("request").s()).contains("incoming/march " + id + ".csv");
    assertThat(AwsCalls.recorded()).isEqualTo(DEPLOYED.permissions());
    assertThat(DEPLOYED.resourcesOfTheEnvironment())
        .containsExactly("Bookkeeping", "JobQueue", "LeadLogs", "LeadQueue");
  }

  @Test
  void a_duplicate_event_names_the_same_job() {
    String key = "incoming/" + Aws.newId() + ".csv";

    JsonNode first = upload(key, HEADER);
    JsonNode second = upload(key, HEADER);

    assertThat(first.at("/files/0/job").asText()).startsWith("import-");
    assertThat(second).isEqualTo(first);
  }

  private static Map<String, AttributeValue> job(String id) {
    Map<String, AttributeValue> key =
        Map.of("pk", AttributeValue.fromS("job#" + id), "sk", AttributeValue.fromS("job"));
    return Aws.direct().getItem(r -> r.tableName("Bookkeeping").key(key)).item();
  }

  private static JsonNode upload(String key, String... lines) {
    byte[] content = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    String tag = ImportBucket.put(key, content);
    ObjectNode event = Events.file("s3");
    ((ObjectNode) event.at("/Records/0/s3/object"))
        .put("key", key.replace(' ', '+'))
        .put("eTag", tag)
        .put("size", content.length);
    FunctionResponse answer = RuntimeApi.invoke(Json.text(event), Duration.ofSeconds(900));
    assertThat(answer.isError()).as(answer.body()).isFalse();
    return Json.stored(answer.body());
  }
}
