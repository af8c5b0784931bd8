package dev.leadlog.dynamodb;

import java.util.concurrent.ThreadLocalRandom;

/** Ids of writes: short, because they are stored with each item, and random in 64 bits. */
final class WriteIds {

  static String next() {
    return Long.toHexString(ThreadLocalRandom.current().nextLong());
  }

  private WriteIds() {}
}
