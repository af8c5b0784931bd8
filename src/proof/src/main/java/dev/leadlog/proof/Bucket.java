package dev.leadlog.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Copies files to a bucket, and opens files and links. */
final class Bucket {

  private final URI root;
  private final HttpClient client = HttpClient.newHttpClient();

  /**
   * @param root the URL of the bucket, with a trailing slash
   */
  Bucket(URI root) {
    this.root = root;
  }

  /**
   * @return the file's ETag, without quotes
   */
  String put(String key, Path file) {
    try {
      HttpRequest put =
          HttpRequest.newBuilder(root.resolve(key))
              .PUT(HttpRequest.BodyPublishers.ofFile(file))
              .build();
      return send(put).headers().firstValue("ETag").orElseThrow().replace("\"", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of a file; if it does not exist, the error response of the store. */
  String text(String key) {
    return open(root.resolve(key).toString());
  }

  /** The text at a link. */
  String open(String link) {
    HttpRequest get = HttpRequest.newBuilder(URI.create(link)).build();
    return new String(send(get).body(), StandardCharsets.UTF_8);
  }

  private HttpResponse<byte[]> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
