package dev.leadlog.notice;

import dev.leadlog.text.Digests;
import java.time.Duration;
import java.util.HexFormat;

/**
 * Where notices arrive. Destinations of several forms that name the same one share its limits.
 *
 * @param key of its items in {@code Bookkeeping}
 * @param pace how far apart two messages are at least; zero where the channel has no such limit
 */
record Channel(String key, Duration pace) {

  private static final int LENGTH = 12;

  /**
   * @param address may be a secret, and is stored as a hash
   */
  static Channel of(String type, String address, Duration pace) {
    byte[] hash = Digests.sha256(type + " " + address);
    return new Channel("notice#" + HexFormat.of().formatHex(hash, 0, LENGTH), pace);
  }
}
