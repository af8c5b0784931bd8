package dev.leadlog.simulation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.delivery.Crm;
import dev.leadlog.delivery.FaultyServer;
import dev.leadlog.delivery.Receiver;
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
 * What the pages' leads are delivered to: one, two or three of them, and those that are called over
 * the web take leads and say so, or not, or are unwell.
 */
final class Goals {

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

  /** What the pages' leads go to: one destination, two or three. */
  private static final List<Set<Goal>> ALL =
      List.of(
          EnumSet.of(Goal.LEADS_TABLE),
          EnumSet.of(Goal.FRAPPE),
          EnumSet.of(Goal.HTTP),
          EnumSet.of(Goal.SNS),
          EnumSet.of(Goal.LEADS_TABLE, Goal.FRAPPE),
          EnumSet.of(Goal.FRAPPE, Goal.HTTP),
          EnumSet.of(Goal.HTTP, Goal.SNS),
          EnumSet.of(Goal.LEADS_TABLE, Goal.FRAPPE, Goal.HTTP));

  private final Map<PageId, FormId> forms;
  private final List<PageId> pages;
  private final Seed seed;
  private final Disturbances disturbances;
  private final AtomicInteger calls = new AtomicInteger();

  /**
   * @param pages in the order in which they were made
   * @param forms the form of each
   */
  Goals(
      List<PageId> pages,
      Map<PageId, FormId> forms,
      Parameters parameters,
      Seed seed,
      Disturbances disturbances) {
    this.pages = pages;
    this.forms = forms;
    this.seed = seed;
    this.disturbances = disturbances;
    parameters.put(Crm.PARAMETER, Crm.TOKEN);
    parameters.put(Receiver.PARAMETER, Receiver.SECRET);
  }

  Set<Goal> of(PageId page) {
    return ALL.get(pages.indexOf(page) % ALL.size());
  }

  /** The configuration with which a page's leads arrive. */
  ObjectNode document(PageId page) {
    ObjectNode document = Pages.document(page);
    ObjectNode form = (ObjectNode) document.path("forms").get(0);
    form.put("formId", forms.get(page).text());
    Set<Goal> goals = of(page);
    if (goals.size() == 1) {
      name(form.putObject("destination"), goals.iterator().next());
    } else {
      ArrayNode destinations = form.putArray("destinations");
      goals.forEach(goal -> name(destinations.addObject().put("name", goal.name()), goal));
    }
    return document;
  }

  private static void name(ObjectNode destination, Goal goal) {
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

  void changeWeather(int tick) {
    change("crm", Crm.server(), tick);
    change("receiver", Receiver.server(), tick);
  }

  private void change(String name, FaultyServer server, int tick) {
    int how = seed.below(40, name, tick);
    switch (how) {
      case 0 -> server.forgetsOneAnswer();
      case 1, 2 -> server.fails();
      case 3 -> server.isAskedTooOften();
      case 4, 5, 6 ->
          server.confuses(() -> seed.oneIn(2, name, "confused", calls.incrementAndGet()));
      default -> server.mend();
    }
    if (how < FAULTS.size()) {
      disturbances.count(name + " " + FAULTS.get(how));
    }
  }

  static void mend() {
    Crm.server().mend();
    Receiver.server().mend();
  }
}
