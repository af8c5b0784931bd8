package dev.leadlog.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** A file of the bundle, plain and compressed, because API Gateway does not compress responses. */
record ConsoleFile(String type, byte[] plain, byte[] compressed) {

  private static final String ROOT = "META-INF/resources/";
  private static final Pattern NAME =
      Pattern.compile("console(/[A-Za-z0-9_-]+)*(\\.[A-Za-z0-9_-]+)+");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml");

  /** Reads a file from the class path; empty if the bundle has no such file. */
  static Optional<ConsoleFile> read(String name) {
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null || !NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    try (InputStream in =
        Thread.currentThread().getContextClassLoader().getResourceAsStream(ROOT + name)) {
      return in == null ? Optional.empty() : Optional.of(of(type, in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ConsoleFile of(String type, byte[] content) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream(content.length / 2);
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ConsoleFile(type, content, compressed.toByteArray());
  }
}
