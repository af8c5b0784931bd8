package dev.leadlog.local;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The command line of {@code ./run}.
 *
 * @param data the folder that keeps the tables between runs; empty for memory
 * @param pages the file of page configurations to load
 * @param demo whether the simulated Meta sends the demo leads
 * @param api the deployed API for the console; if it is given, only the console is started
 */
record Options(int port, Optional<Path> data, Path pages, boolean demo, Optional<URI> api) {

  /**
   * @throws IllegalArgumentException with a message that names the option, its value and the
   *     expected value
   */
  static Options of(List<String> arguments, Path home) {
    Deque<String> left = new ArrayDeque<>(arguments);
    int port = 8080;
    Path data = null;
    Path pages = home.resolve("src/local/demo/pages.json");
    boolean demo = true;
    URI api = null;
    while (!left.isEmpty()) {
      String option = left.pop();
      switch (option) {
        case "--port" -> port = port(value(option, left));
        case "--data" -> data = Path.of(value(option, left)).toAbsolutePath();
        case "--pages" -> pages = file(value(option, left));
        case "--no-demo" -> demo = false;
        case "--api" -> api = api(value(option, left));
        default ->
            throw new IllegalArgumentException(option + " is not a known option; see ./run --help");
      }
    }
    return new Options(port, Optional.ofNullable(data), pages, demo, Optional.ofNullable(api));
  }

  private static String value(String option, Deque<String> left) {
    if (left.isEmpty() || left.peek().startsWith("--")) {
      throw new IllegalArgumentException(option + " needs a value; see ./run --help");
    }
    return left.pop();
  }

  private static int port(String text) {
    if (!text.matches("[0-9]{1,5}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > 65535) {
      throw new IllegalArgumentException(
          "--port is " + text + " but must be a number from 1 to 65535");
    }
    return Integer.parseInt(text);
  }

  /** The stack's output ApiUrl. It must be https, because the requests carry credentials. */
  private static URI api(String text) {
    URI address = URI.create(text.replaceFirst("/(api/?)?$", ""));
    boolean loopback = List.of("localhost", "127.0.0.1").contains(address.getHost());
    if (address.getHost() == null || !("https".equals(address.getScheme()) || loopback)) {
      throw new IllegalArgumentException(
          "--api is "
              + text
              + " but must be the https URL of a deployed API, as the stack's output ApiUrl");
    }
    return address;
  }

  private static Path file(String text) {
    Path file = Path.of(text).toAbsolutePath();
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException(
          "--pages is " + text + " but no readable file has this name");
    }
    return file;
  }
}
