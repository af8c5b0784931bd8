package dev.leadlog.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/**
 * Alone of all clients, DynamoDB's ignores {@code AWS_MAX_ATTEMPTS} and calls nine times. Here it
 * tries again as the others do.
 */
class DynamoDbRetries {

  @Produces
  @ApplicationScoped
  DynamoDbClient client(DynamoDbClientBuilder configured) {
    return configured
        .overrideConfiguration(
            configured.overrideConfiguration().toBuilder()
                .retryStrategy(AwsRetryStrategy.forRetryMode(RetryMode.defaultRetryMode()))
                .build())
        .build();
  }
}
