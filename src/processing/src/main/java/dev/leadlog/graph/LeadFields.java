package dev.leadlog.graph;

import dev.leadlog.graph.GraphFailure.Retry;
import dev.leadlog.log.Reason;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Chooses the fields of a lead to request. A token may lack the permission for some fields, and a
 * version of the Graph API may not have others ("nonexisting field"). Optional fields never delay a
 * lead.
 */
@Singleton
class LeadFields {

  private static final String MINIMUM = "id,created_time,form_id,field_data";

  private static final String WITHOUT_ADS =
      MINIMUM
          + ",ad_id,is_organic,platform,partner_name,retailer_item_id,home_listing,vehicle,"
          + "custom_disclaimer_responses";

  private static final String ALL =
      WITHOUT_ADS + ",ad_name,adset_id,adset_name,campaign_id,campaign_name";

  /** Field lists, the longest first; the next one is requested if Meta rejects the previous one. */
  private static final List<String> LISTS = List.of(ALL, WITHOUT_ADS, MINIMUM);

  private static final Set<Reason> OF_THE_FIELDS =
      EnumSet.of(Reason.META_PERMISSION_MISSING, Reason.META_BAD_REQUEST);

  /** How long to request the shorter list with a token before trying all fields again. */
  private static final Duration REMEMBERED_FOR = Duration.ofHours(1);

  private record Readable(int list, Instant until) {}

  private final Map<String, Readable> remembered = new ConcurrentHashMap<>();
  private final Clock clock;

  LeadFields(Clock clock) {
    this.clock = clock;
  }

  /**
   * Requests all fields, or fewer if Meta rejects them; the list that a token can read is cached.
   */
  <T> GraphResult<T> ask(AccessToken token, Function<String, GraphResult<T>> question) {
    int first = first(token);
    int list = first;
    GraphResult<T> asked = question.apply(LISTS.get(list));
    while (!asked.isFound() && isOfTheFields(asked.failure()) && list < LISTS.size() - 1) {
      asked = question.apply(LISTS.get(++list));
    }
    if (asked.isFound() && list > first) {
      remembered.put(token.fingerprint(), new Readable(list, clock.instant().plus(REMEMBERED_FOR)));
    }
    return asked;
  }

  private int first(AccessToken token) {
    Readable known = remembered.get(token.fingerprint());
    return known != null && clock.instant().isBefore(known.until()) ? known.list() : 0;
  }

  /** Temporary failures, or a wrong proof, are not caused by the fields. */
  private static boolean isOfTheFields(GraphFailure failure) {
    return OF_THE_FIELDS.contains(failure.reason()) && failure.retry() instanceof Retry.Never;
  }
}
