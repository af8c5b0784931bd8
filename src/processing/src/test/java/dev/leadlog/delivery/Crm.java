package dev.leadlog.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.delivery.FaultyServer.Fault;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.simulatedfrappe.SimulatedFrappe;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** The simulated Frappe site, as the site of the deployment. */
public final class Crm implements QuarkusTestResourceLifecycleManager {

  /** Where its token is. */
  public static final String PARAMETER = "/leadlog/destination/frappe";

  public static final String TOKEN = Counterpart.TOKEN;

  private static final SimulatedFrappe SITE = new SimulatedFrappe(TOKEN);
  private static final FaultyServer SERVER =
      new FaultyServer(request -> Counterpart.answer(SITE.handle(Counterpart.call(request))));

  /** Lets a deployment call this machine, where the site is. */
  @Alternative
  @Priority(1)
  @Singleton
  static class ThisMachine extends Targets {
    ThisMachine() {
      super(Counterpart.LAPTOP);
    }
  }

  @Override
  public Map<String, String> start() {
    return Map.of("leadlog.frappe.url", SERVER.url().toString());
  }

  /** Nothing to stop: the server ends with the JVM. */
  @Override
  public void stop() {}

  public static String url() {
    return SERVER.url().toString();
  }

  public static void mend() {
    SERVER.mend();
  }

  /** From now on it wants to be left alone for two minutes. */
  public static void isAskedTooOften() {
    SERVER.spoil(Fault.IS_ASKED_TOO_OFTEN, request -> true);
  }

  /** From now on it is unwell. */
  public static void fails() {
    SERVER.spoil(Fault.FAILS, request -> true);
  }

  /** Does what a request asks for, and answers something else, from now on. */
  public static void confuses(BooleanSupplier which) {
    SERVER.spoil(Fault.ANSWERS_GARBAGE, request -> which.getAsBoolean());
  }

  /** Does what the next request asks for, and does not say so. */
  public static void forgetsOneAnswer() {
    AtomicInteger asked = new AtomicInteger();
    SERVER.spoil(
        Fault.FORGETS_THE_ANSWER,
        request -> request.method().equals("POST") && asked.getAndIncrement() == 0);
  }

  public static List<JsonNode> records(LeadgenId lead) {
    return SITE.records().stream()
        .filter(record -> record.path("meta_leadgen_id").asText().equals(lead.text()))
        .toList();
  }
}
