package dev.leadlog.proof;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Simulates the network latency of stores: TLS with its own certificate, and a delay of each byte
 * in both directions. A new connection takes one round trip for TCP and more for the TLS handshake.
 */
final class LatencyProxy implements AutoCloseable {

  private static final String PASSWORD = "distance";

  private final Duration oneWay;
  private final Path keys;
  private final SSLContext tls;
  private final List<ServerSocket> listening = new ArrayList<>();

  /**
   * @param oneWay the delay of each byte
   * @param work the folder for the key and the certificate
   */
  LatencyProxy(Duration oneWay, Path work) {
    this.oneWay = oneWay;
    this.keys = work.resolve("distance.p12");
    try {
      if (!Files.exists(keys)) {
        createKeys();
      }
      this.tls = tls();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void createKeys() throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "stores",
            "-keyalg",
            "EC",
            "-dname",
            "CN=stores",
            "-ext",
            "SAN=dns:localhost,ip:127.0.0.1",
            "-validity",
            "2",
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD,
            "-keystore",
            keys.toString());
    try {
      int status = new ProcessBuilder(command).inheritIO().start().waitFor();
      if (status != 0) {
        throw new IOException("keytool ended with " + status);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private SSLContext tls() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  /** The arguments with which a function trusts the certificate. */
  List<String> arguments() {
    return List.of(
        "-Djavax.net.ssl.trustStore=" + keys, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
  }

  /** Returns the URL of a store with latency. */
  URI behind(URI store) {
    int withTls =
        listen(
            () -> tls.getServerSocketFactory().createServerSocket(0, 64, loopback()),
            client -> pipe(client, connect(store.getPort()), Duration.ZERO));
    int distant =
        listen(
            () -> new ServerSocket(0, 64, loopback()),
            client -> pipe(client, connect(withTls), oneWay));
    return URI.create("https://localhost:" + distant);
  }

  private int listen(Opening opening, Accepting accepting) {
    try {
      ServerSocket server = opening.open();
      listening.add(server);
      daemon(
          () -> {
            while (!server.isClosed()) {
              accepting.accept(server.accept());
            }
          });
      return server.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void pipe(Socket client, Socket store, Duration oneWay) {
    // The first bytes of a client are also delayed by the round trip of the TCP handshake.
    pipe(client, store, oneWay, oneWay.multipliedBy(2));
    pipe(store, client, oneWay, Duration.ZERO);
  }

  private static void pipe(Socket from, Socket to, Duration oneWay, Duration atFirst) {
    BlockingQueue<Chunk> onTheWay = new LinkedBlockingQueue<>();
    long first = System.nanoTime() + atFirst.toNanos();
    daemon(
        () -> {
          try (from;
              InputStream in = from.getInputStream()) {
            byte[] buffer = new byte[64 * 1024];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
              long now = Math.max(System.nanoTime(), first);
              onTheWay.add(new Chunk(Arrays.copyOf(buffer, read), now + oneWay.toNanos()));
            }
          } finally {
            onTheWay.add(new Chunk(null, System.nanoTime()));
          }
        });
    daemon(
        () -> {
          try (to;
              OutputStream out = to.getOutputStream()) {
            for (Chunk next = onTheWay.take(); next.bytes() != null; next = onTheWay.take()) {
              TimeUnit.NANOSECONDS.sleep(next.due() - System.nanoTime());
              out.write(next.bytes());
              out.flush();
            }
          }
        });
  }

  private static Socket connect(int port) throws IOException {
    Socket socket = new Socket(loopback(), port);
    socket.setTcpNoDelay(true);
    return socket;
  }

  private static InetAddress loopback() {
    return InetAddress.getLoopbackAddress();
  }

  private static void daemon(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException ended) {
                // One side has closed its connection.
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "distance");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    for (ServerSocket server : listening) {
      try {
        server.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * Bytes and their time of arrival; the bytes are null if the sender has closed the connection.
   */
  private record Chunk(byte[] bytes, long due) {}

  private interface Opening {
    ServerSocket open() throws IOException;
  }

  private interface Accepting {
    void accept(Socket client) throws IOException;
  }

  private interface Work {
    void run() throws IOException, InterruptedException;
  }
}
