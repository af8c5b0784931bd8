package dev.leadlog.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.workbench.Settings;
import java.net.InetAddress;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EgressPolicyTest {

  private static final LeadlogSettings IN_AWS = Settings.defaults();
  private static final LeadlogSettings IN_A_VPC =
      Settings.with(Map.of("leadlog.destinations.allow-private", "true"));
  private static final LeadlogSettings STRICT_LAPTOP =
      Settings.with(Map.of("leadlog.local", "true"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://crm.example.com",
        "https://crm.example.com/",
        "https://crm.example.com:8443/a/b?c=d",
        "HTTPS://CRM.EXAMPLE.COM",
        "https://8.8.8.8/hook",
        "https://[2606:4700:4700::1111]/hook",
      })
  void a_public_https_url_is_allowed(String url) {
    assertThat(new EgressPolicy(IN_AWS).mistake(url)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "crm.example.com|must be a URL",
        "/api|must be a URL",
        "https:///api|must be a URL",
        "mailto:ada@example.org|must be a URL",
        "https://a b|must be a URL",
        "http://crm.example.com|must begin with https://",
        "ftp://crm.example.com|must begin with https://",
        "file://crm.example.com/etc/passwd|must begin with https://",
        "gopher://crm.example.com|must begin with https://",
        "https://user:secret@crm.example.com|must not contain",
        "https://crm.example.com/#x|must not contain",
        "https://localhost/|points to this machine",
        "https://LOCALHOST./|points to this machine",
        "https://api.localhost/|points to this machine",
        "https://127.0.0.1:9001/2018-06-01/runtime|points to this machine",
        "https://[::1]/|points to this machine",
        "https://[::ffff:127.0.0.1]/|points to this machine",
        "https://10.1.2.3/|points to a private network",
        "https://192.168.0.1/|points to a private network",
        "https://[fd12::1]/|points to a private network",
        "https://169.254.169.254/latest/meta-data|points to a reserved address",
        "https://[fd00:ec2::254]/|points to a reserved address",
        "https://[fe80::1]/|points to a reserved address",
        "https://0.0.0.0/|points to a reserved address",
        "https://2130706433/|points to this machine",
        "https://0x7f.1/|must be a URL",
        "https://127.1/|must be a URL",
      })
  void any_other_url_is_refused(String url, String mistake) {
    assertThat(new EgressPolicy(IN_AWS).mistake(url).orElseThrow()).startsWith(mistake);
  }

  @Test
  void private_networks_can_be_allowed_but_loopback_and_link_local_addresses_cannot() {
    EgressPolicy egressPolicy = new EgressPolicy(IN_A_VPC);
    assertThat(egressPolicy.mistake("https://10.1.2.3/")).isEmpty();
    assertThat(egressPolicy.mistake("http://10.1.2.3/")).isPresent();
    assertThat(egressPolicy.mistake("https://127.0.0.1:9001/")).isPresent();
    assertThat(egressPolicy.mistake("https://169.254.169.254/")).isPresent();
  }

  @Test
  void a_laptop_may_call_only_itself_without_tls() {
    EgressPolicy egressPolicy = new EgressPolicy(Counterpart.LAPTOP);
    assertThat(egressPolicy.mistake("http://localhost:8080/hook")).isEmpty();
    assertThat(egressPolicy.mistake("http://127.0.0.1:8080/hook")).isEmpty();
    assertThat(egressPolicy.mistake("http://[::1]:8080/hook")).isEmpty();
    assertThat(egressPolicy.mistake("http://crm.example.com/")).isPresent();
    assertThat(egressPolicy.mistake("http://10.1.2.3/")).isPresent();
    assertThat(new EgressPolicy(STRICT_LAPTOP).mistake("http://localhost:8080/hook")).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "https://crm.example.com/, true",
    "https://CRM.Example.com/, true",
    "https://crm.example.com.evil.org/, false",
    "https://hooks.example.org/, true",
    "https://a.b.example.org/, true",
    "https://example.org/, false",
    "https://notexample.org/, false",
    "https://8.8.8.8/, false",
  })
  void only_listed_hosts_are_allowed_where_hosts_are_listed(String url, boolean allowed) {
    EgressPolicy egressPolicy =
        new EgressPolicy(
            Settings.with(
                Map.of("leadlog.destinations.allowed-hosts", "crm.example.com,.example.org")));
    assertThat(egressPolicy.mistake(url).isEmpty()).isEqualTo(allowed);
  }

  @Test
  void a_name_is_refused_if_any_of_its_addresses_is_refused() throws Exception {
    InetAddress[] both = {InetAddress.getByName("8.8.8.8"), InetAddress.getByName("10.0.0.1")};
    EgressPolicy egressPolicy = new EgressPolicy(IN_AWS, host -> both);

    assertThatThrownBy(() -> egressPolicy.addresses(URI.create("https://crm.example.com")))
        .isInstanceOf(EgressPolicy.Forbidden.class)
        .hasMessageContaining("crm.example.com cannot be called: it points to a private network");
  }

  @Test
  void a_name_that_later_resolves_to_loopback_is_refused() throws Exception {
    InetAddress[] now = {InetAddress.getByName("8.8.8.8")};
    EgressPolicy egressPolicy = new EgressPolicy(IN_AWS, host -> now);
    URI url = URI.create("https://crm.example.com");
    assertThat(egressPolicy.addresses(url)).hasSize(1);

    now[0] = InetAddress.getByName("127.0.0.1");

    assertThatThrownBy(() -> egressPolicy.addresses(url))
        .isInstanceOf(EgressPolicy.Forbidden.class);
  }

  @Test
  void http_is_allowed_only_for_names_that_resolve_to_loopback() throws Exception {
    InetAddress[] elsewhere = {InetAddress.getByName("10.0.0.1")};
    EgressPolicy egressPolicy = new EgressPolicy(Counterpart.LAPTOP, host -> elsewhere);

    assertThatThrownBy(() -> egressPolicy.addresses(URI.create("http://localhost:8080")))
        .isInstanceOf(EgressPolicy.Forbidden.class);
  }
}
