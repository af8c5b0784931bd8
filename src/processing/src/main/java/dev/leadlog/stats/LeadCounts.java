package dev.leadlog.stats;

import java.math.BigInteger;

/**
 * The counts of a group of leads. They are stored as one number, {@code seconds × 10^18 + timed ×
 * 10^9 + leads}, so that an item has a third of the attributes and is read faster. DynamoDB can add
 * such numbers.
 *
 * @param timed the number of leads whose time from created to processed is known
 * @param seconds the sum of these times
 */
record LeadCounts(long leads, long timed, long seconds) {

  private static final BigInteger BASE = BigInteger.TEN.pow(9);
  private static final BigInteger HALF = BASE.shiftRight(1);

  BigInteger packed() {
    return BigInteger.valueOf(seconds)
        .multiply(BASE)
        .add(BigInteger.valueOf(timed))
        .multiply(BASE)
        .add(BigInteger.valueOf(leads));
  }

  static LeadCounts unpacked(BigInteger packed) {
    BigInteger leads = lowest(packed);
    BigInteger rest = packed.subtract(leads).divide(BASE);
    BigInteger timed = lowest(rest);
    BigInteger seconds = rest.subtract(timed).divide(BASE);
    return new LeadCounts(leads.longValue(), timed.longValue(), seconds.longValue());
  }

  /** Returns the lowest part, which is negative if more was subtracted than added. */
  private static BigInteger lowest(BigInteger packed) {
    return packed.add(HALF).mod(BASE).subtract(HALF);
  }
}
