package dev.leadlog.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.emulators.RuntimeApi.Answer;
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

/** What the importer function does as it is deployed, and what template.yaml lets it do. */
@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(RuntimeApi.class)
@TestProfile(ImporterRoleTest.AsDeployed.class)
class ImporterRoleTest {

  private static final Deployment DEPLOYED = Deployment.of("Importer");

  /** The environment of the template. */
  public static class AsDeployed implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return DEPLOYED.configuration();
    }
  }

  @Test
  void its_role_and_its_environment_are_exactly_what_it_needs() {
    String id = Aws.newId();
    AwsCalls.forget();

    JsonNode answer =
        upload(
            "incoming/march " + id + ".csv",
            "id\tform_id\tPage ID\tfull_name",
            "l:" + id + "\tf:527829666666421\t1635959142565683\tZoë",
            "l:" + Aws.newId() + "\tf:" + Aws.newId() + "\t\tZoë");

    assertThat(answer.at("/files/0/accepted").asInt()).isEqualTo(1);
    assertThat(answer.at("/files/0/rejectedCount").asInt()).isEqualTo(1);
    assertThat(Aws.item("LeadLogs", "leadgenId", id).get("history").l().get(0).m().get("by").s())
        .isEqualTo("AWS:AIDAEXAMPLE");
    assertThat(ImportBucket.text("results/march " + id + ".json")).isPresent();
    assertThat(AwsCalls.recorded()).isEqualTo(DEPLOYED.permissions());
    assertThat(DEPLOYED.resourcesOfTheEnvironment())
        .containsExactly("BacklogQueue", "Bookkeeping", "LeadLogs", "LeadQueue", "PageConfigs");
  }

  private static JsonNode upload(String key, String... lines) {
    byte[] content = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    String tag = ImportBucket.put(key, content);
    ObjectNode event = Events.file("s3");
    ((ObjectNode) event.at("/Records/0/s3/object"))
        .put("key", key.replace(' ', '+'))
        .put("eTag", tag)
        .put("size", content.length);
    Answer answer = RuntimeApi.invoke(Json.text(event), Duration.ofSeconds(900));
    assertThat(answer.isError()).as(answer.body()).isFalse();
    return Json.stored(answer.body());
  }
}
