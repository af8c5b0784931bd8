package dev.leadlog.frappe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.delivery.Counterpart;
import dev.leadlog.delivery.DestinationSetting;
import dev.leadlog.delivery.EgressPolicyFixture;
import dev.leadlog.delivery.FaultyServer;
import dev.leadlog.settings.Secrets;
import dev.leadlog.simulatedfrappe.SimulatedFrappe;
import dev.leadlog.text.Json;
import io.vertx.core.Vertx;
import java.time.Clock;

/** The destination {@code frappe} with a simulated site. */
public final class FrappeCounterpart {

  public static Counterpart of(Vertx vertx, Secrets secrets, Clock clock) {
    SimulatedFrappe site = new SimulatedFrappe(Counterpart.TOKEN);
    FaultyServer server =
        new FaultyServer(request -> Counterpart.answer(site.handle(Counterpart.call(request))));
    Frappe frappe =
        new Frappe(
            Counterpart.calls(vertx),
            EgressPolicyFixture.laptop(),
            secrets,
            Counterpart.LAPTOP,
            clock,
            Counterpart.TO_DELIVER);
    ObjectNode setting = Json.object().put("doctype", "Lead").put("token", Counterpart.TOKEN);
    return new Counterpart(
        "frappe",
        frappe,
        new DestinationSetting("frappe", setting.put("url", server.url().toString())),
        server,
        request -> request.method().equals("POST"),
        id ->
            site.records().stream()
                .filter(record -> record.path("meta_leadgen_id").asText().equals(id))
                .map(record -> record.path("name").asText())
                .toList());
  }

  private FrappeCounterpart() {}
}
