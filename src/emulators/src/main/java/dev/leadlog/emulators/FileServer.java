package dev.leadlog.emulators;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * S3, as far as imports need it: {@code PutObject}, {@code GetObject} with {@code Range} and {@code
 * If-Match}, {@code HeadObject} and {@code ListObjectsV2} (source: AWS, "Amazon S3 API Reference"),
 * with the bucket in the path. Every bucket that is named is there.
 */
final class FileServer {

  private static final Pattern RANGE = Pattern.compile("bytes=([0-9]+)-([0-9]*)");
  private static final Pattern PREFIX = Pattern.compile("(?:.*&)?prefix=([^&]*).*");

  private final SortedMap<String, byte[]> files = new ConcurrentSkipListMap<>();

  /** Starts it on a free port, and returns where it answers. */
  URI start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::serve);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void serve(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] body = exchange.getRequestBody().readAllBytes();
    boolean ofABucket = path.indexOf('/', 1) < 0 || path.endsWith("/");
    switch (exchange.getRequestMethod()) {
      case "PUT" -> put(exchange, path, isChunked(exchange) ? unchunked(body) : body);
      case "GET", "HEAD" -> {
        if (ofABucket) {
          answer(exchange, 200, list(path.replaceAll("/$", ""), exchange.getRequestURI()));
        } else {
          get(exchange, path);
        }
      }
      default -> error(exchange, 405, "MethodNotAllowed");
    }
  }

  private void put(HttpExchange exchange, String path, byte[] body) throws IOException {
    files.put(path, body);
    exchange.getResponseHeaders().set("ETag", tag(body));
    answer(exchange, 200, new byte[0]);
  }

  private void get(HttpExchange exchange, String path) throws IOException {
    byte[] file = files.get(path);
    if (file == null) {
      error(exchange, 404, "NoSuchKey");
      return;
    }
    String expected = exchange.getRequestHeaders().getFirst("If-Match");
    if (expected != null && !expected.replace("\"", "").equals(tag(file).replace("\"", ""))) {
      error(exchange, 412, "PreconditionFailed");
      return;
    }
    exchange.getResponseHeaders().set("ETag", tag(file));
    exchange.getResponseHeaders().set("Last-Modified", "Sat, 28 Feb 2026 08:49:14 GMT");
    part(exchange, file);
  }

  private static void part(HttpExchange exchange, byte[] file) throws IOException {
    Matcher range = RANGE.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
    if (!range.matches()) {
      answer(exchange, 200, file);
      return;
    }
    int from = Integer.parseInt(range.group(1));
    int last = range.group(2).isEmpty() ? file.length - 1 : Integer.parseInt(range.group(2));
    int to = Math.min(last, file.length - 1);
    if (from > to) {
      error(exchange, 416, "InvalidRange");
      return;
    }
    exchange
        .getResponseHeaders()
        .set("Content-Range", "bytes %d-%d/%d".formatted(from, to, file.length));
    answer(exchange, 206, Arrays.copyOfRange(file, from, to + 1));
  }

  private byte[] list(String bucket, URI request) {
    Matcher prefix = PREFIX.matcher(String.valueOf(request.getQuery()));
    String beginning = bucket + "/" + (prefix.matches() ? prefix.group(1) : "");
    StringBuilder xml = new StringBuilder("<ListBucketResult><IsTruncated>false</IsTruncated>");
    for (Map.Entry<String, byte[]> file : files.tailMap(beginning).entrySet()) {
      if (!file.getKey().startsWith(beginning)) {
        break;
      }
      xml.append("<Contents><Key>")
          .append(escaped(file.getKey().substring(bucket.length() + 1)))
          .append("</Key><Size>%d</Size></Contents>".formatted(file.getValue().length));
    }
    return xml.append("</ListBucketResult>").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static boolean isChunked(HttpExchange exchange) {
    return String.valueOf(exchange.getRequestHeaders().getFirst("x-amz-content-sha256"))
        .startsWith("STREAMING-");
  }

  /** {@code size;signature CRLF data CRLF}, until a size of 0 (source: AWS, "aws-chunked"). */
  private static byte[] unchunked(byte[] body) {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    int position = 0;
    while (true) {
      int end = position;
      while (body[end] != '\r') {
        end++;
      }
      String size = new String(body, position, end - position, StandardCharsets.US_ASCII);
      int length = Integer.parseInt(size.replaceFirst(";.*", ""), 16);
      if (length == 0) {
        return plain.toByteArray();
      }
      plain.write(body, end + 2, length);
      position = end + 2 + length + 2;
    }
  }

  private static String tag(byte[] file) {
    try {
      return '"' + HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(file)) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }

  private static void error(HttpExchange exchange, int status, String code) throws IOException {
    String xml = "<Error><Code>" + code + "</Code><Message>" + code + "</Message></Error>";
    answer(exchange, status, xml.getBytes(StandardCharsets.UTF_8));
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    boolean hasNone = exchange.getRequestMethod().equals("HEAD") || body.length == 0;
    exchange.getResponseHeaders().set("Content-Type", "application/xml");
    if (hasNone) {
      exchange.getResponseHeaders().set("Content-Length", "" + body.length);
    }
    exchange.sendResponseHeaders(status, hasNone ? -1 : body.length);
    if (!hasNone) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }
}
