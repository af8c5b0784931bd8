package dev.leadlog.delivery;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Classifies IP addresses by their reach (source: IANA, "IPv4 and IPv6 Special-Purpose Address
 * Registries").
 */
enum AddressScope {
  /** Unicast, reachable from everywhere. */
  PUBLIC,
  /** Reachable only from within a network. */
  PRIVATE,
  /** Reachable only from the same machine; Lambda's runtime API uses it. */
  LOOPBACK,
  /**
   * Not an address of a service: link-local, where clouds serve credentials, multicast and all
   * others.
   */
  NONE;

  /** A range of addresses with a common prefix; omitted bytes are zero. */
  private record Block(int bits, AddressScope reach, int... prefix) {

    boolean holds(byte[] address) {
      byte[] whole = new byte[address.length];
      for (int i = 0; i < prefix.length; i++) {
        whole[i] = (byte) prefix[i];
      }
      return beginning(whole).equals(beginning(address));
    }

    private BigInteger beginning(byte[] address) {
      return new BigInteger(1, address).shiftRight(address.length * 8 - bits);
    }
  }

  private static final List<Block> IPV4 =
      List.of(
          new Block(8, NONE, 0),
          new Block(8, PRIVATE, 10),
          new Block(10, PRIVATE, 100, 64),
          new Block(8, LOOPBACK, 127),
          new Block(16, NONE, 169, 254),
          new Block(12, PRIVATE, 172, 16),
          new Block(24, NONE, 192, 0, 0),
          new Block(24, NONE, 192, 0, 2),
          new Block(24, NONE, 192, 88, 99),
          new Block(16, PRIVATE, 192, 168),
          new Block(15, NONE, 198, 18),
          new Block(24, NONE, 198, 51, 100),
          new Block(24, NONE, 203, 0, 113),
          new Block(3, NONE, 224));

  /** An address outside of these ranges and 2000::/3 is {@link #NONE}. */
  private static final List<Block> IPV6 =
      List.of(
          new Block(128, LOOPBACK, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1),
          new Block(32, NONE, 0xfd, 0x00, 0x0e, 0xc2),
          new Block(7, PRIVATE, 0xfc),
          new Block(23, NONE, 0x20, 0x01),
          new Block(32, NONE, 0x20, 0x01, 0x0d, 0xb8),
          new Block(16, NONE, 0x20, 0x02),
          new Block(20, NONE, 0x3f, 0xff),
          new Block(3, PUBLIC, 0x20));

  private static final Block NAT64 = new Block(96, NONE, 0x00, 0x64, 0xff, 0x9b);

  static AddressScope of(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      return in(IPV4, bytes, PUBLIC);
    }
    return NAT64.holds(bytes)
        ? in(IPV4, Arrays.copyOfRange(bytes, 12, 16), PUBLIC)
        : in(IPV6, bytes, NONE);
  }

  private static AddressScope in(List<Block> blocks, byte[] address, AddressScope otherwise) {
    return blocks.stream()
        .filter(block -> block.holds(address))
        .map(Block::reach)
        .findFirst()
        .orElse(otherwise);
  }
}
