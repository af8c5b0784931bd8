package dev.leadlog.fuzzing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the corpus: the seeds of fuzzing, and the inputs of fixed findings. */
class CorpusTest {

  private static final Path CORPUS = Path.of("corpus");

  static List<Target> targets() {
    return Fuzzing.targets();
  }

  @ParameterizedTest
  @MethodSource("targets")
  void every_input_of_the_corpus_has_a_defined_answer(Target target) throws IOException {
    try (Stream<Path> files = Files.list(CORPUS.resolve(target.name()))) {
      List<Path> inputs = files.sorted().toList();
      assertThat(inputs).as("corpus of %s", target.name()).isNotEmpty();
      for (Path input : inputs) {
        byte[] bytes = Files.readAllBytes(input);
        assertThatCode(() -> target.read(bytes)).as("%s", input).doesNotThrowAnyException();
      }
    }
  }
}
