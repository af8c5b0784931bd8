package dev.leadlog.simulation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.delivery.FaultyServer;
import dev.leadlog.delivery.Receiver;
import dev.leadlog.frappe.FrappeTestSite;
import dev.leadlog.log.FormId;
import dev.leadlog.log.PageId;
import dev.leadlog.testing.Aws;
import dev.leadlog.workbench.Pages;
import dev.leadlog.workbench.Parameters;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The destinations of the pages: one, two or three of them. The web destinations accept leads,
 * accept them without a response, or fail.
 */
final class TargetDestinations {

  static final String TOPIC = "AlarmTopic";

  private static final List<String> FAULTS =
      List.of(
          "forgets an answer",
          "fails",
          "fails",
          "is asked too often",
          "answers garbage",
          "answers garbage",
          "answers garbage");

  /** The combinations of destinations: one, two or three. */
  private static final List<Set<TargetDestination>> ALL =
      List.of(
          EnumSet.of(TargetDestination.LEADS_TABLE),
          EnumSet.of(TargetDestination.FRAPPE),
          EnumSet.of(TargetDestination.HTTP),
          EnumSet.of(TargetDestination.SNS),
          EnumSet.of(TargetDestination.LEADS_TABLE, TargetDestination.FRAPPE),
          EnumSet.of(TargetDestination.FRAPPE, TargetDestination.HTTP),
          EnumSet.of(TargetDestination.HTTP, TargetDestination.SNS),
          EnumSet.of(
              TargetDestination.LEADS_TABLE, TargetDestination.FRAPPE, TargetDestination.HTTP));

  private final Map<PageId, FormId> forms;
  private final List<PageId> pages;
  private final Seed seed;
  private final StoreFaults storeFaults;
  private final AtomicInteger calls = new AtomicInteger();

  /**
   * @param pages in the order of their creation
   * @param forms the form of each page
   */
  TargetDestinations(
      List<PageId> pages,
      Map<PageId, FormId> forms,
      Parameters parameters,
      Seed seed,
      StoreFaults storeFaults) {
    this.pages = pages;
    this.forms = forms;
    this.seed = seed;
    this.storeFaults = storeFaults;
    parameters.put(FrappeTestSite.PARAMETER, FrappeTestSite.TOKEN);
    parameters.put(Receiver.PARAMETER, Receiver.SECRET);
  }

  Set<TargetDestination> of(PageId page) {
    return ALL.get(pages.indexOf(page) % ALL.size());
  }

  /** The configuration of a page with its destinations. */
  ObjectNode document(PageId page) {
    ObjectNode document = Pages.document(page);
    ObjectNode form = (ObjectNode) document.path("forms").get(0);
    form.put("formId", forms.get(page).text());
    Set<TargetDestination> goals = of(page);
    if (goals.size() == 1) {
      name(form.putObject("destination"), goals.iterator().next());
    } else {
      ArrayNode destinations = form.putArray("destinations");
      goals.forEach(goal -> name(destinations.addObject().put("name", goal.name()), goal));
    }
    return document;
  }

  private static void name(ObjectNode destination, TargetDestination goal) {
    switch (goal) {
      case LEADS_TABLE -> destination.put("type", "leads-table");
      case FRAPPE -> destination.put("type", "frappe").put("doctype", "Lead");
      case HTTP ->
          destination
              .put("type", "http")
              .put("url", Receiver.url())
              .put("secret", "ssm:" + Receiver.PARAMETER);
      case SNS -> destination.put("type", "sns").put("topicArn", Aws.topicArn(TOPIC));
    }
  }

  void changeFaults(int tick) {
    change("crm", FrappeTestSite.server(), tick);
    change("receiver", Receiver.server(), tick);
  }

  private void change(String name, FaultyServer server, int tick) {
    int how = seed.below(40, name, tick);
    switch (how) {
      case 0 -> server.withholdOneResponse();
      case 1, 2 -> server.fail();
      case 3 -> server.throttle();
      case 4, 5, 6 ->
          server.returnGarbage(() -> seed.oneIn(2, name, "confused", calls.incrementAndGet()));
      default -> server.clearFault();
    }
    if (how < FAULTS.size()) {
      storeFaults.count(name + " " + FAULTS.get(how));
    }
  }

  static void clearFault() {
    FrappeTestSite.server().clearFault();
    Receiver.server().clearFault();
  }
}
