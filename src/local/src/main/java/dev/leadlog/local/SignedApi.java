package dev.leadlog.local;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** Calls a deployed API with IAM authorization: signs each request with Signature Version 4. */
final class SignedApi {

  private static final Pattern REGION = Pattern.compile("\\.execute-api\\.([a-z0-9-]+)\\.");
  private static final Duration TIMEOUT = Duration.ofSeconds(35);
  private static final List<String> FORWARDED_HEADERS =
      List.of("content-type", "if-match", "accept");
  // Java's HTTP client sets these itself.
  private static final List<String> HEADERS_SET_BY_CLIENT = List.of("host", "content-length");

  /** A response of the API. */
  record ApiResponse(int status, Function<String, Optional<String>> headers, byte[] body) {

    Optional<String> header(String name) {
      return headers.apply(name);
    }
  }

  /** The API could not be called or did not answer; the message says why. */
  static final class ApiUnavailable extends Exception {

    private ApiUnavailable(String message) {
      super(message);
    }
  }

  private final URI api;
  private final AwsCredentialsProvider credentials;
  private final String region;
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final HttpClient http = HttpClient.newHttpClient();

  SignedApi(URI api, AwsCredentialsProvider credentials, String region) {
    this.api = api;
    this.credentials = credentials;
    this.region = region;
  }

  /** Uses the default AWS credentials, and the default region if the URL contains none. */
  static SignedApi of(URI api) {
    Matcher named = REGION.matcher(api.getHost());
    String region =
        named.find()
            ? named.group(1)
            : DefaultAwsRegionProviderChain.builder().build().getRegion().id();
    return new SignedApi(api, DefaultCredentialsProvider.builder().build(), region);
  }

  /**
   * @param uri path and query, beginning with {@code /api}
   */
  ApiResponse call(
      String method, String uri, Function<String, Optional<String>> headers, byte[] body)
      throws ApiUnavailable {
    try {
      HttpRequest request = signed(method, api.resolve(uri), headers, body);
      HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
      return new ApiResponse(
          answer.statusCode(), name -> answer.headers().firstValue(name), answer.body());
    } catch (SdkException e) {
      throw new ApiUnavailable("the AWS credentials cannot be read: " + e.getMessage());
    } catch (IOException e) {
      throw new ApiUnavailable(api.getHost() + " does not answer: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ApiUnavailable("the console is being stopped");
    }
  }

  private HttpRequest signed(
      String method, URI address, Function<String, Optional<String>> headers, byte[] body) {
    SdkHttpRequest.Builder unsigned =
        SdkHttpRequest.builder().method(SdkHttpMethod.fromValue(method)).uri(address);
    FORWARDED_HEADERS.forEach(
        name -> headers.apply(name).ifPresent(value -> unsigned.putHeader(name, value)));
    ContentStreamProvider content = () -> new ByteArrayInputStream(body);
    SignedRequest signed =
        signer.sign(
            request ->
                request
                    .identity(credentials.resolveCredentials())
                    .request(unsigned.build())
                    .payload(content)
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "execute-api")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(TIMEOUT)
            .method(
                method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    signed
        .request()
        .forEachHeader(
            (name, values) -> {
              if (!HEADERS_SET_BY_CLIENT.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return request.build();
  }
}
