package dev.leadlog.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

  private static final Path HOME = Path.of("/leadlog");

  @Test
  void a_start_without_options_uses_the_defaults() {
    Options options = Options.of(List.of(), HOME);

    assertThat(options.port()).isEqualTo(8080);
    assertThat(options.data()).isEmpty();
    assertThat(options.pages()).isEqualTo(HOME.resolve("src/local/demo/pages.json"));
    assertThat(options.demo()).isTrue();
  }

  @Test
  void the_options_port_data_and_no_demo_are_read() {
    Options options =
        Options.of(List.of("--port", "9000", "--data", "/tmp/leads", "--no-demo"), HOME);

    assertThat(options.port()).isEqualTo(9000);
    assertThat(options.data()).contains(Path.of("/tmp/leads"));
    assertThat(options.demo()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "--port 70000,      --port is 70000 but must be a number from 1 to 65535",
    "--port x,          --port is x but must be a number from 1 to 65535",
    "--port,            --port needs a value",
    "--data --port,     --data needs a value",
    "--pages /nowhere,  --pages is /nowhere but no readable file has this name",
    "--verbose,         --verbose is not a known option",
  })
  void a_wrong_option_is_named_with_the_expected_value(String line, String message) {
    assertThatThrownBy(() -> Options.of(List.of(line.split(" ")), HOME))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
