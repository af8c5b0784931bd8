package dev.leadlog.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sends events of API Gateway to the function, as Lambda does. */
@QuarkusTest
class ConsoleRoutesTest {

  private static final Pattern ASSET = Pattern.compile("/console/assets/[^\"]+\\.(js|css)");
  private static final int MAX_BYTES = 90 * 1024;

  @ParameterizedTest
  @ValueSource(strings = {"/console", "/console/"})
  void the_page_is_served_with_and_without_the_slash_and_is_never_cached(String path) {
    ConsoleEvent page = ConsoleEvent.get(path);

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("content-type")).isEqualTo("text/html; charset=utf-8");
    assertThat(page.header("cache-control")).isEqualTo("no-store");
    assertThat(page.text()).contains("<leadlog-app>");
  }

  @Test
  void the_page_has_one_script_and_one_style_sheet_that_are_cached_for_a_year() {
    Matcher assets = ASSET.matcher(ConsoleEvent.get("/console").text());
    int found = 0;
    while (assets.find()) {
      ConsoleEvent asset = ConsoleEvent.get(assets.group());
      assertThat(asset.status()).as(assets.group()).isEqualTo(200);
      assertThat(asset.header("cache-control")).isEqualTo("public, max-age=31536000, immutable");
      found++;
    }
    assertThat(found).isEqualTo(2);
  }

  @Test
  void a_browser_that_accepts_gzip_gets_a_compressed_body() {
    String script = asset("js");

    ConsoleEvent plain = ConsoleEvent.get(script);
    ConsoleEvent compressed = ConsoleEvent.get(script, "accept-encoding", "gzip, deflate, br");

    assertThat(compressed.header("content-encoding")).isEqualTo("gzip");
    assertThat(compressed.header("content-type")).isEqualTo("text/javascript; charset=utf-8");
    assertThat(compressed.answer().getBoolean("isBase64Encoded")).isTrue();
    assertThat(compressed.decompressed()).isEqualTo(plain.text());
  }

  @Test
  void all_files_of_the_console_have_at_most_90_kilobytes() {
    int bytes = 0;
    for (String path :
        new String[] {
          "/console", "/console/config.json", "/console/icon.svg", asset("js"), asset("css")
        }) {
      bytes += ConsoleEvent.get(path, "accept-encoding", "gzip").bytes().length;
    }
    assertThat(bytes).isBetween(10_000, MAX_BYTES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/console", "/console/config.json", "/console/icon.svg", "/console/none.js"})
  void every_response_forbids_inline_scripts_frames_and_referrers(String path) {
    ConsoleEvent answer = ConsoleEvent.get(path);

    assertThat(answer.header("content-security-policy"))
        .contains(
            "default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(answer.header("referrer-policy")).isEqualTo("no-referrer");
    assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
  }

  @Test
  void an_if_modified_since_header_with_a_comma_is_accepted() {
    ConsoleEvent answer =
        ConsoleEvent.get("/console/icon.svg", "if-modified-since", "Sun, 29 Nov 2026 18:00:00 GMT");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("cache-control")).isEqualTo("public, max-age=86400");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console/none.js",
        "/console/assets/",
        "/console/../application.properties",
        "/console/%2e%2e/application.properties",
        "/console/assets/..%2f..%2fapplication.properties",
        "/console.html",
        "/console/index.html",
        "/",
        "/application.properties"
      })
  void only_the_files_of_the_bundle_are_served(String path) {
    assertThat(ConsoleEvent.get(path).status()).isEqualTo(404);
  }

  @Test
  void a_post_request_is_not_allowed() {
    ConsoleEvent answer = ConsoleEvent.send("POST", "/console");

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("allow")).isEqualTo("GET, HEAD");
  }

  @Test
  void a_head_request_is_answered_without_a_body() {
    ConsoleEvent answer = ConsoleEvent.send("HEAD", "/console");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.bytes()).isEmpty();
  }

  @Test
  void the_configuration_has_no_login_without_an_issuer() {
    ConsoleEvent config = ConsoleEvent.get("/console/config.json");

    assertThat(config.text()).isEqualTo("{\"login\":null}");
    assertThat(config.header("cache-control")).isEqualTo("no-store");
  }

  private static String asset(String kind) {
    Matcher assets = ASSET.matcher(ConsoleEvent.get("/console").text());
    while (assets.find()) {
      if (assets.group(1).equals(kind)) {
        return assets.group();
      }
    }
    throw new AssertionError("the page names no " + kind);
  }
}
