package dev.leadlog.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.log.PageId;
import dev.leadlog.settings.Secrets;
import dev.leadlog.simulatedmeta.MetaResponse;
import dev.leadlog.testing.Aws;
import dev.leadlog.text.Json;
import dev.leadlog.workbench.Leads;
import dev.leadlog.workbench.Meta;
import dev.leadlog.workbench.Pages;
import dev.leadlog.workbench.Parameters;
import dev.leadlog.workbench.Settings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(Meta.class)
class PageAccessTest {

  @Inject PageAccess access;
  @Inject PageTokens tokens;
  @Inject Secrets secrets;
  @Inject LeadlogSettings settings;
  @Inject Leads leads;
  @Inject Pages pages;

  private PageId page;

  @BeforeEach
  void reset() {
    leads.reset();
    page = pages.configured();
    Meta.page(page, Json.object());
  }

  @Test
  void a_token_is_inspected_with_the_app_secret_that_Meta_accepts() {
    TokenState state = access.token(page, Parameters.reference(page)).map(s -> s, why -> null);

    assertThat(state.isKnown()).isTrue();
    assertThat(Meta.calls()).allMatch(call -> call.path().endsWith("/debug_token"));
    assertThat(Meta.calls().get(0).authorization()).contains("700000000000001|");
  }

  @Test
  void a_call_with_the_token_shows_whether_it_works_if_the_app_id_is_not_set() {
    PageAccess withoutId = accessOf(Map.of("leadlog.meta.url", settings.meta().url()));

    TokenState lives = withoutId.token(page, Parameters.reference(page)).map(s -> s, why -> null);
    Meta.refuse(Pages.token(page));
    TokenState dead = withoutId.token(page, Parameters.reference(page)).map(s -> s, why -> null);

    assertThat(lives.valid()).isTrue();
    assertThat(lives.isKnown()).isFalse();
    assertThat(dead.valid()).isFalse();
    assertThat(Meta.calls()).noneMatch(call -> call.path().endsWith("/debug_token"));
  }

  @Test
  void subscribing_keeps_the_fields_that_are_subscribed_already() {
    Meta.page(page, Json.object().set("subscribedFields", Json.stored("[\"feed\"]")));

    Subscription subscription =
        access.subscribe(page, Parameters.reference(page)).map(s -> s, why -> null);

    assertThat(subscription.fields()).containsExactlyInAnyOrder("feed", "leadgen");
  }

  @ParameterizedTest
  @ValueSource(strings = {"answers", "does not answer in time", "is not there"})
  void an_inspected_token_is_in_no_log_line_when_Meta(String how) {
    String url = how.equals("is not there") ? "http://127.0.0.1:1" : settings.meta().url();
    PageAccess asking =
        accessOf(
            Map.of(
                "leadlog.meta.url",
                url,
                "leadlog.meta.app-id",
                "700000000000001",
                "leadlog.meta.timeout",
                how.startsWith("does") ? "200ms" : "10s"));
    if (how.startsWith("does")) {
      Meta.answerAll(call -> new MetaResponse(200, "{}", Map.of(), Duration.ofMillis(600)));
    }

    List<String> said = logged(() -> asking.token(page, Parameters.reference(page)));

    assertThat(said).isNotEmpty().noneMatch(line -> line.contains(Pages.token(page)));
  }

  private PageAccess accessOf(Map<String, String> given) {
    LeadlogSettings with = Settings.with(given);
    return new PageAccess(new GraphClient(with, secrets), tokens, with);
  }

  /** All log lines of an action, including those of the lowest level. */
  private static List<String> logged(Runnable what) {
    List<String> lines = new CopyOnWriteArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            if (String.valueOf(line.getLoggerName()).contains("httpserver")) {
              return; // A log line of the simulated Meta.
            }
            Object[] parameters =
                line.getParameters() == null ? new Object[0] : line.getParameters();
            lines.add(line.getMessage() + List.of(parameters) + line.getThrown());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger root = Logger.getLogger("");
    Level before = root.getLevel();
    List<Handler> others = List.of(root.getHandlers());
    others.forEach(root::removeHandler);
    handler.setLevel(Level.ALL);
    root.addHandler(handler);
    root.setLevel(Level.ALL);
    try {
      what.run();
    } finally {
      root.setLevel(before);
      root.removeHandler(handler);
      others.forEach(root::addHandler);
    }
    return lines;
  }
}
