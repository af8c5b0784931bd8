package dev.leadlog.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadlog.testing.Aws;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

@QuarkusTest
@QuarkusTestResource(Aws.class)
class SdkFailuresTest {

  @Inject DynamoDbClient dynamodb;
  @Inject SqsClient sqs;
  @Inject SsmClient ssm;
  @Inject S3Client s3;
  @Inject SnsClient sns;

  @Test
  void every_client_makes_an_sdk_exception_of_what_fails_inside_it() {
    for (SdkClient client : List.of(dynamodb, sqs, ssm, s3, sns)) {
      List<ExecutionInterceptor> interceptors =
          client.serviceClientConfiguration().overrideConfiguration().executionInterceptors();

      assertThat(interceptors)
          .as(client.serviceName())
          .anyMatch(interceptor -> interceptor instanceof SdkFailures);
    }
  }

  @Test
  void a_broken_http_client_is_a_store_that_does_not_answer() {
    try (DynamoDbClient broken =
        DynamoDbClient.builder()
            .region(software.amazon.awssdk.regions.Region.EU_CENTRAL_1)
            .credentialsProvider(
                () -> software.amazon.awssdk.auth.credentials.AwsBasicCredentials.create("a", "b"))
            .overrideConfiguration(o -> o.addExecutionInterceptor(new SdkFailures()))
            .httpClient(new Broken())
            .build()) {
      assertThatThrownBy(broken::listTables)
          .isInstanceOf(SdkException.class)
          .hasRootCauseInstanceOf(IllegalStateException.class);
    }
  }

  private static final class Broken implements SdkHttpClient {

    @Override
    public software.amazon.awssdk.http.ExecutableHttpRequest prepareRequest(
        software.amazon.awssdk.http.HttpExecuteRequest request) {
      throw new IllegalStateException("Connection pool shut down");
    }

    @Override
    public void close() {}
  }
}
