package dev.leadlog.delivery;

import dev.leadlog.log.LeadgenId;
import java.time.Duration;

/** A kind of destination. */
interface Destination {

  /** The {@code type} by which a page configuration names it. */
  String type();

  /** The longest that one delivery can take. */
  Duration timeout();

  /**
   * Delivers, once or once more: never an exception, never a second record where that can be
   * helped.
   */
  Delivery deliver(OutgoingLead lead, DestinationSetting setting);

  /** Takes a lead out again, where that is ours to do; without it, it does nothing. */
  default void erase(LeadgenId id) {}
}
