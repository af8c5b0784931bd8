package dev.leadlog.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.delivery.Counterpart;
import dev.leadlog.delivery.DestinationSetting;
import dev.leadlog.delivery.EgressPolicyFixture;
import dev.leadlog.delivery.FaultyServer;
import dev.leadlog.settings.Secrets;
import dev.leadlog.simulatedhubspot.SimulatedHubspot;
import dev.leadlog.text.Json;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;

/** The destination {@code hubspot} with a simulated account. */
public final class HubspotCounterpart {

  static final String TOKEN = "local-hubspot-token";
  static final String PROPERTY = "meta_leadgen_id";

  private static final Map<String, String> NAMES =
      Map.of("lead_name", "lastname", "email_id", "email", "notes", "message");

  public static Counterpart of(Vertx vertx, Secrets secrets, Clock clock) {
    SimulatedHubspot account = new SimulatedHubspot(TOKEN).withLeadgenId(PROPERTY);
    FaultyServer server =
        new FaultyServer(request -> Counterpart.answer(account.handle(Counterpart.call(request))));
    Hubspot hubspot =
        new Hubspot(
            Counterpart.calls(vertx),
            EgressPolicyFixture.laptop(),
            secrets,
            Counterpart.LAPTOP,
            clock,
            Counterpart.TO_DELIVER);
    ObjectNode setting = Json.object().put("token", TOKEN).put("url", server.url().toString());
    return new Counterpart(
        "hubspot",
        hubspot,
        new DestinationSetting("hubspot", setting),
        server,
        request -> request.method().equals("POST"),
        id ->
            account.contacts().stream()
                .filter(contact -> contact.at("/properties/" + PROPERTY).asText().equals(id))
                .map(contact -> contact.path("id").asText())
                .toList(),
        HubspotCounterpart::named);
  }

  private static Map<String, JsonNode> named(Map<String, JsonNode> fields) {
    Map<String, JsonNode> named = new TreeMap<>();
    fields.forEach((name, value) -> named.put(NAMES.getOrDefault(name, name), value));
    return named;
  }

  private HubspotCounterpart() {}
}
