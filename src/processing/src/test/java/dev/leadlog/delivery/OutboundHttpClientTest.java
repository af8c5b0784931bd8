package dev.leadlog.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import dev.leadlog.delivery.FaultyServer.Fault;
import dev.leadlog.delivery.FaultyServer.Response;
import dev.leadlog.delivery.OutboundHttpClient.Call;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PfxOptions;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboundHttpClientTest {

  private static final Duration LONG = Duration.ofSeconds(5);

  private static Vertx vertx;
  private static Path keys;

  /** Makes a certificate for crm.example.com only. */
  @BeforeAll
  static void makeACertificate(@TempDir Path directory) throws Exception {
    vertx = Vertx.vertx();
    keys = directory.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "crm",
                "-dname",
                "CN=crm.example.com",
                "-ext",
                "san=dns:crm.example.com",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                keys.toString(),
                "-storepass",
                "secret")
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(keytool.exitValue()).as(said).isZero();
  }

  @AfterAll
  static void close() {
    vertx.close();
  }

  /** Only the resolver of this test resolves the name of the server. */
  @Nested
  class WhenTheServerHasACertificate {

    private final List<String> askedFor = new CopyOnWriteArrayList<>();
    private final List<String> names = new CopyOnWriteArrayList<>();
    private final List<String> hosts = new CopyOnWriteArrayList<>();

    @Test
    void a_server_is_called_by_its_name_at_the_address_that_was_checked() throws Exception {
      HttpsServer server = secure();
      int port = server.getAddress().getPort();

      HttpResult reply = call("https://crm.example.com:" + port + "/api");

      assertThat(reply).isInstanceOf(HttpResult.Answered.class);
      assertThat(askedFor).as("resolved once").containsExactly("crm.example.com");
      assertThat(names).as("SNI").containsExactly("type=host_name (0), value=crm.example.com");
      assertThat(hosts).containsExactly("crm.example.com:" + port);
    }

    @Test
    void a_certificate_of_another_name_is_refused() throws Exception {
      HttpResult reply =
          call("https://other.example.com:" + secure().getAddress().getPort() + "/api");

      assertThat(reply)
          .isEqualTo(
              new HttpResult.Silence(
                  "no secure connection to other.example.com: check its certificate"));
      assertThat(hosts).isEmpty();
    }

    private HttpResult call(String url) {
      EgressPolicy egressPolicy =
          new EgressPolicy(
              Counterpart.LAPTOP,
              host -> {
                askedFor.add(host);
                return new InetAddress[] {
                  InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1})
                };
              });
      HttpClientOptions trusting =
          new HttpClientOptions()
              .setTrustOptions(new PfxOptions().setPath(keys.toString()).setPassword("secret"));
      return new OutboundHttpClient(egressPolicy, () -> vertx, () -> trusting)
          .call(new Call("GET", URI.create(url), Map.of(), null), LONG);
    }

    private HttpsServer secure() throws Exception {
      KeyStore store = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(keys)) {
        store.load(in, "secret".toCharArray());
      }
      KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
      managers.init(store, "secret".toCharArray());
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(managers.getKeyManagers(), null, null);
      HttpsServer server =
          HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(tls));
      server.createContext(
          "/",
          exchange -> {
            ExtendedSSLSession session =
                (ExtendedSSLSession) ((HttpsExchange) exchange).getSSLSession();
            session.getRequestedServerNames().forEach(name -> names.add(name.toString()));
            hosts.add(exchange.getRequestHeaders().getFirst("Host"));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
          });
      server.start();
      return server;
    }
  }

  @Nested
  class Responses {

    private final FaultyServer server =
        new FaultyServer(
            request -> Response.of(200, "x".repeat(OutboundHttpClient.LONGEST_ANSWER)));

    @Test
    void a_response_is_read_up_to_one_mebibyte() {
      assertThat(((HttpResult.Answered) call(LONG)).body())
          .hasSize(OutboundHttpClient.LONGEST_ANSWER);
    }

    @Test
    void no_body_is_lost_if_many_calls_are_answered_at_once() {
      FaultyServer quick = new FaultyServer(request -> Response.of(200, "{}"));

      OutboundHttpClient calls = Counterpart.calls(vertx);
      Call call = new Call("GET", quick.url(), Map.of(), null);

      List<HttpResult> replies =
          IntStream.range(0, 1_000).parallel().mapToObj(i -> calls.call(call, LONG)).toList();

      assertThat(replies)
          .allMatch(reply -> reply.equals(new HttpResult.Answered(200, null, null, "{}")));
    }

    @Test
    void only_the_status_of_a_longer_response_is_used() {
      server.setFault(Fault.RETURNS_TOO_MUCH, request -> true);

      assertThat(call(LONG)).isEqualTo(new HttpResult.Answered(200, null, null, null));
    }

    @Test
    void a_call_without_a_response_ends_at_its_timeout() {
      server.setFault(Fault.WITHHOLDS_THE_RESPONSE, request -> true);
      long begin = System.nanoTime();

      assertThat(call(Duration.ofMillis(300)))
          .isEqualTo(new HttpResult.Silence("127.0.0.1 did not answer in time"));

      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
      server.clearFault();
    }

    @Test
    void a_call_is_not_made_if_no_time_is_left() {
      assertThat(call(Duration.ZERO)).isInstanceOf(HttpResult.Silence.class);
      assertThat(call(Duration.ofMillis(-1))).isInstanceOf(HttpResult.Silence.class);
      assertThat(server.requests()).isEmpty();
    }

    @Test
    void each_call_uses_its_own_connection() {
      call(LONG);
      call(LONG);

      assertThat(server.requests())
          .hasSize(2)
          .allMatch(request -> "close".equals(request.headers().get("connection")));
    }

    private HttpResult call(Duration within) {
      return Counterpart.calls(vertx).call(new Call("GET", server.url(), Map.of(), null), within);
    }
  }

  /** The time of name resolution is part of the timeout, and nothing is sent after the timeout. */
  @Test
  void a_call_that_timed_out_before_it_was_sent_is_never_sent() throws Exception {
    FaultyServer server = new FaultyServer(request -> Response.of(200, ""));
    EgressPolicy slow =
        new EgressPolicy(
            Counterpart.LAPTOP,
            host -> {
              sleep(250);
              return InetAddress.getAllByName(host);
            });
    OutboundHttpClient calls = new OutboundHttpClient(slow, () -> vertx, HttpClientOptions::new);

    HttpResult reply =
        calls.call(new Call("POST", server.url(), Map.of(), "{}"), Duration.ofMillis(100));

    assertThat(reply).isInstanceOf(HttpResult.Silence.class);
    sleep(400);
    assertThat(server.requests()).isEmpty();
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
