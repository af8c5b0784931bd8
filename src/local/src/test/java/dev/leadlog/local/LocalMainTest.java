package dev.leadlog.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.leadlog.settings.SettingsCheck;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LocalMainTest {

  @Test
  void a_wrong_setting_is_reported_without_a_stack_trace() {
    Throwable missing =
        catchThrowable(
            () ->
                new SettingsCheck()
                    .requireUrl("leadlog.queue-url", Optional.empty(), "the URL")
                    .stopIfAny());

    assertThat(LocalMain.isExplained(missing)).isTrue();
  }

  @Test
  void an_unexpected_failure_is_reported_with_its_stack_trace() {
    assertThat(LocalMain.isExplained(catchThrowable(() -> Set.of("a").contains(null)))).isFalse();
    assertThat(LocalMain.isExplained(catchThrowable(() -> List.of().iterator().next()))).isFalse();
    assertThat(LocalMain.isExplained(new OutOfMemoryError())).isFalse();
  }
}
