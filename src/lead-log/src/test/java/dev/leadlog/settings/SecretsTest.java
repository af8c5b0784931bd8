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

  private static final Map<String, String> IN_SSM =
      Map.of(
          "leadlog.meta.app-secrets", "ssm:/leadlog/app/secret,ssm:/leadlog/app/older-secret",
          "leadlog.meta.verify-token", "ssm:/leadlog/app/verify-token",
          "leadlog.meta.system-user-token", "ssm:/leadlog/app/system-user-token");

  private final MovableClock clock = new MovableClock();
  private final Ssm ssm = new Ssm();
  private final Secrets secrets = secrets(IN_SSM);

  @Nested
  class Parameters {

    @Test
    void of_the_app_are_read_in_one_call_and_decrypted() {
      assertThat(secrets.appSecrets()).containsExactly("newest", "older");
      assertThat(secrets.verifyToken()).contains("word");

      assertThat(ssm.calls).hasSize(1);
      assertThat(ssm.calls.get(0).withDecryption()).isTrue();
      assertThat(ssm.calls.get(0).names())
          .containsExactlyInAnyOrder(
              "/leadlog/app/secret", "/leadlog/app/older-secret", "/leadlog/app/verify-token");
    }

    @Test
    void are_kept_however_long() {
      secrets.appSecrets();
      clock.move(Duration.ofDays(30));

      secrets.appSecrets();
      secrets.verifyToken();

      assertThat(ssm.calls).hasSize(1);
    }

    @Test
    void are_not_read_before_they_are_needed() {
      assertThat(ssm.calls).isEmpty();
      assertThat(secrets.systemUserToken()).contains("system-token");
      assertThat(ssm.calls).hasSize(1);
    }

    @Test
    void may_hold_several_secrets_each() {
      ssm.values.put("/leadlog/app/secret", " newest, second\nthird,\n");

      assertThat(secrets.appSecrets()).containsExactly("newest", "second", "third", "older");
    }

    @Test
    void that_do_not_exist_are_empty_and_the_others_are_read() {
      ssm.values.remove("/leadlog/app/older-secret");
      ssm.values.remove("/leadlog/app/verify-token");

      assertThat(secrets.appSecrets()).containsExactly("newest");
      assertThat(secrets.verifyToken()).isEmpty();
    }

    @Test
    void that_do_not_exist_are_asked_for_every_ten_seconds_and_not_every_time() {
      ssm.values.remove("/leadlog/app/system-user-token");
      IntStream.range(0, 100).forEach(lead -> secrets.systemUserToken());
      assertThat(ssm.calls).hasSize(1);

      ssm.values.put("/leadlog/app/system-user-token", "made by now");
      clock.move(Secrets.BELIEVED_MISSING_FOR);

      assertThat(secrets.systemUserToken()).contains("made by now");
    }

    @Test
    void are_empty_while_SSM_cannot_be_reached_and_there_once_it_can() {
      ssm.down = true;
      assertThat(secrets.appSecrets()).isEmpty();
      assertThat(secrets.verifyToken()).isEmpty();
      assertThat(secrets.resolve("ssm:/leadlog/page/1")).isEmpty();

      ssm.down = false;
      assertThat(secrets.appSecrets()).containsExactly("newest", "older");
    }

    @Test
    void of_blank_text_are_empty() {
      ssm.values.put("/leadlog/page/1", " \n");

      assertThat(secrets.resolve("ssm:/leadlog/page/1")).isEmpty();
    }

    @Test
    void are_stripped_of_the_line_break_that_an_editor_left() {
      ssm.values.put("/leadlog/page/1", "page-token\n");

      assertThat(secrets.resolve("ssm:/leadlog/page/1")).contains("page-token");
    }

    /** What a header refuses, its refusal repeats. */
    @ParameterizedTest
    @ValueSource(strings = {"one\ntoken", "one\rtoken", "one\0token", "tokén"})
    void that_no_header_could_carry_are_none(String token) {
      ssm.values.put("/leadlog/page/1", token);

      assertThat(secrets.resolve("ssm:/leadlog/page/1")).isEmpty();
    }

    @Test
    void are_asked_for_ten_a_call() {
      List<String> names = IntStream.range(0, 23).mapToObj(i -> "/leadlog/page/" + i).toList();
      names.forEach(name -> ssm.values.put(name, "token of " + name));

      assertThat(new ParameterStore(new One(ssm)).read(names).orElseThrow().values())
          .containsOnlyKeys(names);
      assertThat(ssm.calls).extracting(call -> call.names().size()).containsExactly(10, 10, 3);
    }
  }

  @Nested
  class Reread {

    @Test
    void secrets_are_the_new_ones() {
      secrets.appSecrets();
      ssm.values.put("/leadlog/app/secret", "rotated");

      secrets.rereadApp();

      assertThat(secrets.appSecrets()).containsExactly("rotated", "older");
      assertThat(ssm.calls).hasSize(2);
    }

    @Test
    void happens_once_a_minute_at_most() {
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
    void of_one_secret_leaves_the_others_their_turn() {
      secrets.reread("ssm:/leadlog/page/1");
      secrets.reread("ssm:/leadlog/page/1");
      secrets.reread("ssm:/leadlog/page/2");

      assertThat(ssm.calls)
          .extracting(GetParametersRequest::names)
          .containsExactly(List.of("/leadlog/page/1"), List.of("/leadlog/page/2"));
    }

    @Test
    void that_fails_keeps_the_old_ones() {
      secrets.appSecrets();
      ssm.down = true;

      secrets.rereadApp();

      assertThat(secrets.appSecrets()).containsExactly("newest", "older");
      assertThat(secrets.verifyToken()).contains("word");
    }

    @Test
    void that_finds_one_no_more_drops_it_once_SSM_answers_again() {
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
      assertThat(literal.systemUserToken()).isEmpty();
      literal.rereadApp();
      assertThat(ssm.calls).isEmpty();
    }

    @Test
    void a_secret_may_stand_in_the_environment() {
      Secrets environment = secrets(Map.of("PAGE_TOKEN", "from the environment"));

      assertThat(environment.resolve("env:PAGE_TOKEN")).contains("from the environment");
      assertThat(environment.resolve("env:NOWHERE_TO_BE_FOUND")).isEmpty();
      assertThat(ssm.calls).isEmpty();
    }

    @Test
    void what_is_not_set_is_empty() {
      assertThat(secrets(Map.of()).appSecrets()).isEmpty();
      assertThat(secrets(Map.of()).verifyToken()).isEmpty();
    }
  }

  private Secrets secrets(Map<String, String> given) {
    return new Secrets(
        SettingsOfTests.settings(given),
        new ParameterStore(new One(ssm)),
        SettingsOfTests.config(given),
        clock);
  }

  private static final class Ssm implements SsmClient {

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

  /** The one bean there is. */
  private record One(SsmClient ssm) implements Instance<SsmClient> {

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
