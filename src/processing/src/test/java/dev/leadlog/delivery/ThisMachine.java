package dev.leadlog.delivery;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;

/** Lets a deployment call this machine, where the simulated destinations run. */
@Alternative
@Priority(1)
@Singleton
class ThisMachine extends EgressPolicy {

  ThisMachine() {
    super(Counterpart.LAPTOP);
  }
}
