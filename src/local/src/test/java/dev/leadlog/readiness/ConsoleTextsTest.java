package dev.leadlog.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlog.log.Reason;
import dev.leadlog.log.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The console has a text for each name that the API sends; without one it shows the name. */
class ConsoleTextsTest {

  private static final Path TEXTS =
      Path.of("../console-lambda/src/main/resources/web/app/texts/en.js");

  /** The console shows the meaning only of leads that wait for something. */
  private static final Set<Reason> WITHOUT_MEANING =
      EnumSet.of(
          Reason.META_DASHBOARD_TEST,
          Reason.TEST_LEAD,
          Reason.MARKED_PROCESSED,
          Reason.MARKED_LOSS);

  @Test
  void each_status_and_each_reason_has_a_name() throws IOException {
    assertThat(names("status"))
        .containsAll(Arrays.stream(Status.values()).map(Status::text).toList());
    assertThat(names("reason"))
        .containsAll(Arrays.stream(Reason.values()).map(Reason::name).toList());
  }

  @Test
  void each_reason_of_a_waiting_lead_has_a_meaning() throws IOException {
    assertThat(names("meaning"))
        .containsExactlyInAnyOrderElementsOf(
            EnumSet.complementOf(EnumSet.copyOf(WITHOUT_MEANING)).stream()
                .map(Reason::name)
                .toList());
  }

  /** Returns the names of a group of texts, which ends with a line that has only its brace. */
  private static List<String> names(String group) throws IOException {
    Matcher texts =
        Pattern.compile("\n  " + group + ": \\{(.*?)\n?\\s*\\},", Pattern.DOTALL)
            .matcher(Files.readString(TEXTS));
    assertThat(texts.find()).as("the group %s", group).isTrue();
    return Pattern.compile("(\\w+): '")
        .matcher(texts.group(1))
        .results()
        .map(name -> name.group(1))
        .toList();
  }
}
