package dev.leadlog.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlog.log.Reason;
import dev.leadlog.log.Status;
import dev.leadlog.testing.Aws;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The log says who has read which lead, and never its content. */
@QuarkusTest
@QuarkusTestResource(Aws.class)
class ReadLogTest {

  private static final Logger LOGGER = Logger.getLogger("dev.leadlog.operations.AccessLog");
  private static final String ANSWER = "Ada Byron Lovelace";

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          lines.add(((ExtLogRecord) line).getFormattedMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @Inject LogFixture logged;

  @BeforeEach
  void listen() {
    LOGGER.addHandler(handler);
  }

  @AfterEach
  void stop() {
    LOGGER.removeHandler(handler);
  }

  @Test
  void every_read_preview_and_export_is_logged_with_caller_and_lead() {
    String page = Aws.newId();
    String id = logged.pending(page, Instant.now().minusSeconds(5));
    logged.end(id, Status.ERROR, Reason.INVALID_PHONE);
    String answers = "{\"field_data\":[{\"name\":\"full_name\",\"values\":[\"" + ANSWER + "\"]}]}";
    given().body(answers).put("/api/lead-logs/" + id + "/corrected-payload").then().statusCode(200);
    String mapping =
        "{\"leadgenId\":\"%s\",\"mapping\":[{\"metaField\":\"full_name\",\"leadField\":\"name\"}]}";

    given().get("/api/lead-logs/" + id).then().statusCode(200);
    given()
        .body(mapping.formatted(id))
        .post("/api/pages/" + page + "/preview")
        .then()
        .statusCode(200);
    given().get("/api/lead-logs.csv?pageId=" + page).then().statusCode(200);

    assertThat(lines).hasSize(3).allMatch(line -> line.endsWith(" was read by api"));
    assertThat(lines.get(0)).isEqualTo("lead " + id + " was read by api");
    assertThat(lines.get(1)).isEqualTo("preview of lead " + id + " was read by api");
    assertThat(lines.get(2)).startsWith("export of {").contains("\"pageId\":\"" + page + "\"");
    assertThat(lines.toString()).doesNotContain("Ada").doesNotContain("Lovelace");
  }

  @Test
  void a_request_for_an_unknown_lead_is_not_logged_as_a_read() {
    given().get("/api/lead-logs/" + Aws.newId()).then().statusCode(404);

    assertThat(lines).isEmpty();
  }
}
