package dev.leadlog.simulation;

import dev.leadlog.testing.Aws;
import dev.leadlog.testing.FaultyProxy;
import dev.leadlog.testing.FaultyProxy.Fault;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes single requests to the stores fail, on their way there or back. */
final class StoreFaults {

  /** The SDK makes three attempts, so a shorter fault has no effect. */
  private static final int A_CALL = 3;

  private static final Pattern ID = Pattern.compile("[0-9]{15,}");

  private final Seed seed;
  private final Map<String, Integer> calls = new ConcurrentHashMap<>();
  private final Map<String, String> names = new ConcurrentHashMap<>();
  private final Map<String, Integer> counted = new ConcurrentHashMap<>();

  StoreFaults(Seed seed) {
    this.seed = seed;
  }

  void begin() {
    Aws.dynamodb().chooseFaults((operation, body) -> fault("dynamodb", operation, body));
    Aws.sqs().chooseFaults((operation, body) -> fault("sqs", operation, body));
    Aws.sns().chooseFaults((operation, body) -> fault("sns", operation, body));
  }

  void end() {
    for (FaultyProxy proxy : List.of(Aws.dynamodb(), Aws.sqs(), Aws.sns())) {
      proxy.chooseFaults((operation, body) -> null);
      proxy.clearFault();
    }
  }

  /** Ids differ in each run; their names are the same. */
  void name(String id, String name) {
    names.put(id, name);
  }

  /** The name of the first id in a text that has one. */
  String name(String text) {
    Matcher id = ID.matcher(text);
    while (id.find()) {
      if (names.containsKey(id.group())) {
        return names.get(id.group());
      }
    }
    return "";
  }

  /** The number of times that each fault happened. */
  Map<String, Integer> counted() {
    return new TreeMap<>(counted);
  }

  void count(String what) {
    counted.merge(what, 1, Integer::sum);
  }

  private Fault fault(String store, String operation, String body) {
    String about = store + " " + operation + " " + name(body);
    int request = calls.merge(about, 1, Integer::sum);
    Fault fault = fault(seed.below(10_000, about, request / A_CALL), request % A_CALL == 0);
    if (fault == Fault.THROTTLES && store.equals("sqs")) {
      fault = Fault.REFUSES;
    }
    if (fault != null) {
      count(store + " " + fault.name().toLowerCase().replace('_', ' '));
    }
    return fault;
  }

  /**
   * @param one whether it is one of the requests that otherwise fail together: when only its
   *     response is lost, the SDK repeats a request that was executed
   */
  private static Fault fault(int draw, boolean one) {
    if (draw >= 134 && draw < 234) {
      return one ? Fault.HANGS_UP : null;
    }
    if (draw < 40) {
      return Fault.REFUSES;
    }
    if (draw < 80) {
      return Fault.THROTTLES;
    }
    if (draw < 130) {
      return Fault.HANGS_UP;
    }
    if (draw < 132) {
      return Fault.HANGS;
    }
    return draw < 134 ? Fault.WITHHOLDS_THE_RESPONSE : null;
  }
}
