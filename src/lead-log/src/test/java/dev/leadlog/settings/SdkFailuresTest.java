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
  void an_exception_inside_the_client_becomes_an_sdk_exception() {
    RuntimeException thrown = thrown(new FailingHttpClient());

    assertThat(thrown).isExactlyInstanceOf(NullPointerException.class);
    assertThat(SdkFailures.of(thrown)).isInstanceOf(SdkException.class).hasCause(thrown);
  }

  @Test
  void an_sdk_exception_is_not_changed() {
    RuntimeException thrown = thrown(new UnreachableHttpClient());

    assertThat(thrown).isInstanceOf(SdkException.class);
    assertThat(SdkFailures.of(thrown)).isSameAs(thrown);
  }

  @Test
  void an_exception_of_leadlog_is_not_changed_even_if_the_sdk_called_it() {
    try (DynamoDbClient client = client(new FailingHttpClient())) {
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

  /** Fails inside the SDK: the stack trace begins with a frame of the SDK. */
  private static final class FailingHttpClient implements SdkHttpClient {

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

  private static final class UnreachableHttpClient implements SdkHttpClient {

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
