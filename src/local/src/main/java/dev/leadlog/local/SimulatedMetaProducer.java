package dev.leadlog.local;

import dev.leadlog.settings.Secrets;
import dev.leadlog.simulatedmeta.SimulatedMeta;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;

/** Produces the simulated Meta, which signs with the app secret of the product's settings. */
class SimulatedMetaProducer {

  @Produces
  @Singleton
  SimulatedMeta meta(Secrets secrets, LocalSettings local) {
    String secret = secrets.appSecrets().stream().findFirst().orElseThrow();
    SimulatedMeta meta = new SimulatedMeta(secret, URI.create(local.url() + "/webhook"));
    local.data().ifPresent(data -> meta.keepIn(data.resolve("simulated-meta.json")));
    return meta;
  }
}
