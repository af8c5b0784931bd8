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
 * Alone of all clients, DynamoDB's ignores {@code AWS_MAX_ATTEMPTS} and calls nine times. Here it
 * tries again as the others do.
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

  /** Who meets a transaction at an item has only to ask again: it takes a few milliseconds. */
  private static RetryStrategy retries() {
    return AwsRetryStrategy.forRetryMode(RetryMode.defaultRetryMode()).toBuilder()
        .retryOnException(TransactionConflictException.class)
        .build();
  }
}
