package dev.leadlog.emulators;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * Multipart uploads with the checks of S3: each part except the last has at least 5 MiB, and the
 * request that completes the upload lists the parts in their order, each with its ETag.
 */
final class MultipartUploads {

  private static final int MIN_PART_BYTES = 5 * 1024 * 1024;
  private static final Pattern PART = Pattern.compile("<Part>(.*?)</Part>", Pattern.DOTALL);
  private static final Pattern NUMBER = Pattern.compile("<PartNumber>([0-9]+)</PartNumber>");
  private static final Pattern TAG = Pattern.compile("<ETag>(.*?)</ETag>");

  record CompletedFile(byte[] bytes, Map<String, String> headers) {}

  private record Part(byte[] bytes, String tag) {}

  private record Upload(Map<Integer, Part> parts, Map<String, String> headers) {}

  /** A request that S3 rejects. */
  static final class UploadError extends Exception {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;

    UploadError(int status, String code) {
      super(code);
      this.status = status;
      this.code = code;
    }

    int status() {
      return status;
    }

    String code() {
      return code;
    }
  }

  private final Map<String, Upload> uploads = new ConcurrentHashMap<>();

  String begin(Map<String, String> headers) {
    String id = UUID.randomUUID().toString();
    uploads.put(id, new Upload(new ConcurrentHashMap<>(), headers));
    return id;
  }

  void put(String id, int number, byte[] bytes, String tag) throws UploadError {
    find(id).parts().put(number, new Part(bytes, tag));
  }

  CompletedFile complete(String id, String request) throws UploadError {
    Upload upload = find(id);
    List<Part> named = named(upload, request);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (int i = 0; i < named.size(); i++) {
      if (i < named.size() - 1 && named.get(i).bytes().length < MIN_PART_BYTES) {
        throw new UploadError(400, "EntityTooSmall");
      }
      whole.writeBytes(named.get(i).bytes());
    }
    uploads.remove(id);
    return new CompletedFile(whole.toByteArray(), upload.headers());
  }

  private static List<Part> named(Upload upload, String request) throws UploadError {
    List<Part> named = new ArrayList<>();
    int before = 0;
    Matcher each = PART.matcher(request);
    while (each.find()) {
      int number = Integer.parseInt(first(NUMBER, each.group(1)));
      Part part = upload.parts().get(number);
      String tag = first(TAG, each.group(1)).replace("&quot;", "\"");
      if (part == null || !part.tag().equals(tag)) {
        throw new UploadError(400, "InvalidPart");
      }
      if (number <= before) {
        throw new UploadError(400, "InvalidPartOrder");
      }
      before = number;
      named.add(part);
    }
    if (named.isEmpty()) {
      throw new UploadError(400, "MalformedXML");
    }
    return named;
  }

  private static String first(Pattern pattern, String xml) throws UploadError {
    Matcher found = pattern.matcher(xml);
    if (!found.find()) {
      throw new UploadError(400, "MalformedXML");
    }
    return found.group(1);
  }

  void abort(String id) {
    uploads.remove(id);
  }

  private Upload find(String id) throws UploadError {
    Upload upload = uploads.get(id);
    if (upload == null) {
      throw new UploadError(404, "NoSuchUpload");
    }
    return upload;
  }

  static String crc32(byte[] bytes) {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    return Base64.getEncoder()
        .encodeToString(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
  }
}
