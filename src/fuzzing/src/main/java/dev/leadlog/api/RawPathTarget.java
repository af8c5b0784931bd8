package dev.leadlog.api;

import static dev.leadlog.fuzzing.Target.require;

import dev.leadlog.fuzzing.Target;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * The path of an event, and its query in the second line. An accepted path has only one
 * interpretation, and path and query form a valid URL.
 */
public final class RawPathTarget implements Target {

  @Override
  public String name() {
    return "raw-path";
  }

  @Override
  public void read(byte[] input) {
    String[] lines = new String(input, StandardCharsets.UTF_8).split("\n", 2);
    String path = lines[0];
    if (AmbiguousPathFilter.isPlain(path)) {
      URI uri = URI.create(path);
      require(path.equals(uri.getPath()), "a plain path is the path of its URI");
      require(path.equals(uri.normalize().getPath()), "a plain path has no parts to resolve");
    }
    String query = lines.length == 2 ? lines[1] : null;
    if (query != null && AmbiguousPathFilter.isEncoded(query)) {
      require(query.equals(URI.create("/?" + query).getRawQuery()), "an encoded query is parsed");
    }
  }
}
