package dev.leadlog.delivery;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * From where an address can be reached (source: IANA, "IPv4 and IPv6 Special-Purpose Address
 * Registries").
 */
enum Reach {
  /** Unicast, from everywhere. */
  PUBLIC,
  /** From within a network only. */
  PRIVATE,
  /** From the same machine only; Lambda's own API answers there. */
  LOOPBACK,
  /**
   * No address of a service: link-local, where clouds tell credentials, multicast, and the rest.
   */
  NONE;

  private record Block(byte[] prefix, int bits, Reach reach) {

    static Block of(int bits, Reach reach, int... bytes) {
      byte[] prefix = new byte[bytes.length];
      for (int i = 0; i < bytes.length; i++) {
        prefix[i] = (byte) bytes[i];
      }
      return new Block(prefix, bits, reach);
    }

    boolean holds(byte[] address) {
      for (int bit = 0; bit < bits; bit++) {
        int at = bit / 8;
        int mask = 0x80 >> bit % 8;
        if (((address[at] ^ (at < prefix.length ? prefix[at] : 0)) & mask) != 0) {
          return false;
        }
      }
      return true;
    }
  }

  private static final List<Block> IPV4 =
      List.of(
          Block.of(8, NONE, 0),
          Block.of(8, PRIVATE, 10),
          Block.of(10, PRIVATE, 100, 64),
          Block.of(8, LOOPBACK, 127),
          Block.of(16, NONE, 169, 254),
          Block.of(12, PRIVATE, 172, 16),
          Block.of(24, NONE, 192, 0, 0),
          Block.of(24, NONE, 192, 0, 2),
          Block.of(24, NONE, 192, 88, 99),
          Block.of(16, PRIVATE, 192, 168),
          Block.of(15, NONE, 198, 18),
          Block.of(24, NONE, 198, 51, 100),
          Block.of(24, NONE, 203, 0, 113),
          Block.of(3, NONE, 224));

  /** Whatever is in none of these and not in 2000::/3 is none. */
  private static final List<Block> IPV6 =
      List.of(
          Block.of(128, LOOPBACK, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1),
          Block.of(32, NONE, 0xfd, 0x00, 0x0e, 0xc2),
          Block.of(7, PRIVATE, 0xfc),
          Block.of(23, NONE, 0x20, 0x01),
          Block.of(32, NONE, 0x20, 0x01, 0x0d, 0xb8),
          Block.of(16, NONE, 0x20, 0x02),
          Block.of(20, NONE, 0x3f, 0xff),
          Block.of(3, PUBLIC, 0x20));

  private static final Block NAT64 = Block.of(96, NONE, 0x00, 0x64, 0xff, 0x9b);

  static Reach of(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      return in(IPV4, bytes, PUBLIC);
    }
    return NAT64.holds(bytes)
        ? in(IPV4, new byte[] {bytes[12], bytes[13], bytes[14], bytes[15]}, PUBLIC)
        : in(IPV6, bytes, NONE);
  }

  private static Reach in(List<Block> blocks, byte[] address, Reach otherwise) {
    return blocks.stream()
        .filter(block -> block.holds(address))
        .map(Block::reach)
        .findFirst()
        .orElse(otherwise);
  }
}
