package dev.leadlog.settings;

import jakarta.inject.Singleton;
import java.util.List;
import software.amazon.awssdk.core.SdkClient;

/**
 * Makes SDK clients side by side while a function starts. Lambda gives a starting function more
 * processor than it has later, and who calls does not wait one client after the other; nothing is
 * called.
 */
@Singleton
public class AwsClients {

  private static final int AT_ONCE = 3;

  /**
   * @param clients those that nearly every request needs, as proxies that make them at first use
   */
  public void make(List<SdkClient> clients) {
    new SideBySide("aws-clients", AT_ONCE).each(clients, SdkClient::serviceName);
  }
}
