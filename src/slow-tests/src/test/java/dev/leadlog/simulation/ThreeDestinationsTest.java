package dev.leadlog.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.delivery.Counterpart;
import dev.leadlog.delivery.FaultyServer;
import dev.leadlog.document.StrictReader;
import dev.leadlog.frappe.FrappeTestSite;
import dev.leadlog.lifecycle.DeliveryEntry;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.log.FormId;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Status;
import dev.leadlog.operations.LeadLogOperations;
import dev.leadlog.polling.LeadPoller;
import dev.leadlog.simulatedchat.SimulatedSlack;
import dev.leadlog.simulatedhubspot.SimulatedHubspot;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.MovableClock;
import dev.leadlog.text.Json;
import dev.leadlog.workbench.Leads;
import dev.leadlog.workbench.Meta;
import dev.leadlog.workbench.Pages;
import dev.leadlog.workbench.StatusTransitions;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * A form that delivers to the leads table, HubSpot and Slack, each of which fails at times. {@code
 * -Ddestinations.leads=1000} sends a thousand leads; Slack's pace makes that several minutes.
 */
@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(Meta.class)
@QuarkusTestResource(FrappeTestSite.class)
@TestProfile(ThreeDestinationsTest.Laptop.class)
class ThreeDestinationsTest {

  private static final Logger LOG = Logger.getLogger(ThreeDestinationsTest.class);

  private static final int LEADS = Integer.getInteger("destinations.leads", 60);
  private static final int LEADS_A_MINUTE = 25;
  private static final int ONE_IN_SO_MANY_IS_REFUSED = 10;
  private static final int MOST_MINUTES_TO_RECOVER = 120;

  private static final String TOKEN = "local-hubspot-token";
  private static final String PROPERTY = "meta_leadgen_id";
  private static final String CONSOLE = "https://leads.example.com/console";
  private static final Pattern SEVERAL = Pattern.compile("([0-9]+) more leads arrived");

  /** HubSpot and Slack are called on this machine. */
  public static final class Laptop implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("leadlog.local", "true", "leadlog.console.url", CONSOLE);
    }
  }

  @Inject Leads leads;
  @Inject Pages pages;
  @Inject MovableClock clock;
  @Inject LeadLogOperations operations;
  @Inject LeadPoller leadPoller;

  private final Seed seed = new Seed(19);
  private final StoreFaults storeFaults = new StoreFaults(seed);
  private final PageId page = Pages.unknown();
  private final SimulatedHubspot hubspot = new SimulatedHubspot(TOKEN).withLeadgenId(PROPERTY);
  private final SimulatedSlack slack = new SimulatedSlack(Clock.systemUTC());
  private final FaultyServer hubspotServer =
      new FaultyServer(request -> Counterpart.answer(hubspot.handle(Counterpart.call(request))));
  private final FaultyServer slackServer =
      new FaultyServer(request -> Counterpart.answer(slack.handle(Counterpart.call(request))));
  private final Map<LeadgenId, Boolean> accepted = new HashMap<>();

  @BeforeEach
  void reset() {
    leads.reset();
    pages.configure(page, document());
  }

  @AfterEach
  void everythingWorks() {
    storeFaults.end();
    hubspotServer.stop();
    slackServer.stop();
  }

  @Test
  void every_lead_is_at_each_destination_once_and_a_refused_one_is_sent_to_that_one_alone() {
    Worker worker = new Worker(leads, seed, storeFaults);
    storeFaults.begin();
    for (int minute = 0; accepted.size() < LEADS; minute++) {
      changeWeather("hubspot", hubspotServer, minute);
      changeWeather("slack", slackServer, minute);
      announce(Math.min(LEADS_A_MINUTE, LEADS - accepted.size()));
      work(worker, false);
    }
    storeFaults.end();
    hubspotServer.clearFault();
    slackServer.clearFault();
    recover(worker);

    accepted.forEach(this::assertOutcome);
    assertEachRecordOnce();
    assertEachNotice();

    List<LeadgenId> refused =
        accepted.keySet().stream().filter(lead -> !accepted.get(lead)).toList();
    assertThat(refused).isNotEmpty();
    refused.forEach(this::correctAndSendToHubspotAlone);
    int posted = slack.posted().size();
    recover(worker);

    refused.forEach(this::assertSentToHubspotAlone);
    assertEachRecordOnce();
    assertThat(slack.posted()).hasSize(posted);
    LOG.infof(
        "%d leads at three destinations, %d of them refused and corrected, %d messages, faults: %s",
        accepted.size(), refused.size(), posted, storeFaults.counted());
  }

  private ObjectNode document() {
    ObjectNode document = Pages.document(page);
    ArrayNode destinations = ((ObjectNode) document.path("forms").get(0)).putArray("destinations");
    destinations.addObject().put("name", "table").put("type", "leads-table");
    ObjectNode crm = destinations.addObject().put("name", "crm").put("type", "hubspot");
    crm.put("url", hubspotServer.url().toString()).put("token", TOKEN);
    ArrayNode mapping = crm.putArray("mapping");
    mapping.addObject().put("metaField", "full_name").put("leadField", "lastname");
    mapping.addObject().put("metaField", "email").put("leadField", "email");
    destinations
        .addObject()
        .put("name", "sales")
        .put("type", "slack")
        .put("url", slackServer.url() + "/services/T01/B01/sales");
    return document;
  }

  private void announce(int count) {
    Map<LeadgenId, PageId> announced = new HashMap<>();
    for (int i = 0; i < count; i++) {
      int number = accepted.size();
      boolean good = number % ONE_IN_SO_MANY_IS_REFUSED != 1;
      String email = good ? "lead" + number + "@example.org" : "no address " + number;
      LeadgenId lead = Meta.lead(page, Map.of("full_name", "Lead " + number, "email", email));
      storeFaults.name(lead.text(), "lead " + number);
      accepted.put(lead, good);
      announced.put(lead, page);
    }
    // The webhook is not what is tested here: Meta sends again what is not answered 200.
    Map<PageId, FormId> forms = Map.of(page, new FormId(Meta.FORM));
    boolean taken = false;
    while (!taken) {
      taken = isTaken(announced, forms);
    }
  }

  private boolean isTaken(Map<LeadgenId, PageId> announced, Map<PageId, FormId> forms) {
    try {
      return leads.announce(announced, forms).isEmpty();
    } catch (SdkException storeDown) {
      return false;
    }
  }

  private void changeWeather(String name, FaultyServer server, int minute) {
    switch (seed.below(6, name, minute)) {
      case 0 -> server.fail();
      case 1 -> server.throttle();
      case 2 -> server.returnGarbage(() -> seed.oneIn(3, name, "confused", minute));
      case 3 -> server.withholdOneResponse();
      default -> server.clearFault();
    }
  }

  private void work(Worker worker, boolean safely) {
    worker.work("LeadQueue", Integer.MAX_VALUE, safely);
    clock.move(Duration.ofMinutes(1));
    try {
      leads.sweep();
    } catch (SdkException storeDown) {
      storeFaults.count("the sweep failed");
    }
  }

  private void recover(Worker worker) {
    for (int minute = 0; accepted.keySet().stream().anyMatch(this::isUnderWay); minute++) {
      assertThat(minute).as("minutes until nothing waits").isLessThan(MOST_MINUTES_TO_RECOVER);
      if (minute % 10 == 0) {
        leadPoller.run(clock.instant().plusSeconds(120));
      }
      work(worker, true);
    }
  }

  private boolean isUnderWay(LeadgenId lead) {
    if (!leads.isLogged(lead)) {
      return true;
    }
    LeadLog log = leads.log(lead);
    return log.status() == Status.PENDING
        || log.deliveries().stream().anyMatch(DeliveryEntry::isWaiting);
  }

  private void assertOutcome(LeadgenId lead, boolean good) {
    LeadLog log = leads.log(lead);
    assertThat(log.status())
        .as(log.errorMessage())
        .isEqualTo(good ? Status.PROCESSED : Status.ERROR);
    assertThat(log.reason()).isEqualTo(good ? null : Reason.DESTINATION_REJECTED);
    assertThat(entry(lead, "table").isDelivered()).isTrue();
    assertThat(entry(lead, "crm").isDelivered()).isEqualTo(good);
    assertThat(entry(lead, "sales").isDelivered()).as("notice of %s", lead).isTrue();
    StatusTransitions.assertOf(log);
  }

  private void assertEachRecordOnce() {
    Map<String, Long> contacts =
        hubspot.contacts().stream()
            .map(contact -> contact.at("/properties/" + PROPERTY).asText())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    accepted.forEach(
        (lead, ignored) -> {
          assertThat(Leads.delivered(lead)).as("in the leads table: %s", lead).isNotEmpty();
          long expected = entry(lead, "crm").isDelivered() ? 1 : 0;
          assertThat(contacts.getOrDefault(lead.text(), 0L))
              .as("contacts of %s", lead)
              .isEqualTo(expected);
        });
  }

  /** Each lead has a message with its link, or is counted in one of several leads. */
  private void assertEachNotice() {
    List<String> linked = new ArrayList<>();
    int counted = 0;
    for (JsonNode message : slack.posted()) {
      String text = message.at("/message/text").asText();
      Matcher several = SEVERAL.matcher(text);
      if (several.find()) {
        counted += Integer.parseInt(several.group(1));
      } else {
        String link = message.at("/message/blocks/1/elements/0/url").asText();
        assertThat(link).startsWith(CONSOLE + "#/leads/");
        linked.add(link.substring(link.lastIndexOf('/') + 1));
      }
    }
    List<String> ids = accepted.keySet().stream().map(LeadgenId::text).toList();
    assertThat(ids).containsAll(linked);
    assertThat(linked.stream().distinct().count() + counted)
        .as("leads that messages name or count")
        .isGreaterThanOrEqualTo(ids.size());
  }

  private void correctAndSendToHubspotAlone(LeadgenId lead) {
    ObjectNode payload = Json.object();
    ArrayNode fields = payload.putArray("field_data");
    fields.addObject().put("name", "full_name").putArray("values").add("Corrected");
    fields
        .addObject()
        .put("name", "email")
        .putArray("values")
        .add("corrected" + lead.text() + "@example.org");
    assertThat(operations.correct(lead.text(), StrictReader.of(payload), "marie").isProblem())
        .isFalse();
    ObjectNode input = Json.object();
    input.putArray("destinations").add("crm");
    assertThat(operations.process(lead.text(), StrictReader.of(input), "marie").status())
        .isEqualTo(202);
  }

  private void assertSentToHubspotAlone(LeadgenId lead) {
    LeadLog log = leads.log(lead);
    assertThat(log.status()).as(log.errorMessage()).isEqualTo(Status.PROCESSED);
    assertThat(entry(lead, "crm").reference().type()).isEqualTo("contact");
    assertThat(Leads.delivered(lead).get("lead").m().get("email_id").s()).startsWith("no address");
  }

  private DeliveryEntry entry(LeadgenId lead, String name) {
    return leads.log(lead).delivery(name).orElseThrow();
  }
}
