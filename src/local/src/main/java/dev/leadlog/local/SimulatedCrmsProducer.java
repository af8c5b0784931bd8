package dev.leadlog.local;

import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.settings.Secrets;
import dev.leadlog.simulatedhubspot.SimulatedHubspot;
import dev.leadlog.simulatedsalesforce.SimulatedSalesforce;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Produces the simulated CRMs, which accept the credentials of the product's settings. */
class SimulatedCrmsProducer {

  @Produces
  @Singleton
  SimulatedHubspot hubspot(Secrets secrets, LeadlogSettings settings) {
    String token = secrets.resolve(settings.hubspot().token()).orElse("");
    return new SimulatedHubspot(token).withLeadgenId("meta_leadgen_id");
  }

  @Produces
  @Singleton
  SimulatedSalesforce salesforce(Secrets secrets, LeadlogSettings settings) {
    LeadlogSettings.Salesforce own = settings.salesforce();
    SimulatedSalesforce org =
        new SimulatedSalesforce(
            secrets.resolve(own.clientId()).orElse(""),
            secrets.resolve(own.clientSecret()).orElse(""));
    org.setInstanceUrl(own.url().orElse(""));
    return org;
  }
}
