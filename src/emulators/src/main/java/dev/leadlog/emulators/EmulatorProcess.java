package dev.leadlog.emulators;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.elasticmq.NodeAddress;
import org.elasticmq.rest.sqs.SQSRestServerBuilder$;
import org.elasticmq.rest.sqs.TheSQSRestServerBuilder;
import software.amazon.dynamodb.services.local.main.ServerRunner;

/**
 * The child process: {@code template.yaml [data directory]}. It ends when its standard input does.
 */
final class EmulatorProcess {

  public static void main(String[] args) throws Exception {
    int dynamodbPort = freePort();
    int sqsPort = freePort();
    startDynamoDb(dynamodbPort, args.length > 1 ? Path.of(args[1]) : null);
    startSqs(sqsPort);
    URI dynamodb = URI.create("http://127.0.0.1:" + dynamodbPort);
    URI sqs = URI.create("http://127.0.0.1:" + sqsPort);
    new Provisioning(Template.read(Path.of(args[0])), dynamodb, sqs).provision();
    Emulators.announce(dynamodb, sqs);
    awaitEnd(System.in);
    System.exit(0);
  }

  private static void startDynamoDb(int port, Path data) throws Exception {
    List<String> options = new ArrayList<>(List.of("-port", "" + port, "-sharedDb"));
    options.add("-disableTelemetry");
    if (data == null) {
      options.add("-inMemory");
    } else {
      Files.createDirectories(data);
      options.addAll(List.of("-dbPath", data.toString()));
    }
    ServerRunner.createServerFromCommandLineArgs(options.toArray(String[]::new)).start();
  }

  private static void startSqs(int port) {
    TheSQSRestServerBuilder builder =
        SQSRestServerBuilder$.MODULE$
            .withPort(port)
            .withInterface("127.0.0.1")
            .withServerAddress(new NodeAddress("http", "127.0.0.1", port, ""));
    builder.start().waitUntilStarted();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void awaitEnd(InputStream in) throws IOException {
    while (in.read() >= 0) {
      // whoever started this process only ever closes the stream
    }
  }

  private EmulatorProcess() {}
}
