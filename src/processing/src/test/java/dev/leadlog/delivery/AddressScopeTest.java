package dev.leadlog.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressScopeTest {

  @ParameterizedTest
  @CsvSource({
    "1.1.1.1, PUBLIC",
    "8.8.8.8, PUBLIC",
    "100.63.255.255, PUBLIC",
    "100.128.0.0, PUBLIC",
    "172.15.255.255, PUBLIC",
    "172.32.0.0, PUBLIC",
    "223.255.255.255, PUBLIC",
    "10.0.0.1, PRIVATE",
    "172.16.0.1, PRIVATE",
    "172.31.255.255, PRIVATE",
    "192.168.1.1, PRIVATE",
    "100.64.0.1, PRIVATE",
    "100.127.255.255, PRIVATE",
    "127.0.0.1, LOOPBACK",
    "127.255.255.255, LOOPBACK",
    "0.0.0.0, NONE",
    "0.1.2.3, NONE",
    "169.254.169.254, NONE",
    "169.254.170.2, NONE",
    "192.0.0.8, NONE",
    "192.0.2.1, NONE",
    "192.88.99.1, NONE",
    "198.18.0.1, NONE",
    "198.19.255.255, NONE",
    "198.51.100.7, NONE",
    "203.0.113.7, NONE",
    "224.0.0.1, NONE",
    "239.255.255.255, NONE",
    "240.0.0.1, NONE",
    "255.255.255.255, NONE",
    "2606:4700:4700::1111, PUBLIC",
    "2a00:1450:4001:81b::200e, PUBLIC",
    "2001:4860:4860::8888, PUBLIC",
    "::1, LOOPBACK",
    "::, NONE",
    "fc00::1, PRIVATE",
    "fd12:3456:789a::1, PRIVATE",
    "fd00:ec2::254, NONE",
    "fe80::1, NONE",
    "febf::1, NONE",
    "fec0::1, NONE",
    "ff02::1, NONE",
    "2001::1, NONE",
    "2001:2::1, NONE",
    "2001:10::1, NONE",
    "2001:db8::1, NONE",
    "2002:7f00:1::, NONE",
    "2002:808:808::, NONE",
    "3fff::1, NONE",
    "100::1, NONE",
    "64:ff9b:1::1, NONE",
    "::ffff:127.0.0.1, LOOPBACK",
    "::ffff:10.0.0.1, PRIVATE",
    "::ffff:169.254.169.254, NONE",
    "::ffff:8.8.8.8, PUBLIC",
    "::127.0.0.1, NONE",
    "::8.8.8.8, NONE",
    "64:ff9b::7f00:1, LOOPBACK",
    "64:ff9b::a00:1, PRIVATE",
    "64:ff9b::a9fe:a9fe, NONE",
    "64:ff9b::808:808, PUBLIC",
  })
  void an_address_has_the_scope_of_its_block(String address, AddressScope reach) throws Exception {
    assertThat(AddressScope.of(InetAddress.getByName(address))).isEqualTo(reach);
  }
}
