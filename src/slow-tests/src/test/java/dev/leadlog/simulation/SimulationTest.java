package dev.leadlog.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.frappe.FrappeTestSite;
import dev.leadlog.lifecycle.DeliveryEntry;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.Status;
import dev.leadlog.simulation.Simulation.Run;
import dev.leadlog.stats.LogStream;
import dev.leadlog.stats.Statistics;
import dev.leadlog.testing.Aws;
import dev.leadlog.workbench.Leads;
import dev.leadlog.workbench.Meta;
import dev.leadlog.workbench.StatusTransitions;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No lead is lost despite all faults. {@code -Pfaults} runs more seeds with more leads; {@code
 * -Dsimulation.seed=…} repeats one run.
 */
@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(Meta.class)
@QuarkusTestResource(FrappeTestSite.class)
class SimulationTest {

  private static final Logger LOG = Logger.getLogger(SimulationTest.class);

  private static final int LEADS = Integer.getInteger("simulation.leads", 150);

  /**
   * Faults that must happen to the leads of all seeds together; otherwise the runs would not prove
   * that no lead is lost. A single seed with few leads may miss one of them.
   */
  private static final String[] MUST_HAPPEN = {
    "dynamodb refuses",
    "dynamodb throttles",
    "dynamodb hangs up",
    "graph not-json",
    "graph bad-request",
    "message doubled",
    "message lost",
    "processor died"
  };

  private static final Set<String> HAPPENED = new HashSet<>();

  @Inject Simulation simulation;
  @Inject Leads leads;
  @Inject LogStream stream;
  @Inject Statistics statistics;

  static LongStream seeds() {
    Long one = Long.getLong("simulation.seed");
    return one == null
        ? LongStream.rangeClosed(1, Integer.getInteger("simulation.seeds", 1))
        : LongStream.of(one);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void every_lead_of_meta_is_logged_once_and_delivered_once(long seed) {
    long begin = System.nanoTime();

    Run run = simulation.run(new Seed(seed), LEADS);

    HAPPENED.addAll(run.faults().keySet());
    DeliveredRecords arrived = DeliveredRecords.look();
    run.leads()
        .forEach(
            (lead, goals) -> {
              assertAllIsWell(lead);
              assertThat(leads.log(lead).deliveries())
                  .as("deliveries of %s", lead)
                  .hasSize(goals.size())
                  .allMatch(DeliveryEntry::isDelivered);
              arrived.assertOf(lead, goals);
            });
    stream.countAll();
    JsonNode counted = statistics.between(run.from(), run.to(), ZoneOffset.UTC);
    assertThat(counted.path("total").asInt())
        .as("total of the statistics")
        .isEqualTo(run.leads().size());
    assertThat(counted.path("byStatus").path("Processed").asInt()).isEqualTo(run.leads().size());
    LOG.infof(
        "seed %d: %d leads, %d s, faults: %s",
        seed, run.leads().size(), (System.nanoTime() - begin) / 1_000_000_000, run.faults());
  }

  @AfterAll
  static void all_required_faults_have_happened() {
    if (Long.getLong("simulation.seed") == null) {
      assertThat(HAPPENED).contains(MUST_HAPPEN);
    }
  }

  private void assertAllIsWell(LeadgenId lead) {
    LeadLog log = leads.log(lead);
    assertThat(log.status()).isEqualTo(Status.PROCESSED);
    assertThat(log.retry().dueAt()).as("still due: %s", log).isNull();
    assertThat(log.leadPayload()).as("payload of %s", log).contains("\"id\":\"" + lead + "\"");
    StatusTransitions.assertOf(log);
  }
}
