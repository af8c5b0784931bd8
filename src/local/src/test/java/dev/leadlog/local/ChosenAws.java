package dev.leadlog.local;

import dev.leadlog.emulators.Emulators;
import dev.leadlog.testing.Aws;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.net.URI;
import java.util.Map;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The AWS of the end-to-end tests: DynamoDB Local and the SQS server, unless {@code
 * -Dleadlog.test.aws} says {@code localstack}, which starts one in Docker, or the URL of an
 * emulator that runs already.
 */
public final class ChosenAws implements QuarkusTestResourceLifecycleManager {

  /** Later tags do not start without a token. */
  private static final DockerImageName LOCALSTACK =
      DockerImageName.parse("localstack/localstack:4.14.0");

  private static final String CHOICE = "leadlog.test.aws";

  static {
    String chosen = System.getProperty(CHOICE, "embedded");
    // Not a setting of the product's, which refuses what it does not know.
    System.clearProperty(CHOICE);
    switch (chosen) {
      case "embedded" -> {}
      case "localstack" -> Emulators.shareAt(startLocalStack());
      default -> Emulators.shareAt(URI.create(chosen));
    }
  }

  private final Aws aws = new Aws();

  /** It ends with the JVM: Testcontainers sees to that. */
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
