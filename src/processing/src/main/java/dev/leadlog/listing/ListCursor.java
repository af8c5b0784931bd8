package dev.leadlog.listing;

import dev.leadlog.log.LeadgenId;
import dev.leadlog.text.Times;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * A position in a list: all logs that sort at or after {@code key} have been listed. One position
 * is enough for all shards and months, because every index has the same sort key.
 *
 * @param key {@code receivedTime#leadgenId}, or only a time
 */
public record ListCursor(String key) {

  /** Returns the opaque text for clients. */
  public String cursor() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  /** Decodes a cursor; empty if it is not valid. */
  public static Optional<ListCursor> ofCursor(String cursor) {
    try {
      ListCursor position =
          new ListCursor(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
      return Optional.of(position).filter(ListCursor::isCursor);
    } catch (IllegalArgumentException | DateTimeException foreign) {
      return Optional.empty();
    }
  }

  private static boolean isCursor(ListCursor position) {
    String[] parts = position.key.split("#", 2);
    return Times.isUsable(position.time())
        && (parts.length == 1 || LeadgenId.of(parts[1]).isPresent());
  }

  /** Returns the time of the position; the following logs were not received after it. */
  public Instant time() {
    return Instant.parse(key.split("#", 2)[0]);
  }
}
