package dev.leadlog.salesforce;

import dev.leadlog.delivery.DeliveryResult;
import java.net.URI;

/** What came of asking for an access token. */
sealed interface SalesforceAccess {

  /**
   * An access token.
   *
   * @param instance where it is taken
   */
  record Granted(URI instance, String token) implements SalesforceAccess {

    /** Without the token. */
    @Override
    public String toString() {
      return "Granted[" + instance.getHost() + "]";
    }
  }

  /**
   * There is none.
   *
   * @param why what it means for a lead: {@code Blocked} or {@code Unreachable}
   * @param forbidden whether the address may not be called
   */
  record Denied(DeliveryResult why, boolean forbidden) implements SalesforceAccess {

    String message() {
      return why instanceof DeliveryResult.Unreachable unreachable
          ? unreachable.message()
          : ((DeliveryResult.Blocked) why).message();
    }
  }
}
