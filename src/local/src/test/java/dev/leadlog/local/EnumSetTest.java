package dev.leadlog.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A log may have no reason. {@code Set.of(…).contains(null)} throws, {@code EnumSet} returns false.
 * Constant sets of enum values must therefore be EnumSets.
 */
class EnumSetTest {

  private static final Pattern IMMUTABLE =
      Pattern.compile(
          "Set<(Reason|Status|Source|HealthIssue)>\\s+\\w+\\s*=\\s*Set\\.(of|copyOf)\\(");

  @Test
  void every_constant_set_of_enum_values_is_an_enum_set() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(".."))) {
      List<Path> sources =
          files
              .filter(file -> file.toString().matches(".*/src/main/java/.*\\.java"))
              .filter(file -> IMMUTABLE.matcher(text(file)).find())
              .toList();
      assertThat(sources).isEmpty();
    }
  }

  @Test
  void the_check_finds_an_immutable_set() {
    assertThat("private static final Set<Reason> X =\n      Set.of(Reason.TEST_LEAD);")
        .containsPattern(IMMUTABLE);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
