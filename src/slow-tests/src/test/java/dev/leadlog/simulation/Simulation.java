package dev.leadlog.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.document.StrictReader;
import dev.leadlog.listing.LeadLogFilter;
import dev.leadlog.log.FormId;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.PageId;
import dev.leadlog.operations.OperationResult;
import dev.leadlog.operations.PageOperations;
import dev.leadlog.polling.LeadPoller;
import dev.leadlog.reprocessing.BulkReprocessor;
import dev.leadlog.reprocessing.BulkReprocessor.ReprocessAction;
import dev.leadlog.selection.Selection;
import dev.leadlog.sweeping.Sweep;
import dev.leadlog.sweeping.SweepFixture;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.FaultyProxy;
import dev.leadlog.testing.FaultyProxy.Fault;
import dev.leadlog.testing.MovableClock;
import dev.leadlog.text.Json;
import dev.leadlog.text.Times;
import dev.leadlog.workbench.Leads;
import dev.leadlog.workbench.Meta;
import dev.leadlog.workbench.Pages;
import dev.leadlog.workbench.Parameters;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Two days of a business: leads arrive while every component fails at times. Then all faults end,
 * and failed leads are reprocessed.
 */
@Singleton
class Simulation {

  private static final int PAGES = 12;
  private static final int LEADS_A_TICK = 20;
  private static final int MESSAGES_A_TICK = 120;

  /**
   * The sweep sends at most this many messages in a tick. The workers could not process more, so
   * further messages would only be sent again.
   */
  private static final int SWEPT_A_TICK = 200;

  private static final int MAX_RECOVERY_ROUNDS = 400;

  /** Moves each run to days that no other test and no other run uses. */
  private static final Duration TIME_BETWEEN_RUNS = Duration.ofDays(2_000);

  private static final Duration TIMEOUT = Duration.ofSeconds(120);

  /**
   * One run and its observable results.
   *
   * @param leads every lead that Meta created, with its destinations
   * @param faults the number of times that each fault happened
   */
  record Run(
      Instant from,
      Instant to,
      Map<LeadgenId, Set<TargetDestination>> leads,
      Map<String, Integer> faults) {}

  private final Leads leads;
  private final Pages pages;
  private final Parameters parameters;
  private final PageOperations configuring;
  private final BulkReprocessor bulkReprocessor;
  private final LeadPoller leadPoller;
  private final Sweep sweep;
  private final MovableClock clock;
  private int runs;

  Simulation(
      Leads leads,
      Pages pages,
      Parameters parameters,
      PageOperations configuring,
      BulkReprocessor bulkReprocessor,
      LeadPoller leadPoller,
      SweepFixture sweep,
      MovableClock clock) {
    this.leads = leads;
    this.pages = pages;
    this.parameters = parameters;
    this.configuring = configuring;
    this.bulkReprocessor = bulkReprocessor;
    this.leadPoller = leadPoller;
    this.sweep = sweep.limitedTo(SWEPT_A_TICK);
    this.clock = clock;
  }

  /**
   * @param count the number of leads that Meta creates
   */
  Run run(Seed seed, int count) {
    leads.reset();
    pages.forgetAll();
    TargetDestinations.clearFault();
    clock.move(TIME_BETWEEN_RUNS.multipliedBy(++runs));
    OneRun run = new OneRun(seed);
    try {
      run.createLeads(count);
      run.recover();
    } finally {
      run.storeFaults.end();
      parameters.work();
      TargetDestinations.clearFault();
      Meta.answerAll(null);
    }
    return new Run(run.began, clock.instant(), run.leads(), run.storeFaults.counted());
  }

  private final class OneRun {

    private final Instant began = clock.instant().truncatedTo(ChronoUnit.HOURS);
    private final Seed seed;
    private final StoreFaults storeFaults;
    private final MetaEvents meta;
    private final WebhookSender webhooks;
    private final Worker worker;
    private final TargetDestinations destinations;
    private final Map<PageId, FormId> forms = new HashMap<>();
    private final List<PageId> all = new ArrayList<>();
    private final Map<FaultyProxy, Integer> shutUntil = new HashMap<>();
    private final Set<LeadgenId> processed = new HashSet<>();

    OneRun(Seed seed) {
      this.seed = seed;
      this.storeFaults = new StoreFaults(seed);
      this.meta = new MetaEvents(forms, seed, storeFaults);
      this.webhooks = new WebhookSender(leads, forms, seed, storeFaults);
      this.worker = new Worker(leads, seed, storeFaults);
      for (int i = 0; i < PAGES; i++) {
        PageId page = Pages.unknown();
        storeFaults.name(page.text(), "page " + i);
        parameters.put(page, Pages.token(page));
        forms.put(page, Meta.form(page));
        all.add(page);
      }
      this.destinations = new TargetDestinations(all, forms, parameters, seed, storeFaults);
    }

    void createLeads(int count) {
      storeFaults.begin();
      for (int tick = 0; meta.created().size() < count; tick++) {
        moveClock(tick);
        changeFaults(tick);
        submitForms(tick);
        webhooks.sendDue(clock.instant());
        worker.work("LeadQueue", MESSAGES_A_TICK, false);
        worker.work("BacklogQueue", MESSAGES_A_TICK, false);
        worker.work("JobQueue", MESSAGES_A_TICK, false);
        schedules(tick);
        actAsOperator(tick);
      }
    }

    /**
     * Moves the clock by some minutes in each tick. Sometimes it jumps, like the clock of a machine
     * that is adjusted.
     */
    private void moveClock(int tick) {
      clock.move(Duration.ofSeconds(60L + seed.below(600, "minutes", tick)));
      if (seed.oneIn(50, "clock forth", tick)) {
        storeFaults.count("clock jumped forth");
        clock.move(Duration.ofHours(1 + seed.below(6, "hours", tick)));
      }
      if (seed.oneIn(50, "clock back", tick)) {
        storeFaults.count("clock jumped back");
        clock.move(Duration.ofSeconds(-20 - seed.below(60, "seconds", tick)));
      }
    }

    private void changeFaults(int tick) {
      meta.changeFaults(tick);
      meta.changeTokens(all, tick);
      shut(Aws.dynamodb(), "dynamodb", tick);
      shut(Aws.sqs(), "sqs", tick);
      shut(Aws.sns(), "sns", tick);
      if (seed.oneIn(30, "ssm", tick)) {
        storeFaults.count("ssm down for a time");
        parameters.fail("ThrottlingException");
      } else if (seed.oneIn(3, "ssm back", tick)) {
        parameters.work();
      }
      destinations.changeFaults(tick);
    }

    /** Makes a store unavailable for some ticks, once in a while. */
    private void shut(FaultyProxy proxy, String name, int tick) {
      int until = shutUntil.getOrDefault(proxy, -1);
      if (tick == until) {
        proxy.clearFault();
      }
      if (tick > until && seed.oneIn(60, name, "down", tick)) {
        storeFaults.count(name + " down for a time");
        shutUntil.put(proxy, tick + 1 + seed.below(4, name, "down for", tick));
        proxy.setFault(Fault.REFUSES);
      }
    }

    private void submitForms(int tick) {
      int posts = 1 + seed.below(4, "posts", tick);
      for (int post = 0; post < posts; post++) {
        PageId page = seed.one(all, "page", tick, post);
        int count = 1 + seed.below(LEADS_A_TICK, "leads", tick, post);
        webhooks.announce(meta.fillIn(page, count, clock.instant()), clock.instant());
      }
    }

    private void schedules(int tick) {
      runWithCrashes("sweep", tick, () -> sweep.run(clock.instant().plus(TIMEOUT)));
      if (tick % 5 == 0) {
        runWithCrashes("poller", tick, () -> leadPoller.run(clock.instant().plus(TIMEOUT)));
      }
    }

    /** Crashes the function after some of its requests, or makes a store fail. */
    private void runWithCrashes(String function, int tick, Runnable run) {
      boolean dies = seed.oneIn(8, function, "dies", tick);
      boolean alreadyShut = shutUntil.values().stream().anyMatch(until -> until > tick);
      if (dies && !alreadyShut) {
        storeFaults.count(function + " died");
        Aws.dynamodb().crashAfter(seed.below(60, function, "after", tick));
        Aws.sqs().crashAfter(seed.below(10, function, "after", tick));
      }
      tryTo(run);
      if (dies && !alreadyShut) {
        Aws.dynamodb().clearFault();
        Aws.sqs().clearFault();
      }
    }

    /** Configures a page, correctly or not, or reprocesses failed leads. */
    private void actAsOperator(int tick) {
      if (seed.oneIn(10, "configures", tick)) {
        PageId page = seed.one(all, "page to configure", tick);
        int how = seed.below(6, "how", tick);
        storeFaults.count("configuration changed");
        tryTo(() -> configure(page, how));
      }
      if (seed.oneIn(45, "bulk", tick)) {
        String status = seed.one(List.of("Error", "Unconfigured", "Disabled"), "status", tick);
        storeFaults.count("bulk job begun");
        tryTo(() -> processAgain(status));
      }
    }

    private void configure(PageId page, int how) {
      if (how == 0) {
        configuring.delete(page.text());
        return;
      }
      ObjectNode document = how == 1 ? Pages.document(page) : destinations.document(page);
      document.put("enabled", how != 2);
      if (how == 3) {
        document.remove("destination");
      }
      OperationResult answer =
          configuring.save(
              page.text(),
              document,
              null,
              StrictReader.of(Json.object().put("processWaiting", how != 4)),
              "marie");
      if (answer.isProblem()) {
        throw new IllegalStateException(answer.body().toString());
      }
    }

    Map<LeadgenId, Set<TargetDestination>> leads() {
      Map<LeadgenId, Set<TargetDestination>> leads = new HashMap<>();
      meta.created().forEach((lead, page) -> leads.put(lead, destinations.of(page)));
      return leads;
    }

    private void processAgain(String status) {
      bulkReprocessor.begin(
          ReprocessAction.PROCESS,
          new Selection.Filtered(
              LeadLogFilter.read(
                  StrictReader.ofQuery(Map.of("status", status, "from", Times.text(began))),
                  clock.instant())),
          false,
          "marie");
    }

    private void tryTo(Runnable run) {
      try {
        run.run();
      } catch (SdkException storeDown) {
        storeFaults.count("a function failed");
      }
    }

    /** Ends all faults and reprocesses failed leads. */
    void recover() {
      storeFaults.end();
      parameters.work();
      TargetDestinations.clearFault();
      meta.recover();
      all.forEach(page -> pages.save(page, destinations.document(page)));
      Optional<String> missing = Optional.of("not looked yet");
      for (int round = 0; missing.isPresent(); round++) {
        if (round == MAX_RECOVERY_ROUNDS) {
          throw new AssertionError(
              "after " + round + " rounds of recovery: " + missing.get() + ", " + seed);
        }
        clock.move(Duration.ofMinutes(10));
        webhooks.sendDue(clock.instant());
        if (round % 12 == 0) {
          leadPoller.run(clock.instant().plus(TIMEOUT));
        }
        if (round % 6 == 0) {
          List.of("Error", "Unconfigured", "Disabled").forEach(this::processAgain);
        }
        leads.sweep();
        worker.work("LeadQueue", Integer.MAX_VALUE, true);
        worker.work("JobQueue", Integer.MAX_VALUE, true);
        worker.work("BacklogQueue", Integer.MAX_VALUE, true);
        missing = missing();
      }
    }

    /** The first lead that is not Processed yet. A Processed lead never changes. */
    private Optional<String> missing() {
      return meta.created().keySet().stream()
          .filter(lead -> !processed.contains(lead))
          .filter(lead -> !leads.isProcessed(lead) || !processed.add(lead))
          .findFirst()
          .map(lead -> lead + " is " + (leads.isLogged(lead) ? leads.log(lead) : "not logged"));
    }
  }
}
