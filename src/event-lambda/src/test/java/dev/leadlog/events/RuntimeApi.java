package dev.leadlog.events;

import dev.leadlog.emulators.RuntimeApi.Answer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.time.Duration;
import java.util.Map;

/**
 * Lambda's Runtime API, from which the function takes its events. Unlike the event server that
 * Quarkus brings it says when the function is stopped.
 */
public final class RuntimeApi implements QuarkusTestResourceLifecycleManager {

  private static volatile dev.leadlog.emulators.RuntimeApi current;

  /**
   * Calls the function that runs now.
   *
   * @param remaining how long it may take
   */
  static Answer invoke(String event, Duration remaining) {
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
