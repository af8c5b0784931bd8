package dev.leadlog.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlog.emulators.RuntimeApi.Answer;
import dev.leadlog.log.LeadLogs;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.NewLead;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Source;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.AwsCalls;
import dev.leadlog.testing.Deployment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the poller function does as it is deployed, and what template.yaml lets it do. */
@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(RuntimeApi.class)
@TestProfile(PollerRoleTest.AsDeployed.class)
class PollerRoleTest {

  private static final Deployment DEPLOYED = Deployment.of("Poller");

  /** The environment of the template. */
  public static class AsDeployed implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      Map<String, String> configuration = new HashMap<>(DEPLOYED.configuration());
      configuration.put(
          "quarkus.lambda.handler", DEPLOYED.environment().get("QUARKUS_LAMBDA_HANDLER"));
      return configuration;
    }
  }

  @Inject LeadLogs logs;

  @Test
  void its_role_and_its_environment_are_exactly_what_it_needs() {
    Instant longAgo = Instant.now().minusSeconds(3600);
    logs.insert(
        new NewLead(
            new LeadgenId(Aws.newId()),
            new PageId(Aws.newId()),
            null,
            null,
            null,
            longAgo,
            Source.WEBHOOK,
            null,
            null,
            null));
    bury("{\"leadgenId\":\"" + Aws.newId() + "\"}");
    bury("{\"job\":\"of-nobody\"}");
    AwsCalls.forget();

    Answer answer = RuntimeApi.invoke("{\"task\":\"sweep\"}", Duration.ofSeconds(120));

    assertThat(answer.isError()).as(answer.body()).isFalse();
    assertThat(AwsCalls.recorded()).isEqualTo(DEPLOYED.permissions());
    assertThat(DEPLOYED.resourcesOfTheEnvironment())
        .containsExactly("BacklogQueue", "DeadLetterQueue", "LeadLogs", "LeadQueue");
  }

  private static void bury(String body) {
    Aws.directSqs().sendMessage(r -> r.queueUrl(Aws.queueUrl("DeadLetterQueue")).messageBody(body));
  }
}
