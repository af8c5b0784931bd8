package dev.leadlog.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlog.emulators.Template;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The heap of an executable must be smaller than the memory of its function. */
class HeapTest {

  private static final Pattern PERCENT = Pattern.compile("-R:MaximumHeapSizePercent=([0-9]+)");

  @Test
  void the_maximum_heap_size_is_a_percentage_of_the_memory() {
    assertThat(arguments()).anyMatch(argument -> PERCENT.matcher(argument).matches());
    assertThat(arguments())
        .noneMatch(argument -> argument.matches("-R:(MaxHeapSize|MaxNewSize).*"));
  }

  /**
   * The sizes of executables are in docs/native.md; an executable is mapped into memory completely.
   */
  @ParameterizedTest
  @CsvSource({"WebhookMemory, 72", "FunctionMemory, 88"})
  void the_smallest_memory_has_room_for_the_heap_and_the_executable(String memory, int megabytes) {
    int smallest =
        (Integer)
            Template.read(Path.of("../../template.yaml"))
                .part("Parameters", memory)
                .get("MinValue");

    assertThat(smallest * (100 - percent()) / 100).isGreaterThan(megabytes);
  }

  private static int percent() {
    return arguments().stream()
        .map(PERCENT::matcher)
        .filter(Matcher::matches)
        .mapToInt(matcher -> Integer.parseInt(matcher.group(1)))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> arguments() {
    return ResourcesTest.configurations().stream()
        .map(properties -> properties.getProperty("quarkus.native.additional-build-args", ""))
        .flatMap(arguments -> Arrays.stream(arguments.split(",")))
        .map(String::strip)
        .filter(argument -> !argument.isEmpty())
        .toList();
  }
}
