package dev.leadlog.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.leadlog.delivery.Counterpart;
import dev.leadlog.delivery.DestinationSetting;
import dev.leadlog.delivery.EgressPolicyFixture;
import dev.leadlog.delivery.FaultyServer;
import dev.leadlog.delivery.FaultyServer.Request;
import dev.leadlog.delivery.FaultyServer.Response;
import dev.leadlog.settings.Secrets;
import dev.leadlog.simulatedsalesforce.SimulatedSalesforce;
import dev.leadlog.text.Json;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;

/** The destination {@code salesforce} with a simulated org. */
public final class SalesforceCounterpart {

  static final String CLIENT_ID = "local-client-id";
  static final String CLIENT_SECRET = "local-client-secret";

  public static Counterpart of(Vertx vertx, Secrets secrets, Clock clock) {
    SimulatedSalesforce org = new SimulatedSalesforce(CLIENT_ID, CLIENT_SECRET);
    FaultyServer server = new FaultyServer(request -> answer(org, request));
    org.setInstanceUrl(server.url().toString());
    Salesforce salesforce =
        new Salesforce(
            Counterpart.calls(vertx),
            EgressPolicyFixture.laptop(),
            secrets,
            Counterpart.LAPTOP,
            clock,
            Counterpart.TO_DELIVER);
    return new Counterpart(
        "salesforce",
        salesforce,
        new DestinationSetting("salesforce", setting(server)),
        server,
        request -> request.method().equals("PATCH"),
        id ->
            org.records().stream()
                .filter(record -> record.path("Meta_Leadgen_Id__c").asText().equals(id))
                .map(record -> record.path("Id").asText())
                .toList(),
        SalesforceCounterpart::named);
  }

  static ObjectNode setting(FaultyServer server) {
    return Json.object()
        .put("url", server.url().toString())
        .put("clientId", CLIENT_ID)
        .put("clientSecret", CLIENT_SECRET);
  }

  static Response answer(SimulatedSalesforce org, Request request) {
    String header = request.headers().getOrDefault("sforce-duplicate-rule-header", "");
    return Counterpart.answer(org.handle(Counterpart.call(request), header));
  }

  /** Adds the company that a Lead requires, and cuts a description that is too long to be sent. */
  private static Map<String, JsonNode> named(Map<String, JsonNode> fields) {
    Map<String, JsonNode> named = new TreeMap<>();
    named.put("LastName", fields.get("lead_name"));
    named.put("Email", fields.get("email_id"));
    named.put("Company", new TextNode("Analytical Engines"));
    return named;
  }

  private SalesforceCounterpart() {}
}
