package dev.leadlog.listing;

import static dev.leadlog.fuzzing.Target.require;

import dev.leadlog.document.StrictReader;
import dev.leadlog.fuzzing.Target;
import dev.leadlog.text.Times;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * A cursor, and a filter in the following lines as {@code name=value}. Each is read or rejected
 * with a message, without an exception.
 */
public final class CursorTarget implements Target {

  private static final Instant NOW = Instant.parse("2026-02-28T08:49:14.120Z");

  @Override
  public String name() {
    return "cursor";
  }

  @Override
  public void read(byte[] input) {
    String[] lines = new String(input, StandardCharsets.UTF_8).split("\n", -1);
    ListCursor.ofCursor(lines[0])
        .ifPresent(
            position -> {
              ListCursor again = ListCursor.ofCursor(position.cursor()).orElseThrow();
              require(again.equals(position), "a cursor survives a round trip");
              Times.day(position.time());
            });
    Map<String, String> given = new TreeMap<>();
    Arrays.stream(lines)
        .skip(1)
        .map(line -> line.split("=", 2))
        .filter(pair -> pair.length == 2)
        .forEach(pair -> given.put(pair[0], pair[1]));
    StrictReader query = StrictReader.ofQuery(given);
    LeadLogFilter filter = LeadLogFilter.read(query, NOW);
    if (!query.hasMistakes()) {
      filter.json();
      require(!filter.from().isAfter(filter.to()), "from is not after to");
      Times.text(filter.from());
      Times.text(filter.to());
    }
  }
}
