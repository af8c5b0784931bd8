package dev.leadlog.local;

import dev.leadlog.emulators.Emulators;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.smallrye.config.ConfigValidationException;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The entry point of {@code ./run} and of Quarkus' dev mode. */
@QuarkusMain
public class LocalMain implements QuarkusApplication {

  private static final String STARTED = "local.emulators-started";

  private final Demo demo;

  @Inject
  LocalMain(Demo demo) {
    this.demo = demo;
  }

  public static void main(String... arguments) {
    try {
      Options options = Options.of(List.of(arguments), home());
      if (LaunchMode.current() != LaunchMode.DEVELOPMENT) {
        checkPort(options.port());
        System.setProperty("quarkus.http.port", Integer.toString(options.port()));
      }
      if (options.api().isPresent()) {
        RemoteConsole.start(options.port(), options.api().get());
        return;
      }
      System.setProperty("local.pages", options.pages().toString());
      System.setProperty("local.demo", Boolean.toString(options.demo()));
      System.setProperty("local.home", home().toString());
      options.data().ifPresent(data -> System.setProperty("local.data", data.toString()));
      startEmulators(options.data());
    } catch (IllegalArgumentException | IllegalStateException wrong) {
      stop(wrong.getMessage());
    } catch (RuntimeException unexpected) {
      exit(unexpected);
    }
    Quarkus.run(LocalMain.class, (code, failure) -> exit(failure), arguments);
  }

  @Override
  public int run(String... arguments) {
    demo.run();
    Quarkus.waitForExit();
    return 0;
  }

  /**
   * In dev mode, this runs again after each change of the code, and the running emulators are kept.
   */
  private static void startEmulators(Optional<Path> data) {
    if (System.getProperty(STARTED) != null) {
      return;
    }
    System.out.println("Starting DynamoDB Local and the SQS server …");
    Emulators emulators = Emulators.start(data.map(dir -> dir.resolve("dynamodb")));
    emulators.sdkSettings().forEach(System::setProperty);
    System.setProperty("local.queue-url", emulators.queueUrl("LeadQueue"));
    System.setProperty("local.backlog-queue-url", emulators.queueUrl("BacklogQueue"));
    System.setProperty("local.job-queue-url", emulators.queueUrl("JobQueue"));
    System.setProperty("local.dead-letter-queue-url", emulators.queueUrl("DeadLetterQueue"));
    System.setProperty(STARTED, "true");
  }

  private static void checkPort(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException taken) {
      throw new IllegalStateException(
          "port "
              + port
              + " is in use: stop the process that listens there, or choose another port with --port");
    }
  }

  private static Path home() {
    return Path.of(System.getProperty("local.home", workspace())).toAbsolutePath().normalize();
  }

  /** Quarkus' dev mode starts in the module's folder. */
  private static String workspace() {
    return Path.of("pom.xml").toAbsolutePath().getParent().endsWith("src/local") ? "../.." : ".";
  }

  /**
   * Without a failure, the reason is Ctrl-C or a change of the code in dev mode; the process must
   * then continue.
   */
  private static void exit(Throwable failure) {
    if (failure == null) {
      return;
    }
    if (!isExplained(root(failure))) {
      failure.printStackTrace();
    }
    Throwable root = root(failure);
    stop(root.getMessage() == null ? root.toString() : root.getMessage());
  }

  private static Throwable root(Throwable failure) {
    return failure.getCause() == null ? failure : root(failure.getCause());
  }

  /**
   * Whether the message alone explains the failure: Leadlog's own messages about settings and files
   * do. For every other failure, the stack trace is printed.
   */
  static boolean isExplained(Throwable root) {
    StackTraceElement[] trace = root.getStackTrace();
    return root instanceof ConfigValidationException
        || (root instanceof IllegalStateException
            && trace.length > 0
            && trace[0].getClassName().startsWith("dev.leadlog."));
  }

  private static void stop(String why) {
    System.err.println("Leadlog stopped: " + why.strip().replaceAll("\\s+", " "));
    System.exit(1);
  }
}
