package dev.leadlog.local;

import dev.leadlog.settings.LeadlogSettings;
import dev.leadlog.settings.Secrets;
import dev.leadlog.simulatedfrappe.SimulatedFrappe;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The simulated Frappe site of this process, whose user has the token that the product knows. */
class SimulatedFrappeProducer {

  @Produces
  @Singleton
  SimulatedFrappe frappe(Secrets secrets, LeadlogSettings settings) {
    return new SimulatedFrappe(secrets.resolve(settings.frappe().token()).orElse(""));
  }
}
