package dev.leadlog.notice;

import dev.leadlog.text.Digests;
import java.time.Duration;
import java.util.HexFormat;

/**
 * A channel that receives notices. All destinations with the same channel share its limits.
 *
 * @param key the key of its items in {@code Bookkeeping}
 * @param pace the minimum time between two messages; zero if the channel has no such limit
 */
record Channel(String key, Duration pace) {

  private static final int LENGTH = 12;

  /**
   * @param address the address, which may be a secret; only its hash is stored
   */
  static Channel of(String type, String address, Duration pace) {
    byte[] hash = Digests.sha256(type + " " + address);
    return new Channel("notice#" + HexFormat.of().formatHex(hash, 0, LENGTH), pace);
  }
}
