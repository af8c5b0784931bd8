package dev.leadlog.settings;

import dev.leadlog.concurrency.BoundedExecutor;
import jakarta.inject.Singleton;
import java.util.List;
import software.amazon.awssdk.core.SdkClient;

/**
 * Makes SDK clients in parallel while a function starts. Lambda gives a starting function more
 * processor than it has later, and the first request does not wait for one client after the other;
 * nothing is called.
 */
@Singleton
public class AwsClients {

  private static final int AT_ONCE = 3;

  private final BoundedExecutor executor;

  AwsClients(BoundedExecutor executor) {
    this.executor = executor;
  }

  /**
   * @param clients those that nearly every request needs, as proxies that make them at first use
   */
  public void make(List<SdkClient> clients) {
    executor.each(clients, AT_ONCE, SdkClient::serviceName);
  }
}
