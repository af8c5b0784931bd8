package dev.leadlog.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.emulators.RuntimeApi.FunctionResponse;
import dev.leadlog.lifecycle.LeadLogs;
import dev.leadlog.log.LeadIds;
import dev.leadlog.log.LeadInsert;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.NewLead;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Source;
import dev.leadlog.page.PageConfigs;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.AwsCalls;
import dev.leadlog.testing.Deployment;
import dev.leadlog.text.Json;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Compares the calls of the deployed poller function with the permissions in template.yaml. */
@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(RuntimeApi.class)
@QuarkusTestResource(GraphApi.class)
@TestProfile(PollerRoleTest.AsDeployed.class)
@Order(Deployment.FIRST)
class PollerRoleTest {

  private static final Deployment DEPLOYED = Deployment.of("Poller", LeadlogSettings.class);

  /** The environment variables of the template. */
  public static class AsDeployed implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return DEPLOYED.configuration();
    }
  }

  @Inject LeadLogs logs;
  @Inject LeadInsert insert;
  @Inject PageConfigs pages;

  @Test
  void the_role_and_the_environment_of_the_function_are_exactly_what_it_needs() {
    prepareTheSweep();
    String page = Aws.newId();
    configure(page);
    GraphApi.lead(page);
    logged(GraphApi.lead(page), page);
    String throttledPage = Aws.newId();
    configure(throttledPage);
    GraphApi.form(throttledPage, "throttled");
    AwsCalls.forget();

    run("sweep");
    run("poll");
    run("health");

    assertThat(recorded()).isEqualTo(DEPLOYED.permissions());
    assertThat(DEPLOYED.resourcesOfTheEnvironment())
        .containsExactly(
            "AlarmTopic",
            "BacklogQueue",
            "Bookkeeping",
            "DeadLetterQueue",
            "JobQueue",
            "LeadLogs",
            "LeadQueue",
            "PageConfigs");
  }

  private static Set<String> recorded() {
    return AwsCalls.recorded().stream()
        .map(call -> call.replaceFirst("/leadlog/page/.*", "/leadlog/page/*"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void run(String task) {
    FunctionResponse answer =
        RuntimeApi.invoke("{\"task\":\"" + task + "\"}", Duration.ofSeconds(120));
    assertThat(answer.isError()).as(answer.body()).isFalse();
  }

  private void configure(String page) {
    String document = "{\"accessToken\":\"ssm:/leadlog/page/" + page + "\"}";
    pages.save(Json.read(document).orElseThrow(), new PageId(page), null);
  }

  private void logged(String leadgenId, String page) {
    insert.insert(
        NewLead.of(
            new LeadIds(new LeadgenId(leadgenId), new PageId(page), null, null),
            Instant.now(),
            Source.WEBHOOK));
  }

  private void prepareTheSweep() {
    Instant longAgo = Instant.now().minusSeconds(3600);
    insert.insert(
        NewLead.of(
            new LeadIds(new LeadgenId(Aws.newId()), new PageId(Aws.newId()), null, null),
            longAgo,
            Source.WEBHOOK));
    bury("{\"leadgenId\":\"" + Aws.newId() + "\"}");
    bury("{\"job\":\"of-nobody\"}");
  }

  private static void bury(String body) {
    Aws.directSqs().sendMessage(r -> r.queueUrl(Aws.queueUrl("DeadLetterQueue")).messageBody(body));
  }
}
