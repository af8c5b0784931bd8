package dev.leadlog.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/**
 * Configures the retries of the DynamoDB client. By default, it is the only SDK client that ignores
 * {@code AWS_MAX_ATTEMPTS} and makes nine attempts.
 */
class DynamoDbRetries {

  @Produces
  @ApplicationScoped
  DynamoDbClient client(DynamoDbClientBuilder configured) {
    return configured
        .overrideConfiguration(
            configured.overrideConfiguration().toBuilder().retryStrategy(retries()).build())
        .build();
  }

  /** A transaction conflict ends within a few milliseconds, so a retry succeeds. */
  private static RetryStrategy retries() {
    return AwsRetryStrategy.forRetryMode(RetryMode.defaultRetryMode()).toBuilder()
        .retryOnException(TransactionConflictException.class)
        .build();
  }
}
