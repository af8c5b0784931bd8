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
 * A log may have no reason, no source, no platform. {@code Set.of(…).contains(null)} throws, {@code
 * EnumSet} says no; so every set of constants is an EnumSet, and no use has to think of it.
 */
class SetsOfConstantsTest {

  private static final Pattern IMMUTABLE =
      Pattern.compile("Set<(Reason|Status|Source|Trouble)>\\s+\\w+\\s*=\\s*Set\\.(of|copyOf)\\(");

  @Test
  void no_set_of_constants_throws_when_it_is_asked_for_null() throws IOException {
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
  void one_would_be_found() {
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
