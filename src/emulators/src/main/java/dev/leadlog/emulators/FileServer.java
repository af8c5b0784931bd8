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
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An S3 server with the operations of imports and exports: {@code PutObject}, {@code GetObject}
 * with {@code Range} and {@code If-Match}, {@code HeadObject}, {@code ListObjectsV2} and multipart
 * uploads (source: AWS, "Amazon S3 API Reference"), with the bucket in the path. Every bucket
 * exists, and signatures are not checked.
 */
final class FileServer {

  private static final Pattern RANGE = Pattern.compile("bytes=([0-9]+)-([0-9]*)");
  private static final Pattern UPLOAD = Pattern.compile("(?:^|.*&)uploadId=([^&]+).*");
  private static final Pattern PART = Pattern.compile("(?:^|.*&)partNumber=([0-9]+).*");
  private static final Pattern PREFIX = Pattern.compile("(?:.*&)?prefix=([^&]*).*");

  /** The request headers that are stored with a file and returned with it. */
  private static final List<String> STORED_HEADERS = List.of("Content-Type", "Content-Disposition");

  private record StoredFile(byte[] bytes, Map<String, String> headers) {}

  private final SortedMap<String, StoredFile> files = new ConcurrentSkipListMap<>();
  private final MultipartUploads uploads = new MultipartUploads();

  /** Starts the server on a free port and returns its URL. */
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
    byte[] sent = exchange.getRequestBody().readAllBytes();
    byte[] body = isChunked(exchange) ? unchunked(sent) : sent;
    Matcher upload = UPLOAD.matcher(String.valueOf(exchange.getRequestURI().getQuery()));
    if (upload.matches()) {
      part(exchange, upload.group(1), body);
      return;
    }
    boolean isBucket = path.indexOf('/', 1) < 0 || path.endsWith("/");
    switch (exchange.getRequestMethod()) {
      case "PUT" -> put(exchange, path, body);
      case "POST" ->
          answer(
              exchange, 200, xml("<UploadId>" + uploads.begin(headers(exchange)) + "</UploadId>"));
      case "GET", "HEAD" -> {
        if (isBucket) {
          answer(exchange, 200, list(path.replaceAll("/$", ""), exchange.getRequestURI()));
        } else {
          get(exchange, path);
        }
      }
      case "DELETE" -> {
        files.remove(path);
        answer(exchange, 204, new byte[0]);
      }
      default -> error(exchange, 405, "MethodNotAllowed");
    }
  }

  private static Map<String, String> headers(HttpExchange exchange) {
    Map<String, String> kept = new HashMap<>();
    for (String name : STORED_HEADERS) {
      String value = exchange.getRequestHeaders().getFirst(name);
      if (value != null) {
        kept.put(name, value);
      }
    }
    return kept;
  }

  /** {@code UploadPart}, {@code CompleteMultipartUpload} or {@code AbortMultipartUpload}. */
  private void part(HttpExchange exchange, String id, byte[] body) throws IOException {
    try {
      switch (exchange.getRequestMethod()) {
        case "PUT" -> {
          Matcher part = PART.matcher(exchange.getRequestURI().getQuery());
          int number = part.matches() ? Integer.parseInt(part.group(1)) : 0;
          uploads.put(id, number, body, tag(body));
          exchange.getResponseHeaders().set("ETag", tag(body));
          exchange.getResponseHeaders().set("x-amz-checksum-crc32", MultipartUploads.crc32(body));
          answer(exchange, 200, new byte[0]);
        }
        case "POST" -> {
          MultipartUploads.CompletedFile whole =
              uploads.complete(id, new String(body, StandardCharsets.UTF_8));
          files.put(
              exchange.getRequestURI().getPath(), new StoredFile(whole.bytes(), whole.headers()));
          answer(exchange, 200, xml("<ETag>" + escaped(tag(whole.bytes())) + "</ETag>"));
        }
        default -> {
          uploads.abort(id);
          answer(exchange, 204, new byte[0]);
        }
      }
    } catch (MultipartUploads.UploadError refused) {
      error(exchange, refused.status(), refused.code());
    }
  }

  private static byte[] xml(String content) {
    return ("<Result>" + content + "</Result>").getBytes(StandardCharsets.UTF_8);
  }

  private void put(HttpExchange exchange, String path, byte[] body) throws IOException {
    files.put(path, new StoredFile(body, headers(exchange)));
    exchange.getResponseHeaders().set("ETag", tag(body));
    answer(exchange, 200, new byte[0]);
  }

  private void get(HttpExchange exchange, String path) throws IOException {
    StoredFile stored = files.get(path);
    if (stored == null) {
      error(exchange, 404, "NoSuchKey");
      return;
    }
    byte[] file = stored.bytes();
    String expected = exchange.getRequestHeaders().getFirst("If-Match");
    if (expected != null && !expected.replace("\"", "").equals(tag(file).replace("\"", ""))) {
      error(exchange, 412, "PreconditionFailed");
      return;
    }
    exchange.getResponseHeaders().set("ETag", tag(file));
    exchange.getResponseHeaders().set("Last-Modified", "Sat, 28 Feb 2026 08:49:14 GMT");
    stored.headers().forEach(exchange.getResponseHeaders()::set);
    range(exchange, file);
  }

  private static void range(HttpExchange exchange, byte[] file) throws IOException {
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
    for (Map.Entry<String, StoredFile> file : files.tailMap(beginning).entrySet()) {
      if (!file.getKey().startsWith(beginning)) {
        break;
      }
      xml.append("<Contents><Key>")
          .append(escaped(file.getKey().substring(bucket.length() + 1)))
          .append("</Key><Size>%d</Size></Contents>".formatted(file.getValue().bytes().length));
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
    boolean hasNoBody = exchange.getRequestMethod().equals("HEAD") || body.length == 0;
    if (!exchange.getResponseHeaders().containsKey("Content-Type")) {
      exchange.getResponseHeaders().set("Content-Type", "application/xml");
    }
    if (hasNoBody) {
      exchange.getResponseHeaders().set("Content-Length", "" + body.length);
    }
    exchange.sendResponseHeaders(status, hasNoBody ? -1 : body.length);
    if (!hasNoBody) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }
}
