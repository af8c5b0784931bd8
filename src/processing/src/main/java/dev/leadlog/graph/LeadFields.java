package dev.leadlog.graph;

import dev.leadlog.graph.NotRead.Again;
import dev.leadlog.log.Reason;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The fields of a lead to ask for: those of its ad need a permission that a token may lack, and a
 * lead never waits for attribution.
 */
@Singleton
class LeadFields {

  private static final String BASIC =
      "id,created_time,ad_id,form_id,is_organic,platform,partner_name,retailer_item_id,home_listing,vehicle,"
          + "field_data,custom_disclaimer_responses";

  private static final String ALL =
      BASIC + ",ad_name,adset_id,adset_name,campaign_id,campaign_name";

  private static final Set<Reason> OF_THE_FIELDS =
      EnumSet.of(Reason.META_PERMISSION_MISSING, Reason.META_BAD_REQUEST);

  private final Set<String> withoutAdsPermission = ConcurrentHashMap.newKeySet();

  /** Asks for all fields, else for those that need no ads permission; which, is remembered. */
  <T> GraphResult<T> ask(Token token, Function<String, GraphResult<T>> question) {
    if (withoutAdsPermission.contains(token.fingerprint())) {
      return question.apply(BASIC);
    }
    GraphResult<T> all = question.apply(ALL);
    if (all.isFound() || !isOfTheFields(all.failure())) {
      return all;
    }
    GraphResult<T> basic = question.apply(BASIC);
    if (basic.isFound()) {
      withoutAdsPermission.add(token.fingerprint());
    }
    return basic;
  }

  /** What may pass by itself, as a proof that does not fit, has nothing to do with them. */
  private static boolean isOfTheFields(NotRead failure) {
    return OF_THE_FIELDS.contains(failure.reason()) && failure.again() instanceof Again.Never;
  }
}
