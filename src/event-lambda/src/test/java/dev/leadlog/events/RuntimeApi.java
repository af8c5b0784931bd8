package dev.leadlog.events;

import dev.leadlog.emulators.RuntimeApi.FunctionResponse;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.time.Duration;
import java.util.Map;

/**
 * Lambda's Runtime API, from which the function receives its events. Unlike the event server of
 * Quarkus it tells the function to stop.
 */
public final class RuntimeApi implements QuarkusTestResourceLifecycleManager {

  private static volatile dev.leadlog.emulators.RuntimeApi current;

  /**
   * Invokes the running function.
   *
   * @param remaining the time that the invocation may take
   */
  static FunctionResponse invoke(String event, Duration remaining) {
    return current.invoke(event, remaining);
  }

  @Override
  public Map<String, String> start() {
    current = dev.leadlog.emulators.RuntimeApi.start();
    return Map.of("quarkus-internal.aws-lambda.test-api", current.address());
  }

  @Override
  public void stop() {
    current.close();
  }
}
