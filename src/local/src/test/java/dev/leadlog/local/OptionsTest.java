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
  void without_options_everything_is_as_the_readme_says() {
    Options options = Options.of(List.of(), HOME);

    assertThat(options.port()).isEqualTo(8080);
    assertThat(options.data()).isEmpty();
    assertThat(options.pages()).isEqualTo(HOME.resolve("src/local/demo/pages.json"));
    assertThat(options.demo()).isTrue();
  }

  @Test
  void port_and_data_are_taken_over() {
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
    "--pages /nowhere,  --pages is /nowhere but there is no such file to read",
    "--verbose,         --verbose is not an option",
  })
  void a_wrong_option_is_named_with_what_would_be_right(String line, String message) {
    assertThatThrownBy(() -> Options.of(List.of(line.split(" ")), HOME))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
