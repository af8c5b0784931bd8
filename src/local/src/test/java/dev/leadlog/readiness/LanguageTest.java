package dev.leadlog.readiness;

import static java.util.regex.Pattern.CASE_INSENSITIVE;
import static java.util.regex.Pattern.MULTILINE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Code, tests and documents are written in plain technical English. This test rejects words that
 * were replaced, and names the better one.
 */
class LanguageTest {

  private static final Path ROOT = Path.of("../..");

  private static final Pattern FILES =
      Pattern.compile(
          "(?!.*/(target|node_modules|corpus)/).*\\.(java|js|md|properties|xml)|.*/template\\.yaml");

  private static final String JAVA = ".*\\.java";
  private static final String TESTS = ".*/src/test/java/.*\\.java";
  private static final String DOCUMENTS = ".*\\.md";
  private static final String ALL = ".*";

  /** Words of one phrase, also where a line of a comment ends between them. */
  private static final String SPACE = "(?:\\s|\\*|//)+";

  /**
   * A word that must not come back.
   *
   * @param example a text that the pattern must find
   * @param files a pattern of the paths that are checked
   */
  private record Rejected(String example, Pattern pattern, String better, String files) {

    static Rejected phrase(String example, String regex, String better) {
      Pattern pattern =
          Pattern.compile("\\b(?:" + regex.replace(" ", SPACE) + ")\\b", CASE_INSENSITIVE);
      return new Rejected(example, pattern, better, ALL);
    }

    static Rejected pattern(String example, String regex, String better, String files) {
      return new Rejected(example, Pattern.compile(regex, MULTILINE), better, files);
    }

    Stream<String> in(Path file) {
      String text = TEXTS.get(file);
      return pattern
          .matcher(text)
          .results()
          .map(
              found ->
                  "%s:%d: \"%s\", write %s"
                      .formatted(
                          ROOT.relativize(file),
                          line(text, found.start()),
                          found.group().strip(),
                          better));
    }

    private static long line(String text, int position) {
      return 1 + text.substring(0, position).chars().filter(letter -> letter == '\n').count();
    }

    @Override
    public String toString() {
      return example.lines().findFirst().orElseThrow();
    }
  }

  private static final List<Rejected> REJECTED =
      List.of(
          Rejected.phrase("mended", "mend(?:s|ed|ing)?", "\"fix\""),
          Rejected.phrase("is told of", "(?:is|are|was|were) told of", "\"receives\""),
          Rejected.phrase("hears of", "hears? of", "\"receives\""),
          Rejected.phrase("is believed", "(?:is|are) (?:never )?believed", "\"is trusted\""),
          Rejected.phrase("whoever", "whoever", "the subject, as \"everyone who\""),
          Rejected.phrase(
              "nobody's business", "nobody's business|none of the business", "\"is ignored\""),
          Rejected.phrase("keeps nobody from", "keeps nobody from", "\"does not block\""),
          Rejected.phrase("stands\n * in", "stands? in", "\"is in\" or \"replaces\""),
          Rejected.phrase("held against", "held against", "\"compared with\""),
          Rejected.phrase("comes again", "comes? again", "\"is delivered again\""),
          Rejected.phrase("what became of", "what (?:came|become|becomes|became) of", "\"result\""),
          Rejected.phrase("side by side", "side by side", "\"in parallel\""),
          Rejected.phrase("anew", "anew", "\"again\""),
          Rejected.phrase("unwell", "unwell", "\"unavailable\""),
          Rejected.phrase("lets no lead in", "lets? (?:nobody|no lead) in", "\"denies access\""),
          Rejected.phrase("finds the proxy", "finds the proxy|proxy closed", "\"is rejected\""),
          Rejected.phrase("the proxy is", "the proxy is", "\"the entry point is\""),
          Rejected.phrase("should not happen", "should not happen", "\"Internal error\""),
          Rejected.phrase("nothing at this address", "nothing at this address", "\"Not found\""),
          Rejected.phrase(
              "this method does nothing", "this method does nothing", "\"Method not allowed\""),
          Rejected.phrase(
              "the address is not plain", "the address is not plain", "\"Ambiguous path\""),
          Rejected.pattern(
              "dev.leadlog.byhand",
              "dev\\.leadlog\\.(?:byhand|connecting|suggesting)\\b",
              "manual, onboarding, suggestion",
              JAVA),
          Rejected.pattern(
              "record Round(",
              "\\b(?:class|record|interface|enum) (?:Round|Waits|Findings|SideBySide|Announcement"
                  + "|Holding|PageStanding|Stretch|FieldWay|Flaw|Surroundings|Remains|Polled)\\b",
              "the term of the glossary in CONTRIBUTING.md",
              JAVA),
          Rejected.pattern(
              "void that_waits()",
              "\\bvoid (?:that|is|of|are|with|by|it)_\\w+(?=\\()",
              "a test name that is a sentence with a subject",
              TESTS),
          Rejected.pattern(
              "| | API |\n|---|---|",
              "^ *\\|(?:[^\\n|]*\\|)*? *\\|(?:[^\\n|]*\\|)* *\\n(?= *\\|[-:| ]+$)",
              "a heading for each column",
              DOCUMENTS));

  private static final Map<Path, String> TEXTS = texts();

  static List<Rejected> rejected() {
    return REJECTED;
  }

  @ParameterizedTest
  @MethodSource("rejected")
  void no_file_contains_a_rejected_word(Rejected rejected) {
    assertThat(
            TEXTS.keySet().stream()
                .filter(file -> file.toString().matches(rejected.files()))
                .sorted()
                .flatMap(rejected::in))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("rejected")
  void each_pattern_finds_its_example(Rejected rejected) {
    assertThat(rejected.example()).containsPattern(rejected.pattern());
  }

  @Test
  void the_files_of_code_tests_and_documents_are_checked() {
    assertThat(TEXTS.keySet().stream().map(file -> ROOT.relativize(file).toString()))
        .contains(
            "README.md",
            "docs/setup.md",
            "template.yaml",
            "src/console-lambda/src/main/resources/web/app/shell.js",
            "src/local/src/test/java/dev/leadlog/readiness/HeapTest.java",
            "src/processing/src/main/java/dev/leadlog/appsettings/LeadlogSettings.java");
  }

  private static Map<Path, String> texts() {
    try (Stream<Path> files =
        Stream.of("README.md", "CONTRIBUTING.md", "SECURITY.md", "template.yaml", "docs", "src")
            .map(ROOT::resolve)
            .flatMap(LanguageTest::walk)) {
      return files
          .filter(file -> FILES.matcher(file.toString()).matches())
          .filter(file -> !file.endsWith("LanguageTest.java"))
          .collect(Collectors.toMap(Function.identity(), LanguageTest::text));
    }
  }

  private static Stream<Path> walk(Path root) {
    try {
      return Files.walk(root).filter(Files::isRegularFile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
