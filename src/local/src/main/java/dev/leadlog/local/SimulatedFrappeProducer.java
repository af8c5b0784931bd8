package dev.leadlog.local;

import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.settings.Secrets;
import dev.leadlog.simulatedfrappe.SimulatedFrappe;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Produces the simulated Frappe site, whose user has the token of the product's settings. */
class SimulatedFrappeProducer {

  @Produces
  @Singleton
  SimulatedFrappe frappe(Secrets secrets, LeadlogSettings settings) {
    return new SimulatedFrappe(secrets.resolve(settings.frappe().token()).orElse(""));
  }
}
