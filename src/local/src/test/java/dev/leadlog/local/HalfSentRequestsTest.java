package dev.leadlog.local;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ChosenAws.class)
@QuarkusTestResource(FreePort.class)
class HalfSentRequestsTest {

  private static final List<String> PATHS =
      List.of("/webhook", "/api/lead-logs/process", "/api/lead-logs/1/process", "/api/imports");

  @Test
  void hundreds_of_half_sent_requests_do_not_block_other_requests() throws IOException {
    List<Socket> halfSent = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      halfSent.add(halfSent(PATHS.get(i % PATHS.size())));
    }
    Instant begin = Instant.now();

    given().get("/api/lead-logs?limit=1").then().statusCode(200);

    assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(20));
    for (Socket socket : halfSent) {
      socket.close();
    }
  }

  @Test
  void an_idle_connection_is_closed_within_a_minute() {
    assertThat(ConfigProvider.getConfig().getValue("quarkus.http.idle-timeout", Duration.class))
        .isLessThanOrEqualTo(Duration.ofSeconds(60));
    assertThat(ConfigProvider.getConfig().getValue("quarkus.http.read-timeout", Duration.class))
        .isLessThanOrEqualTo(Duration.ofSeconds(10));
  }

  private static Socket halfSent(String path) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
    String request =
        "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n{";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    return socket;
  }
}
