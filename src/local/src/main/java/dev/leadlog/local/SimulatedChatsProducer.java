package dev.leadlog.local;

import dev.leadlog.simulatedchat.SimulatedSes;
import dev.leadlog.simulatedchat.SimulatedSlack;
import dev.leadlog.simulatedchat.SimulatedTeams;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Produces the simulated services that receive notices. */
class SimulatedChatsProducer {

  @Produces
  @Singleton
  SimulatedSlack slack(Clock clock) {
    return new SimulatedSlack(clock);
  }

  @Produces
  @Singleton
  SimulatedTeams teams(Clock clock) {
    return new SimulatedTeams(clock);
  }

  @Produces
  @Singleton
  SimulatedSes ses() {
    return new SimulatedSes();
  }
}
