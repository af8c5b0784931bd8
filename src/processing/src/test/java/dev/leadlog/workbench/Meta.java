package dev.leadlog.workbench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.log.FormId;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.PageId;
import dev.leadlog.simulatedmeta.MetaRequest;
import dev.leadlog.simulatedmeta.MetaResponse;
import dev.leadlog.simulatedmeta.SimulatedMeta;
import dev.leadlog.simulatedmeta.SimulatedMetaServer;
import dev.leadlog.testing.Aws;
import dev.leadlog.text.Json;
import dev.leadlog.text.Times;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The simulated Meta. It records its calls and can be made to refuse a token, to hold a response
 * back, or to set the wait of a throttled page.
 */
public final class Meta implements QuarkusTestResourceLifecycleManager {

  /** The form of every page. */
  public static final String FORM = "527829666666421";

  /** A token that can see all pages while it is accepted. */
  public static final String SYSTEM_USER = "local-system-user-token";

  /** The secret of the app. */
  public static final String SECRET = "the-app-secret";

  private static final String OLDER_SECRET = "the-older-app-secret";

  private static final SimulatedMeta META =
      new SimulatedMeta(SECRET, URI.create("http://127.0.0.1:1/"));
  private static final SimulatedMetaServer SERVER = SimulatedMetaServer.start(Meta::answer);

  private static final List<Read> READS = new CopyOnWriteArrayList<>();
  private static final List<MetaRequest> CALLS = new CopyOnWriteArrayList<>();
  private static final Set<String> REFUSED = ConcurrentHashMap.newKeySet();
  private static final Set<String> OF_THE_OLDER_SECRET = ConcurrentHashMap.newKeySet();
  private static volatile int minutesToRegainAccess;
  private static volatile Held held;
  private static volatile CyclicBarrier together;
  private static volatile Function<MetaRequest, MetaResponse> inItsPlace;

  /** A read of a lead, with its token and its fields. */
  public record Read(String leadgenId, String token, String fields) {

    public boolean asksForAds() {
      return fields.contains("campaign_name");
    }
  }

  /** A response that is held back until it is released. */
  public static final class Held {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    /** Waits until Meta was called. */
    public void awaitCall() {
      await(asked);
    }

    public void release() {
      released.countDown();
    }
  }

  @Override
  public Map<String, String> start() {
    return Map.of(
        "leadlog.meta.url",
        SERVER.url().toString(),
        "leadlog.meta.app-secrets",
        SECRET + "," + OLDER_SECRET,
        "leadlog.meta.system-user-token",
        SYSTEM_USER,
        "leadlog.meta.app-id",
        "700000000000001",
        // Ninety days of an empty log are about a thousand queries.
        "leadlog.look-back",
        "2d",
        "leadlog.meta.answer-within",
        "3s",
        // The longest time that a test waits while the log refuses leads.
        "leadlog.bulk-retry-time",
        "100ms",
        "leadlog.operations-function",
        "arn:aws:lambda:eu-central-1:000000000000:function:leadlog-Operations",
        "leadlog.metrics",
        "false");
  }

  /** The server ends with the JVM. */
  @Override
  public void stop() {}

  static void reset() {
    READS.clear();
    CALLS.clear();
    REFUSED.clear();
    OF_THE_OLDER_SECRET.clear();
    minutesToRegainAccess = 0;
    held = null;
    together = null;
    inItsPlace = null;
  }

  /** Submits the form. */
  public static LeadgenId lead(PageId page) {
    return lead(page, "", 0);
  }

  /**
   * Submits the form with a fault of the simulated Meta.
   *
   * @param times the number of reads that fail
   */
  public static LeadgenId lead(PageId page, String fault, int times) {
    ObjectNode request = Json.object().put("fault", fault).put("times", times);
    return lead(page, request);
  }

  /** Creates a form without leads. */
  public static FormId form(PageId page) {
    return form(page, Json.object());
  }

  /** Creates a form with the fields of {@code POST /forms}: status and faults. */
  public static FormId form(PageId page, ObjectNode request) {
    FormId form = new FormId(Aws.newId());
    form(page, form, request);
    return form;
  }

  /** Replaces a form, for example with another fault or none. */
  public static void form(PageId page, FormId form, ObjectNode request) {
    request.put("pageId", page.text()).put("formId", form.text());
    Json.read(post("/forms", request)).orElseThrow().required("formId");
  }

  /** Creates a page, or changes it by the fields of {@code POST /pages}. */
  public static void page(PageId page, ObjectNode request) {
    request.put("pageId", page.text());
    Json.read(post("/pages", request)).orElseThrow().required("id");
  }

  /** Submits a form several times at the same moment. */
  public static List<LeadgenId> leads(PageId page, FormId form, Instant createdTime, int count) {
    ObjectNode request = Json.object().put("createdTime", Times.text(createdTime));
    return leads(page, form, request.put("count", count));
  }

  private static List<LeadgenId> leads(PageId page, FormId form, ObjectNode request) {
    request.put("pageId", page.text()).put("formId", form.text()).put("notify", false);
    List<LeadgenId> leads = new ArrayList<>();
    Json.read(post("/leads", request))
        .orElseThrow()
        .required("leadgenIds")
        .forEach(id -> leads.add(new LeadgenId(id.asText())));
    return leads;
  }

  /** Submits a form at a time. */
  public static LeadgenId lead(PageId page, FormId form, Instant createdTime) {
    return leads(page, form, createdTime, 1).get(0);
  }

  /** Submits a form with a fault that fails the given number of reads of this lead only. */
  public static LeadgenId lead(PageId page, FormId form, String fault, int times) {
    ObjectNode request = Json.object().put("fault", fault).put("times", times);
    return leads(page, form, request).get(0);
  }

  /** Submits a form at a time, with a fault that fails the given number of reads. */
  public static LeadgenId lead(
      PageId page, FormId form, Instant createdTime, String fault, int times) {
    ObjectNode request = Json.object().put("createdTime", Times.text(createdTime));
    return leads(page, form, request.put("fault", fault).put("times", times)).get(0);
  }

  /** Submits the form with these answers. */
  public static LeadgenId lead(PageId page, Map<String, String> answers) {
    ObjectNode request = Json.object();
    answers.forEach(request.putObject("answers")::put);
    return lead(page, request);
  }

  private static LeadgenId lead(PageId page, ObjectNode request) {
    request.put("pageId", page.text()).put("formId", FORM).put("notify", false);
    return new LeadgenId(
        Json.read(post("/leads", request)).orElseThrow().path("leadgenIds").get(0).asText());
  }

  /** Removes the fault of a lead. */
  public static void clearFault(LeadgenId lead) {
    ObjectNode request = Json.object();
    request.putArray("leadgenIds").add(lead.text());
    post("/clear-faults", request);
  }

  /** Makes the token invalid. */
  public static void refuse(String token) {
    REFUSED.add(token);
  }

  /** Makes the token valid again. */
  public static void accept(String token) {
    REFUSED.remove(token);
  }

  /** The token belongs to the app with the second secret. */
  public static void requireSecondSecret(String token) {
    OF_THE_OLDER_SECRET.add(token);
  }

  /** Sets the wait that a throttled response names. */
  public static void setThrottleMinutes(int minutes) {
    minutesToRegainAccess = minutes;
  }

  /** Holds the next response back. */
  public static Held hold() {
    Held next = new Held();
    held = next;
    return next;
  }

  /** Answers all calls in place of the simulated Meta from now on. */
  public static void answerAll(Function<MetaRequest, MetaResponse> instead) {
    inItsPlace = instead;
  }

  /** Answers only after the given number of calls has arrived. */
  public static void answerTogether(int calls) {
    together = new CyclicBarrier(calls);
  }

  /** All calls with their parameters. */
  public static List<MetaRequest> calls() {
    return List.copyOf(CALLS);
  }

  public static List<Read> reads() {
    return List.copyOf(READS);
  }

  public static List<Read> reads(LeadgenId lead) {
    return READS.stream().filter(read -> read.leadgenId().equals(lead.text())).toList();
  }

  public static List<Read> readsWith(String token) {
    return READS.stream().filter(read -> read.token().equals(token)).toList();
  }

  private static MetaResponse answer(MetaRequest call) {
    String token = call.authorization().substring("Bearer ".length());
    CALLS.add(call);
    READS.add(
        new Read(
            call.path().substring(call.path().lastIndexOf('/') + 1),
            token,
            call.query().getOrDefault("fields", "")));
    wait(held, together);
    if (inItsPlace != null) {
      return inItsPlace.apply(call);
    }
    return sayingHowLong(META.handle(asMetaSeesIt(call, token)));
  }

  private static void wait(Held next, CyclicBarrier all) {
    if (next != null && next.asked.getCount() > 0) {
      next.asked.countDown();
      await(next.released);
    }
    if (all != null) {
      await(all);
    }
  }

  private static MetaRequest asMetaSeesIt(MetaRequest call, String token) {
    Map<String, String> query = new HashMap<>(call.query());
    if (OF_THE_OLDER_SECRET.contains(token)) {
      boolean fits = proof(OLDER_SECRET, token).equals(query.get("appsecret_proof"));
      query.put("appsecret_proof", fits ? proof(SECRET, token) : "another app's");
    }
    query.computeIfPresent(
        "input_token", (name, input) -> REFUSED.contains(input) ? "invalidated" : input);
    String authorization = REFUSED.contains(token) ? "Bearer invalidated" : call.authorization();
    return new MetaRequest(call.method(), call.path(), query, authorization, call.body());
  }

  private static MetaResponse sayingHowLong(MetaResponse answer) {
    Map<String, String> headers = new HashMap<>(answer.headers());
    headers.computeIfPresent(
        "X-Business-Use-Case-Usage",
        (name, usage) ->
            usage.replace(
                "\"estimated_time_to_regain_access\":0",
                "\"estimated_time_to_regain_access\":" + minutesToRegainAccess));
    return answer.status() == 200
        ? answer
        : new MetaResponse(answer.status(), answer.body(), headers, answer.delay());
  }

  private static String post(String path, ObjectNode request) {
    byte[] body = Json.text(request).getBytes(StandardCharsets.UTF_8);
    return META.handle(new MetaRequest("POST", path, Map.of(), null, body)).body();
  }

  private static String proof(String secret, String token) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(token.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(8, TimeUnit.SECONDS)) {
        throw new IllegalStateException("Meta was not called in time");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(8, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException("not all calls arrived in time", e);
    }
  }
}
