package dev.leadlog.delivery;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;

/**
 * Calls servers that page configurations name. {@link EgressPolicy} checks the host's addresses,
 * and the client connects to exactly the checked address; the TLS certificate and {@code Host} are
 * those of the name. The client does not follow redirects, store cookies or reuse connections.
 */
@Singleton
public class OutboundHttpClient {

  /**
   * A call.
   *
   * @param headers the headers in addition to {@code Host} and {@code Content-Length}
   * @param body JSON; null for none
   */
  public record Call(String method, URI url, Map<String, String> headers, String body) {

    /** URLs and bodies may hold secrets and personal data. */
    @Override
    public String toString() {
      return "Call[" + method + " " + url.getHost() + "]";
    }
  }

  /** The state of a call. It prevents that a call sends anything after its time-out. */
  private static final class CallState {

    private HttpClientRequest request;
    private boolean over;
    private volatile HttpResult.Answered head;

    /** Returns whether the call has not timed out yet. */
    synchronized boolean begins(HttpClientRequest opened) {
      request = opened;
      if (over) {
        opened.reset();
      }
      return !over;
    }

    synchronized void end() {
      over = true;
      if (request != null) {
        request.reset();
      }
    }
  }

  static final int LONGEST_ANSWER = 1024 * 1024;

  private static final int CONNECT_MILLIS = 3_000;
  private static final int AT_ONCE = 16;

  private final EgressPolicy egressPolicy;
  private final Supplier<Vertx> vertx;
  private final Supplier<HttpClientOptions> options;
  private HttpClient client;

  @Inject
  OutboundHttpClient(EgressPolicy egressPolicy, Instance<Vertx> vertx) {
    this(egressPolicy, vertx::get, HttpClientOptions::new);
  }

  /**
   * @param options the TLS trust options
   */
  OutboundHttpClient(
      EgressPolicy egressPolicy, Supplier<Vertx> vertx, Supplier<HttpClientOptions> options) {
    this.egressPolicy = egressPolicy;
    this.vertx = vertx;
    this.options = options;
  }

  /** Makes a call. It always returns within the given time. */
  public HttpResult call(Call call, Duration within) {
    if (within.toMillis() <= 0) {
      return new HttpResult.Silence("the time was too short to call " + call.url().getHost());
    }
    CallState progress = new CallState();
    Future<HttpResult> reply =
        vertx
            .get()
            .executeBlocking(() -> egressPolicy.addresses(call.url()), false)
            .compose(addresses -> send(call, addresses, progress));
    return await(reply, call.url().getHost(), within, progress);
  }

  /** Resolves a URL's host and checks that it may be called, without calling it. */
  HttpResult lookUp(URI url, Duration within) {
    Future<HttpResult> known =
        vertx
            .get()
            .executeBlocking(() -> egressPolicy.addresses(url), false)
            .<HttpResult>map(addresses -> new HttpResult.Answered(200, null, null, ""));
    return await(known, url.getHost(), within, new CallState());
  }

  private static HttpResult await(
      Future<HttpResult> reply, String host, Duration within, CallState progress) {
    try {
      return reply
          .toCompletionStage()
          .toCompletableFuture()
          .get(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      return failure(host, e.getCause());
    } catch (TimeoutException tooSlow) {
      progress.end();
      return progress.head != null
          ? progress.head
          : new HttpResult.Silence(host + " did not answer in time");
    } catch (InterruptedException e) {
      progress.end();
      Thread.currentThread().interrupt();
      return new HttpResult.Silence(host + " did not answer before the call was interrupted");
    }
  }

  /**
   * The handlers of the response are attached on the event loop, before the request is sent. If the
   * calling thread attached them, and were interrupted by the scheduler before that, a short
   * response would have ended, and its body would be lost.
   */
  private Future<HttpResult> send(Call call, List<InetAddress> addresses, CallState progress) {
    boolean tls = call.url().getScheme().equalsIgnoreCase("https");
    int port = call.url().getPort() != -1 ? call.url().getPort() : tls ? 443 : 80;
    RequestOptions request =
        new RequestOptions()
            .setMethod(HttpMethod.valueOf(call.method()))
            .setServer(SocketAddress.inetSocketAddress(port, addresses.get(0).getHostAddress()))
            .setHost(call.url().getHost())
            .setPort(port)
            .setSsl(tls)
            .setURI(pathAndQuery(call.url()))
            .setFollowRedirects(false)
            .putHeader("User-Agent", "Leadlog")
            .putHeader("Accept", "application/json");
    call.headers().forEach(request::putHeader);
    return client()
        .request(request)
        .compose(
            open -> {
              open.exceptionHandler(told -> {});
              if (!progress.begins(open)) {
                return Future.failedFuture(new TimeoutException());
              }
              Future<HttpResult> reply =
                  open.response().compose(response -> read(response, progress));
              if (call.body() == null) {
                open.end();
              } else {
                open.end(Buffer.buffer(call.body()));
              }
              return reply;
            });
  }

  private static Future<HttpResult> read(HttpClientResponse response, CallState progress) {
    Promise<HttpResult> read = Promise.promise();
    HttpResult.Answered cut =
        new HttpResult.Answered(
            response.statusCode(),
            response.getHeader("Retry-After"),
            response.getHeader("Location"),
            null);
    progress.head = cut;
    Buffer body = Buffer.buffer();
    response.exceptionHandler(broken -> read.tryComplete(cut));
    response.endHandler(end -> read.tryComplete(cut.withBody(body.toString())));
    response.handler(
        chunk -> {
          if (body.length() + chunk.length() <= LONGEST_ANSWER) {
            body.appendBuffer(chunk);
          } else if (read.tryComplete(cut)) {
            response.request().reset();
          }
        });
    return read.future();
  }

  private static HttpResult failure(String host, Throwable failure) {
    if (failure instanceof EgressPolicy.Forbidden forbidden) {
      return new HttpResult.NotSent(forbidden.getMessage());
    }
    if (failure instanceof UnknownHostException) {
      return new HttpResult.Silence("the host name " + host + " cannot be resolved");
    }
    return failure instanceof SSLException
        ? new HttpResult.Silence("no secure connection to " + host + ": check its certificate")
        : new HttpResult.Silence(
            "the connection to " + host + " failed: " + failure.getClass().getSimpleName());
  }

  private static String pathAndQuery(URI url) {
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
  }

  /** Created at the first call, because many function instances never make one. */
  private synchronized HttpClient client() {
    if (client == null) {
      HttpClientOptions all =
          options.get().setKeepAlive(false).setConnectTimeout(CONNECT_MILLIS).setVerifyHost(true);
      client = vertx.get().createHttpClient(all, new PoolOptions().setHttp1MaxSize(AT_ONCE));
    }
    return client;
  }
}
