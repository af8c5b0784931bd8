package dev.leadlog.proof;

import dev.leadlog.emulators.RuntimeApi;
import dev.leadlog.emulators.RuntimeApi.FunctionResponse;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * One instance of a function: the process that Lambda starts from its {@code function.zip}, a
 * native executable or a Java package.
 */
final class LambdaInstance implements AutoCloseable {

  private static final String HANDLER =
      "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest";

  /**
   * The variables that Lambda sets in addition to those of the function. Variables of this machine
   * such as HOME are not inherited (source: AWS, "Defined runtime environment variables").
   */
  private static final Map<String, String> LAMBDA_ENVIRONMENT =
      Map.of(
          "PATH", "/usr/local/bin:/usr/bin:/bin",
          "LANG", "en_US.UTF-8",
          "TZ", ":UTC",
          "LAMBDA_RUNTIME_DIR", "/var/runtime");

  /** The folder of flight recordings of Java packages; null to make none. */
  private static final String PROFILES = System.getProperty("proof.profiles");

  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

  private final RuntimeApi api;
  private final Process process;
  private final Duration init;

  private LambdaInstance(RuntimeApi api, Process process, Duration init) {
    this.api = api;
    this.process = process;
    this.init = init;
  }

  /**
   * Starts an instance and waits until it requests its first event.
   *
   * @param environment the environment variables of the function
   * @param heap the maximum heap, such as {@code 870m}, which Lambda's Java runtimes use with 1,024
   *     MB
   * @param log the file for the output
   */
  static LambdaInstance start(
      Package code, Map<String, String> environment, String heap, Path log) {
    return start(code, environment, heap, List.of(), log);
  }

  /**
   * @param arguments additional arguments of the process, such as system properties
   */
  static LambdaInstance start(
      Package code,
      Map<String, String> environment,
      String heap,
      List<String> arguments,
      Path log) {
    RuntimeApi api = RuntimeApi.start();
    ProcessBuilder builder =
        new ProcessBuilder(command(code, heap, arguments)).directory(code.root().toFile());
    builder.environment().clear();
    builder.environment().putAll(LAMBDA_ENVIRONMENT);
    builder.environment().putAll(environment);
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
    builder.environment().put("LAMBDA_TASK_ROOT", code.root().toString());
    builder.environment().put("_HANDLER", HANDLER);
    builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    try {
      long before = System.nanoTime();
      Process process = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      if (!api.awaitInit(START_TIMEOUT)) {
        process.destroyForcibly();
        throw new IllegalStateException(code + " did not start; see " + log);
      }
      return new LambdaInstance(api, process, Duration.ofNanos(System.nanoTime() - before));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static List<String> command(Package code, String heap, List<String> arguments) {
    List<String> command = new ArrayList<>();
    if (code.isNative()) {
      command.add(code.root().resolve("bootstrap").toString());
      command.add("-Xmx" + heap);
      command.addAll(arguments);
      return command;
    }
    command.addAll(java());
    command.add(1, "-Xmx" + heap);
    command.addAll(1, arguments);
    if (PROFILES != null) {
      command.add(1, recording(code));
    }
    return command;
  }

  private static String recording(Package code) {
    String file = code.root().getFileName() + "-" + System.nanoTime() + ".jfr";
    return "-XX:StartFlightRecording=settings=profile,jdk.ExecutionSample#period=1ms,filename="
        + Path.of(PROFILES, file);
  }

  /** The command that starts a Java package, as in Lambda's Java runtimes. */
  static List<String> java() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xshare:auto",
        "-cp",
        javaRuntime() + File.separator + "*",
        "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
        HANDLER);
  }

  private static Path javaRuntime() {
    return Path.of(System.getProperty("proof.home"), "src/proof/target/java-runtime");
  }

  /** The time from the start of the process until it requests its first event. */
  Duration init() {
    return init;
  }

  /** The peak memory in bytes; 0 if the system does not provide it. */
  long peakMemory() {
    try {
      return Files.readAllLines(Path.of("/proc", "" + process.pid(), "status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException notLinux) {
      return 0;
    }
  }

  /** The CPU time of the process. */
  Duration cpuTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  FunctionResponse invoke(String event) {
    return invoke(event, Duration.ofSeconds(120));
  }

  /**
   * @param remaining the remaining time that the function sees
   */
  FunctionResponse invoke(String event, Duration remaining) {
    return api.invoke(event, remaining);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    api.close();
  }

  /**
   * An unpacked {@code function.zip}.
   *
   * @param isNative whether it is a native executable and not a Java package
   */
  record Package(Path root, boolean isNative) {

    static Package unpack(Path zip, Path into) throws IOException {
      if (!Files.exists(zip)) {
        throw new IllegalStateException(zip + " is missing: ./mvnw package -DskipTests builds it");
      }
      Files.createDirectories(into);
      try (InputStream file = Files.newInputStream(zip);
          ZipInputStream entries = new ZipInputStream(file)) {
        for (ZipEntry e = entries.getNextEntry(); e != null; e = entries.getNextEntry()) {
          Path target = into.resolve(e.getName()).normalize();
          if (!e.isDirectory() && target.startsWith(into)) {
            Files.createDirectories(target.getParent());
            Files.copy(entries, target);
          }
        }
      }
      Path bootstrap = into.resolve("bootstrap");
      boolean isNative = Files.exists(bootstrap) && bootstrap.toFile().setExecutable(true);
      return new Package(into, isNative);
    }

    /**
     * The runtime: the Java of {@link LambdaInstance#java()}, or the one of the native executable.
     */
    String runtime() throws IOException {
      return isNative
          ? ExecutableVersion.read(root.resolve("bootstrap"))
          : "Java " + Runtime.version().feature();
    }

    @Override
    public String toString() {
      return root.getFileName() + (isNative ? " (native)" : " (JVM)");
    }
  }
}
