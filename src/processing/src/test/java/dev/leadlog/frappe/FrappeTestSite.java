package dev.leadlog.frappe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.delivery.Counterpart;
import dev.leadlog.delivery.FaultyServer;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.simulatedfrappe.SimulatedFrappe;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.List;
import java.util.Map;

/** The simulated Frappe site of the deployment. */
public final class FrappeTestSite implements QuarkusTestResourceLifecycleManager {

  /** The parameter that holds the token. */
  public static final String PARAMETER = "/leadlog/destination/frappe";

  public static final String TOKEN = Counterpart.TOKEN;

  private static final SimulatedFrappe SITE = new SimulatedFrappe(TOKEN);
  private static final FaultyServer SERVER =
      new FaultyServer(request -> Counterpart.answer(SITE.handle(Counterpart.call(request))));

  @Override
  public Map<String, String> start() {
    return Map.of("leadlog.frappe.url", SERVER.url().toString());
  }

  /** The server ends with the JVM. */
  @Override
  public void stop() {}

  public static String url() {
    return SERVER.url().toString();
  }

  /** The server in front of the site, which can be made to fail. */
  public static FaultyServer server() {
    return SERVER;
  }

  /** All records of the site, oldest first. */
  public static List<JsonNode> records() {
    return SITE.records();
  }

  public static List<JsonNode> records(LeadgenId lead) {
    return records().stream()
        .filter(record -> record.path("meta_leadgen_id").asText().equals(lead.text()))
        .toList();
  }
}
