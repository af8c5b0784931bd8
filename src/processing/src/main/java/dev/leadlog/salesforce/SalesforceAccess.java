package dev.leadlog.salesforce;

import dev.leadlog.delivery.DeliveryResult;
import java.net.URI;

/** The result of a token request. */
sealed interface SalesforceAccess {

  /**
   * An access token.
   *
   * @param instance the URL of the org that accepts it
   */
  record Granted(URI instance, String token) implements SalesforceAccess {

    /** Without the token. */
    @Override
    public String toString() {
      return "Granted[" + instance.getHost() + "]";
    }
  }

  /**
   * No access token.
   *
   * @param why the delivery result: {@code Blocked} or {@code Unreachable}
   * @param forbidden whether the egress policy does not allow the address
   */
  record Denied(DeliveryResult why, boolean forbidden) implements SalesforceAccess {

    String message() {
      return why instanceof DeliveryResult.Unreachable unreachable
          ? unreachable.message()
          : ((DeliveryResult.Blocked) why).message();
    }
  }
}
