package dev.leadlog.emulators;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Creates the template's topics without the SDK. */
final class Topics {

  /** Emulators check the service and the region, but not the signature. */
  private static final String AUTHORIZATION =
      "AWS4-HMAC-SHA256 Credential=local/20260101/eu-central-1/sns/aws4_request,"
          + " SignedHeaders=host, Signature=0";

  private static final Pattern ARN = Pattern.compile("<TopicArn>(.*):([^:]+)</TopicArn>");

  private final URI sns;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Topics(URI sns) {
    this.sns = sns;
  }

  /** Returns the prefix of all topic ARNs, without the colon before the name. */
  String create(Template template) {
    return template.ofType("AWS::SNS::Topic").keySet().stream()
        .map(this::create)
        .reduce((first, last) -> last)
        .orElseThrow(() -> new IllegalStateException("template.yaml has no topic"));
  }

  private String create(String logicalId) {
    HttpRequest request =
        HttpRequest.newBuilder(sns.resolve("/"))
            .header("Authorization", AUTHORIZATION)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "Action=CreateTopic&Version=2010-03-31&Name=" + logicalId))
            .build();
    try {
      String response = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
      Matcher arn = ARN.matcher(response);
      if (!arn.find()) {
        throw new IllegalStateException(
            "topic " + logicalId + " could not be created: " + response);
      }
      return arn.group(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while creating topics", e);
    }
  }
}
