package dev.leadlog.emulators;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.elasticmq.NodeAddress;
import org.elasticmq.rest.sqs.SQSRestServerBuilder$;
import org.elasticmq.rest.sqs.TheSQSRestServerBuilder;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;

/**
 * The child process: {@code template.yaml [data directory]} starts the servers; {@code
 * template.yaml --at URL} uses a running emulator. The process ends when its standard input is
 * closed.
 */
final class EmulatorProcess {

  static final String AT = "--at";

  public static void main(String[] args) {
    try {
      run(args);
    } catch (Exception e) {
      // Servers that were started keep their threads, so the process would not end without an exit.
      e.printStackTrace();
      System.exit(1);
    }
    System.exit(0);
  }

  private static void run(String[] args) throws Exception {
    Template template = Template.read(Path.of(args[0]));
    if (args.length == 3 && args[1].equals(AT)) {
      URI all = URI.create(args[2]);
      new Buckets(all).create(template);
      provision(template, all, all, all, all, all);
    } else {
      start(template, args.length > 1 ? Path.of(args[1]) : null);
    }
    awaitEnd(System.in);
  }

  private static void start(Template template, Path data) throws Exception {
    int dynamodb = freePort();
    int sqs = freePort();
    startDynamoDb(dynamodb, data);
    startSqs(sqs);
    provision(
        template,
        local(dynamodb),
        local(sqs),
        new ParameterServer().start(),
        new FileServer().start(),
        new NotificationServer().start());
  }

  private static void provision(
      Template template, URI dynamodb, URI sqs, URI ssm, URI s3, URI sns) {
    Provisioning provisioning = new Provisioning(template, dynamodb, sqs);
    provisioning.provision();
    String topics = new Topics(sns).create(template);
    Emulators.printAddresses(dynamodb, sqs, ssm, s3, sns, provisioning.queues(), topics);
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
    DynamoDBProxyServer server =
        ServerRunner.createServerFromCommandLineArgs(options.toArray(String[]::new));
    bindToLoopback(server);
    server.start();
  }

  /** By default DynamoDB Local listens on all addresses and has no option to change it. */
  private static void bindToLoopback(DynamoDBProxyServer proxy)
      throws ReflectiveOperationException {
    Field jetty = DynamoDBProxyServer.class.getDeclaredField("server");
    jetty.setAccessible(true);
    for (Connector connector : ((Server) jetty.get(proxy)).getConnectors()) {
      ((ServerConnector) connector).setHost("127.0.0.1");
    }
  }

  private static void startSqs(int port) {
    TheSQSRestServerBuilder builder =
        SQSRestServerBuilder$.MODULE$
            .withPort(port)
            .withInterface("127.0.0.1")
            .withServerAddress(new NodeAddress("http", "127.0.0.1", port, ""));
    builder.start().waitUntilStarted();
  }

  private static URI local(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void awaitEnd(InputStream in) throws IOException {
    while (in.read() >= 0) {
      // the parent process writes nothing and only closes the stream
    }
  }

  private EmulatorProcess() {}
}
