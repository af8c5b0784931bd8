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
 * Files that are uploaded in parts, as strictly as S3 takes them: each part but the last has 5 MiB,
 * and those of which a file is made are named in their order, each with the tag that it was given.
 */
final class MultipartUploads {

  private static final int SMALLEST = 5 * 1024 * 1024;
  private static final Pattern PART = Pattern.compile("<Part>(.*?)</Part>", Pattern.DOTALL);
  private static final Pattern NUMBER = Pattern.compile("<PartNumber>([0-9]+)</PartNumber>");
  private static final Pattern TAG = Pattern.compile("<ETag>(.*?)</ETag>");

  /** A file that was made. */
  record Whole(byte[] bytes, Map<String, String> headers) {}

  private record Part(byte[] bytes, String tag) {}

  private record Upload(Map<Integer, Part> parts, Map<String, String> headers) {}

  /** What S3 says no to. */
  static final class Refused extends Exception {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;

    Refused(int status, String code) {
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

  void put(String id, int number, byte[] bytes, String tag) throws Refused {
    find(id).parts().put(number, new Part(bytes, tag));
  }

  Whole complete(String id, String request) throws Refused {
    Upload upload = find(id);
    List<Part> named = named(upload, request);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (int i = 0; i < named.size(); i++) {
      if (i < named.size() - 1 && named.get(i).bytes().length < SMALLEST) {
        throw new Refused(400, "EntityTooSmall");
      }
      whole.writeBytes(named.get(i).bytes());
    }
    uploads.remove(id);
    return new Whole(whole.toByteArray(), upload.headers());
  }

  private static List<Part> named(Upload upload, String request) throws Refused {
    List<Part> named = new ArrayList<>();
    int before = 0;
    Matcher each = PART.matcher(request);
    while (each.find()) {
      int number = Integer.parseInt(first(NUMBER, each.group(1)));
      Part part = upload.parts().get(number);
      String tag = first(TAG, each.group(1)).replace("&quot;", "\"");
      if (part == null || !part.tag().equals(tag)) {
        throw new Refused(400, "InvalidPart");
      }
      if (number <= before) {
        throw new Refused(400, "InvalidPartOrder");
      }
      before = number;
      named.add(part);
    }
    if (named.isEmpty()) {
      throw new Refused(400, "MalformedXML");
    }
    return named;
  }

  private static String first(Pattern pattern, String xml) throws Refused {
    Matcher found = pattern.matcher(xml);
    if (!found.find()) {
      throw new Refused(400, "MalformedXML");
    }
    return found.group(1);
  }

  void abort(String id) {
    uploads.remove(id);
  }

  private Upload find(String id) throws Refused {
    Upload upload = uploads.get(id);
    if (upload == null) {
      throw new Refused(404, "NoSuchUpload");
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
