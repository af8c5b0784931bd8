package dev.leadlog.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class SdkFailuresTest {

  @Test
  void an_exception_inside_the_client_is_a_store_that_does_not_answer() {
    RuntimeException thrown = thrown(new Broken());

    assertThat(thrown).isExactlyInstanceOf(NullPointerException.class);
    assertThat(SdkFailures.of(thrown)).isInstanceOf(SdkException.class).hasCause(thrown);
  }

  @Test
  void an_exception_of_the_sdk_stays_as_it_is() {
    RuntimeException thrown = thrown(new Unreachable());

    assertThat(thrown).isInstanceOf(SdkException.class);
    assertThat(SdkFailures.of(thrown)).isSameAs(thrown);
  }

  @Test
  void an_exception_of_our_own_stays_our_own_also_where_the_sdk_calls_us() {
    try (DynamoDbClient client = client(new Broken())) {
      RuntimeException ours =
          catchThrowableOfType(
              RuntimeException.class,
              () ->
                  client.listTables(
                      request -> {
                        throw new IllegalStateException("ours");
                      }));

      assertThat(SdkFailures.of(ours)).isSameAs(ours);
    }
  }

  private static RuntimeException thrown(SdkHttpClient http) {
    try (DynamoDbClient client = client(http)) {
      return catchThrowableOfType(RuntimeException.class, client::listTables);
    }
  }

  private static DynamoDbClient client(SdkHttpClient http) {
    return DynamoDbClient.builder()
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(() -> AwsBasicCredentials.create("a", "b"))
        .httpClient(http)
        .build();
  }

  /** As a client of the SDK's own that breaks: without a frame of ours before the SDK's. */
  private static final class Broken implements SdkHttpClient {

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      NullPointerException inside = new NullPointerException();
      StackTraceElement[] trace = inside.getStackTrace();
      inside.setStackTrace(Arrays.copyOfRange(trace, 1, trace.length));
      throw inside;
    }

    @Override
    public void close() {}
  }

  private static final class Unreachable implements SdkHttpClient {

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() throws IOException {
          throw new IOException("connection reset");
        }

        @Override
        public void abort() {}
      };
    }

    @Override
    public void close() {}
  }
}
