package dev.leadlog.testing;

import dev.leadlog.emulators.Emulators;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads and writes files of the import bucket; bypasses the faults. */
public final class ImportBucket {

  public static final String NAME = Emulators.bucket("ImportBucket");

  /** Emulators check who the caller is, but not the signature. */
  private static final String OWNER =
      "AWS4-HMAC-SHA256 Credential=local/20260101/eu-central-1/s3/aws4_request,"
          + " SignedHeaders=host, Signature=0";

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /**
   * @return the file's ETag, without quotes
   */
  public static String put(String key, byte[] content) {
    HttpRequest.Builder request = request(key).PUT(HttpRequest.BodyPublishers.ofByteArray(content));
    return send(request).headers().firstValue("ETag").orElseThrow().replace("\"", "");
  }

  /** Empty if the file does not exist. */
  public static Optional<String> text(String key) {
    HttpResponse<byte[]> response = send(request(key).GET());
    return response.statusCode() == 200
        ? Optional.of(new String(response.body(), StandardCharsets.UTF_8))
        : Optional.empty();
  }

  public static void delete(String key) {
    send(request(key).DELETE());
  }

  private static HttpRequest.Builder request(String key) {
    return HttpRequest.newBuilder(Aws.directS3("/" + NAME + "/" + key.replace(" ", "%20")))
        .header("Authorization", OWNER);
  }

  private static HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private ImportBucket() {}
}
