package dev.leadlog.listing;

import dev.leadlog.log.LeadgenId;
import dev.leadlog.text.Times;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * A place in a list: everything that sorts at or after {@code key} has been shown. One place is
 * enough for all shards and days, because every index sorts by the same key.
 *
 * @param key {@code receivedTime#leadgenId}, or a time alone
 */
public record ListCursor(String key) {

  /** What a client is given, and sends back. */
  public String cursor() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  /** The place a cursor stands for, or nothing where it is none of ours. */
  public static Optional<ListCursor> ofCursor(String cursor) {
    try {
      ListCursor position =
          new ListCursor(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
      return Optional.of(position).filter(ListCursor::isOurs);
    } catch (IllegalArgumentException | DateTimeException foreign) {
      return Optional.empty();
    }
  }

  private static boolean isOurs(ListCursor position) {
    String[] parts = position.key.split("#", 2);
    return Times.isUsable(position.time())
        && (parts.length == 1 || LeadgenId.of(parts[1]).isPresent());
  }

  /** Nothing before this is received later. */
  public Instant time() {
    return Instant.parse(key.split("#", 2)[0]);
  }
}
