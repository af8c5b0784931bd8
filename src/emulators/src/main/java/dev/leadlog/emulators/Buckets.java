package dev.leadlog.emulators;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Creates the template's buckets at another S3 endpoint, without the SDK. */
final class Buckets {

  private static final String REGION =
      "<CreateBucketConfiguration><LocationConstraint>eu-central-1</LocationConstraint>"
          + "</CreateBucketConfiguration>";

  /** Emulators check the service and the region, but not the signature. */
  private static final String AUTHORIZATION =
      "AWS4-HMAC-SHA256 Credential=local/20260101/eu-central-1/s3/aws4_request,"
          + " SignedHeaders=host, Signature=0";

  private final URI s3;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Buckets(URI s3) {
    this.s3 = s3;
  }

  void create(Template template) {
    template.ofType("AWS::S3::Bucket").keySet().forEach(this::create);
  }

  private void create(String logicalId) {
    HttpRequest request =
        HttpRequest.newBuilder(s3.resolve("/" + Emulators.bucket(logicalId)))
            .header("Authorization", AUTHORIZATION)
            .PUT(HttpRequest.BodyPublishers.ofString(REGION))
            .build();
    try {
      int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status >= 300 && status != 409) {
        throw new IllegalStateException(
            "bucket " + logicalId + " could not be created: HTTP " + status);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while creating buckets", e);
    }
  }
}
