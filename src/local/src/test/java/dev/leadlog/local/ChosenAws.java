package dev.leadlog.local;

import dev.leadlog.emulators.Emulators;
import dev.leadlog.testing.Aws;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.net.URI;
import java.util.Map;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Starts AWS for the end-to-end tests: by default DynamoDB Local and the SQS server. With {@code
 * -Dleadlog.test.aws=localstack} it starts LocalStack in Docker; with a URL it uses a running
 * emulator.
 */
public final class ChosenAws implements QuarkusTestResourceLifecycleManager {

  /** Later versions need a token to start. */
  private static final DockerImageName LOCALSTACK =
      DockerImageName.parse("localstack/localstack:4.14.0");

  private static final String CHOICE = "leadlog.test.aws";

  static {
    String chosen = System.getProperty(CHOICE, "embedded");
    // It is not a setting of the product, and the product rejects unknown settings.
    System.clearProperty(CHOICE);
    switch (chosen) {
      case "embedded" -> {}
      case "localstack" -> Emulators.shareAt(startLocalStack());
      default -> Emulators.shareAt(URI.create(chosen));
    }
  }

  private final Aws aws = new Aws();

  /** Testcontainers stops the container at the end of the JVM. */
  private static URI startLocalStack() {
    LocalStackContainer localstack =
        new LocalStackContainer(LOCALSTACK).withServices("dynamodb", "sqs", "ssm", "s3", "sns");
    String token = System.getenv("LOCALSTACK_AUTH_TOKEN");
    if (token != null) {
      localstack.withEnv("LOCALSTACK_AUTH_TOKEN", token);
    }
    localstack.start();
    return localstack.getEndpoint();
  }

  @Override
  public Map<String, String> start() {
    return aws.start();
  }

  @Override
  public void stop() {
    aws.stop();
  }
}
