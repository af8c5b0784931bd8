package dev.leadlog.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlog.testing.MovableClock;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.util.TypeLiteral;
import java.lang.annotation.Annotation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParametersRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;

class SecretsTest {

  private static final String SYSTEM_USER_TOKEN = "ssm:/leadlog/app/system-user-token";

  private static final Map<String, String> IN_SSM =
      Map.of(
          "leadlog.meta.app-secrets", "ssm:/leadlog/app/secret,ssm:/leadlog/app/older-secret",
          "leadlog.meta.verify-token", "ssm:/leadlog/app/verify-token",
          "leadlog.meta.system-user-token", "ssm:/leadlog/app/system-user-token");

  private final MovableClock clock = new MovableClock();
  private final InMemorySsm ssm = new InMemorySsm();
  private final Secrets secrets = secrets(IN_SSM);

  @Nested
  class Parameters {

    @Test
    void the_parameters_of_the_app_are_read_in_one_call_and_decrypted() {
      assertThat(secrets.appSecrets()).containsExactly("newest", "older");
      assertThat(secrets.verifyToken()).contains("word");

      assertThat(ssm.calls).hasSize(1);
      assertThat(ssm.calls.get(0).withDecryption()).isTrue();
      assertThat(ssm.calls.get(0).names())
          .containsExactlyInAnyOrder(
              "/leadlog/app/secret", "/leadlog/app/older-secret", "/leadlog/app/verify-token");
    }

    @Test
    void a_parameter_is_cached_without_a_time_limit() {
      secrets.appSecrets();
      clock.move(Duration.ofDays(30));

      secrets.appSecrets();
      secrets.verifyToken();

      assertThat(ssm.calls).hasSize(1);
    }

    @Test
    void a_parameter_is_not_read_before_it_is_needed() {
      assertThat(ssm.calls).isEmpty();
      assertThat(secrets.resolve(SYSTEM_USER_TOKEN)).contains("system-token");
      assertThat(ssm.calls).hasSize(1);
    }

    @Test
    void a_parameter_may_hold_several_secrets() {
      ssm.values.put("/leadlog/app/secret", " newest, second\nthird,\n");

      assertThat(secrets.appSecrets()).containsExactly("newest", "second", "third", "older");
    }

    @Test
    void a_missing_parameter_is_empty_and_the_others_are_read() {
      ssm.values.remove("/leadlog/app/older-secret");
      ssm.values.remove("/leadlog/app/verify-token");

      assertThat(secrets.appSecrets()).containsExactly("newest");
      assertThat(secrets.verifyToken()).isEmpty();
    }

    @Test
    void a_missing_parameter_is_read_again_after_ten_seconds() {
      ssm.values.remove("/leadlog/app/system-user-token");
      IntStream.range(0, 100).forEach(lead -> secrets.resolve(SYSTEM_USER_TOKEN));
      assertThat(ssm.calls).hasSize(1);

      ssm.values.put("/leadlog/app/system-user-token", "created meanwhile");
      clock.move(Secrets.CACHE_MISSING_FOR);

      assertThat(secrets.resolve(SYSTEM_USER_TOKEN)).contains("created meanwhile");
    }

    @Test
    void a_parameter_is_read_as_soon_as_SSM_is_reachable() {
      ssm.down = true;
      assertThat(secrets.appSecrets()).isEmpty();
      assertThat(secrets.verifyToken()).isEmpty();
      assertThat(secrets.resolve("ssm:/leadlog/page/1")).isEmpty();

      ssm.down = false;
      assertThat(secrets.appSecrets()).containsExactly("newest", "older");
    }

    @Test
    void a_blank_parameter_is_empty() {
      ssm.values.put("/leadlog/page/1", " \n");

      assertThat(secrets.resolve("ssm:/leadlog/page/1")).isEmpty();
    }

    @Test
    void a_trailing_line_break_is_removed() {
      ssm.values.put("/leadlog/page/1", "page-token\n");

      assertThat(secrets.resolve("ssm:/leadlog/page/1")).contains("page-token");
    }

    /** An HTTP client rejects such a header with an exception that contains the token. */
    @ParameterizedTest
    @ValueSource(strings = {"one\ntoken", "one\rtoken", "one\0token", "tokén"})
    void a_parameter_with_characters_that_a_header_forbids_is_empty(String token) {
      ssm.values.put("/leadlog/page/1", token);

      assertThat(secrets.resolve("ssm:/leadlog/page/1")).isEmpty();
    }

    @Test
    void parameters_are_read_in_calls_of_ten() {
      List<String> names = IntStream.range(0, 23).mapToObj(i -> "/leadlog/page/" + i).toList();
      names.forEach(name -> ssm.values.put(name, "token of " + name));

      assertThat(new ParameterStore(new SsmInstance(ssm)).read(names).orElseThrow().values())
          .containsOnlyKeys(names);
      assertThat(ssm.calls).extracting(call -> call.names().size()).containsExactly(10, 10, 3);
    }
  }

  @Nested
  class Reread {

    @Test
    void a_reread_returns_the_new_secrets() {
      secrets.appSecrets();
      ssm.values.put("/leadlog/app/secret", "rotated");

      secrets.rereadApp();

      assertThat(secrets.appSecrets()).containsExactly("rotated", "older");
      assertThat(ssm.calls).hasSize(2);
    }

    @Test
    void a_reread_happens_at_most_once_a_minute() {
      secrets.appSecrets();
      secrets.rereadApp();
      secrets.rereadApp();
      clock.move(Duration.ofSeconds(58));
      secrets.rereadApp();
      assertThat(ssm.calls).hasSize(2);

      clock.move(Duration.ofSeconds(3));
      secrets.rereadApp();
      assertThat(ssm.calls).hasSize(3);
    }

    @Test
    void the_interval_of_rereads_applies_to_each_secret_separately() {
      secrets.reread("ssm:/leadlog/page/1");
      secrets.reread("ssm:/leadlog/page/1");
      secrets.reread("ssm:/leadlog/page/2");

      assertThat(ssm.calls)
          .extracting(GetParametersRequest::names)
          .containsExactly(List.of("/leadlog/page/1"), List.of("/leadlog/page/2"));
    }

    @Test
    void a_reread_that_fails_keeps_the_old_secrets() {
      secrets.appSecrets();
      ssm.down = true;

      secrets.rereadApp();

      assertThat(secrets.appSecrets()).containsExactly("newest", "older");
      assertThat(secrets.verifyToken()).contains("word");
    }

    @Test
    void a_deleted_secret_is_dropped_by_the_next_successful_reread() {
      secrets.appSecrets();
      ssm.values.remove("/leadlog/app/older-secret");
      ssm.down = true;
      secrets.rereadApp();
      assertThat(secrets.appSecrets()).containsExactly("newest", "older");
      ssm.down = false;
      clock.move(Duration.ofMinutes(2));

      secrets.rereadApp();

      assertThat(secrets.appSecrets()).containsExactly("newest");
    }
  }

  @Nested
  class Without_SSM {

    @Test
    void a_secret_may_be_the_text_itself() {
      Secrets literal =
          secrets(
              Map.of(
                  "leadlog.meta.app-secrets", "one,two", "leadlog.meta.verify-token", "literal"));

      assertThat(literal.appSecrets()).containsExactly("one", "two");
      assertThat(literal.verifyToken()).contains("literal");
      literal.rereadApp();
      assertThat(ssm.calls).isEmpty();
    }

    @Test
    void a_secret_may_be_an_environment_variable() {
      Secrets environment = secrets(Map.of("PAGE_TOKEN", "from the environment"));

      assertThat(environment.resolve("env:PAGE_TOKEN")).contains("from the environment");
      assertThat(environment.resolve("env:NOWHERE_TO_BE_FOUND")).isEmpty();
      assertThat(ssm.calls).isEmpty();
    }

    @Test
    void a_secret_that_is_not_set_is_empty() {
      assertThat(secrets(Map.of()).appSecrets()).isEmpty();
      assertThat(secrets(Map.of()).verifyToken()).isEmpty();
    }
  }

  private Secrets secrets(Map<String, String> given) {
    return new Secrets(
        SettingsOfTests.settings(given),
        new ParameterStore(new SsmInstance(ssm)),
        SettingsOfTests.config(given),
        clock);
  }

  private static final class InMemorySsm implements SsmClient {

    final List<GetParametersRequest> calls = new ArrayList<>();
    final Map<String, String> values =
        new HashMap<>(
            Map.of(
                "/leadlog/app/secret", "newest",
                "/leadlog/app/older-secret", "older",
                "/leadlog/app/verify-token", "word",
                "/leadlog/app/system-user-token", "system-token"));
    boolean down;

    @Override
    public GetParametersResponse getParameters(GetParametersRequest request) {
      calls.add(request);
      if (down) {
        throw SdkClientException.create("down");
      }
      return GetParametersResponse.builder()
          .parameters(
              request.names().stream()
                  .filter(values::containsKey)
                  .map(name -> Parameter.builder().name(name).value(values.get(name)).build())
                  .toList())
          .invalidParameters(
              request.names().stream().filter(name -> !values.containsKey(name)).toList())
          .build();
    }

    @Override
    public String serviceName() {
      return "ssm";
    }

    @Override
    public void close() {}
  }

  /** Provides the client as the only bean. */
  private record SsmInstance(SsmClient ssm) implements Instance<SsmClient> {

    @Override
    public SsmClient get() {
      return ssm;
    }

    @Override
    public Instance<SsmClient> select(Annotation... qualifiers) {
      throw new UnsupportedOperationException();
    }

    @Override
    public <U extends SsmClient> Instance<U> select(Class<U> type, Annotation... qualifiers) {
      throw new UnsupportedOperationException();
    }

    @Override
    public <U extends SsmClient> Instance<U> select(TypeLiteral<U> type, Annotation... qualifiers) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean isUnsatisfied() {
      return false;
    }

    @Override
    public boolean isAmbiguous() {
      return false;
    }

    @Override
    public void destroy(SsmClient instance) {}

    @Override
    public Handle<SsmClient> getHandle() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Iterable<? extends Handle<SsmClient>> handles() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Iterator<SsmClient> iterator() {
      return List.of(ssm).iterator();
    }
  }
}
