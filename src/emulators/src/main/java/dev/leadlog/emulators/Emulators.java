package dev.leadlog.emulators;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * DynamoDB Local and servers for SQS, SSM, S3 and SNS in a child process that ends with this one;
 * or another AWS emulator with the same tables and queues.
 *
 * @param dynamodb the endpoint of DynamoDB
 * @param sqs the endpoint of SQS
 * @param ssm the endpoint of SSM
 * @param s3 the endpoint of S3
 * @param sns the endpoint of SNS
 * @param queues the prefix of all queue URLs
 * @param topics the prefix of all topic ARNs
 */
public record Emulators(
    URI dynamodb,
    URI sqs,
    URI ssm,
    URI s3,
    URI sns,
    String queues,
    String topics,
    ProcessHandle process)
    implements AutoCloseable {

  private static final String READY = "emulators ready ";

  /**
   * The system property with the shared emulators: their process id and addresses. Each profile of
   * a Quarkus test loads this class again, and a static field would start other emulators each
   * time.
   */
  private static final String SHARED = "emulators.shared";

  /**
   * The emulators of this JVM for all its tests, started at the first call and stopped with the
   * JVM.
   */
  public static synchronized Emulators shared() {
    return running().orElseGet(() -> share(start(Optional.empty())));
  }

  private static Optional<Emulators> running() {
    return Optional.ofNullable(System.getProperty(SHARED))
        .map(line -> line.split(" ", 2))
        .flatMap(line -> ProcessHandle.of(Long.parseLong(line[0])).map(p -> at(line[1], p)))
        .filter(emulators -> emulators.process.isAlive());
  }

  private static Emulators share(Emulators emulators) {
    System.setProperty(SHARED, emulators.process.pid() + " " + emulators.addresses());
    return emulators;
  }

  /**
   * Starts the servers and creates the missing tables and queues of {@code template.yaml}.
   *
   * @param data the folder that keeps the tables between runs; without it, they are in memory.
   *     Queues are always in memory; the sweep sends their messages again.
   * @throws IllegalStateException if they do not start; the message says why
   */
  public static Emulators start(Optional<Path> data) {
    return child(data.map(Path::toString).map(List::of).orElse(List.of()));
  }

  /**
   * Uses the emulator at a URL, such as LocalStack or moto, for all services, and creates the same
   * resources as {@link #start}. After this call, {@link #shared} returns it.
   */
  public static synchronized Emulators shareAt(URI url) {
    return share(child(List.of(EmulatorProcess.AT, url.toString())));
  }

  private static Emulators child(List<String> arguments) {
    Path classPath = classPath();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-Dsqlite4java.library.path=" + classPath);
    command.add("-Dsun.net.httpserver.nodelay=true");
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp"));
    command.add(ownClasses() + File.pathSeparator + classPath + File.separator + "*");
    command.add(EmulatorProcess.class.getName());
    command.add(classPath.resolve("../../../../template.yaml").normalize().toString());
    command.addAll(arguments);
    try {
      return await(
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    } catch (IOException e) {
      throw new UncheckedIOException("the emulators could not be started", e);
    }
  }

  private static Emulators await(Process process) throws IOException {
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    List<String> lines = new ArrayList<>();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(READY)) {
        drain(out);
        return at(line.substring(READY.length()), process.toHandle());
      }
      lines.add(line);
    }
    throw new IllegalStateException(
        "the emulators ended before they were ready: " + String.join("; ", lines));
  }

  /** Reads the output of the child, which would block once the pipe is full. */
  private static void drain(BufferedReader out) {
    Thread reader = new Thread(() -> out.lines().forEach(line -> {}), "emulators-output");
    reader.setDaemon(true);
    reader.start();
  }

  /** The system properties that set the emulators as endpoints of the AWS SDK. */
  public Map<String, String> sdkSettings() {
    return Map.of(
        "aws.endpointUrlDynamoDb",
        dynamodb.toString(),
        "aws.endpointUrlSqs",
        sqs.toString(),
        "aws.endpointUrlSsm",
        ssm.toString(),
        "aws.endpointUrlS3",
        s3.toString(),
        "aws.endpointUrlSns",
        sns.toString(),
        "aws.region",
        "eu-central-1",
        "aws.maxAttempts",
        "2",
        "aws.accessKeyId",
        "local",
        "aws.secretAccessKey",
        "local");
  }

  /** The URL of a queue of {@code template.yaml}, by its logical id. */
  public String queueUrl(String logicalId) {
    return queues + "/" + logicalId;
  }

  /** The ARN of a topic of {@code template.yaml}, by its logical id. */
  public String topicArn(String logicalId) {
    return topics + ":" + logicalId;
  }

  /** The name of a bucket of {@code template.yaml}, by its logical id: names are lower case. */
  public static String bucket(String logicalId) {
    return logicalId.toLowerCase(Locale.ROOT);
  }

  /** Tells the parent process that the emulators are ready, and where. */
  static void printAddresses(
      URI dynamodb, URI sqs, URI ssm, URI s3, URI sns, String queues, String topics) {
    ProcessHandle self = ProcessHandle.current();
    System.out.println(
        READY + new Emulators(dynamodb, sqs, ssm, s3, sns, queues, topics, self).addresses());
    System.out.flush();
  }

  /** The addresses in one line, which {@link #at} reads. */
  private String addresses() {
    return String.join(" ", "" + dynamodb, "" + sqs, "" + ssm, "" + s3, "" + sns, queues, topics);
  }

  private static Emulators at(String line, ProcessHandle process) {
    String[] addresses = line.split(" ");
    return new Emulators(
        URI.create(addresses[0]),
        URI.create(addresses[1]),
        URI.create(addresses[2]),
        URI.create(addresses[3]),
        URI.create(addresses[4]),
        addresses[5],
        addresses[6],
        process);
  }

  private static Path classPath() {
    String property = System.getProperty("emulators.class-path");
    Path classPath =
        property == null
            ? ownClasses().resolveSibling("emulators")
            : Path.of(property).toAbsolutePath();
    if (!Files.isDirectory(classPath)) {
      throw new IllegalStateException(
          "the emulators' class path is missing at "
              + classPath
              + ": build it with ./mvnw -pl src/emulators package");
    }
    return classPath;
  }

  private static Path ownClasses() {
    try {
      return Path.of(Emulators.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toAbsolutePath();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
