package dev.leadlog.graph;

import dev.leadlog.graph.Reading.Again;
import dev.leadlog.graph.Reading.Found;
import dev.leadlog.graph.Reading.NotRead;
import dev.leadlog.log.LeadLog;
import dev.leadlog.log.Reason;
import dev.leadlog.settings.LeadlogSettings;
import dev.leadlog.settings.Metrics;
import dev.leadlog.settings.Secrets;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Reads a lead with any token that can: the page's, else the system user's. */
@Singleton
public class LeadReader {

  /** After which Meta deletes leads. */
  public static final Duration META_KEEPS = Duration.ofDays(90);

  private static final String BASIC_FIELDS =
      "id,created_time,ad_id,form_id,is_organic,platform,partner_name,retailer_item_id,home_listing,vehicle,"
          + "field_data,custom_disclaimer_responses";

  /** The further ones need an ads permission, and a lead never waits for attribution. */
  private static final String ALL_FIELDS =
      BASIC_FIELDS + ",ad_name,adset_id,adset_name,campaign_id,campaign_name";

  /** What another token may be able to see. */
  private static final Set<Reason> OF_THE_TOKEN =
      Set.of(
          Reason.META_TOKEN_INVALID,
          Reason.META_PERMISSION_MISSING,
          Reason.META_ACCESS_REVOKED,
          Reason.META_LEAD_NOT_VISIBLE);

  private static final Set<Reason> OF_THE_FIELDS =
      Set.of(Reason.META_PERMISSION_MISSING, Reason.META_BAD_REQUEST);

  private final GraphClient graph;
  private final PageStanding standing;
  private final Secrets secrets;
  private final LeadlogSettings settings;
  private final Metrics metrics;
  private final Clock clock;
  private final Set<String> withoutAdsPermission = ConcurrentHashMap.newKeySet();

  LeadReader(
      GraphClient graph,
      PageStanding standing,
      Secrets secrets,
      LeadlogSettings settings,
      Metrics metrics,
      Clock clock) {
    this.graph = graph;
    this.standing = standing;
    this.secrets = secrets;
    this.settings = settings;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * Reads the lead of a log.
   *
   * @param pageToken where the page's token is; null when none is configured
   */
  public Reading read(LeadLog log, String pageToken) {
    List<Token> tokens = tokens(pageToken);
    if (tokens.isEmpty()) {
      return notRead(
          Reason.META_TOKEN_MISSING,
          pageToken == null
              ? "no access token is configured for this page"
              : "the access token that the page's configuration names cannot be read");
    }
    Instant until = log.pageId() == null ? null : standing.of(log.pageId()).throttledUntil();
    if (until != null && until.isAfter(clock.instant())) {
      return new NotRead(
          Reason.META_THROTTLED, new Again.At(until), "Meta limits this page's calls", null);
    }
    return expired(log, firstThatCan(log, tokens));
  }

  private Reading firstThatCan(LeadLog log, List<Token> tokens) {
    NotRead first = null;
    for (Token token : tokens) {
      Reading reading = withToken(log, token);
      if (!(reading instanceof NotRead failed)) {
        return reading;
      }
      first = first == null || !OF_THE_TOKEN.contains(failed.reason()) ? failed : first;
      if (!OF_THE_TOKEN.contains(failed.reason())) {
        return failed;
      }
    }
    return first;
  }

  /**
   * A token that Meta has refused is asked again only when a person asks, or when it was replaced.
   */
  private Reading withToken(LeadLog log, Token token) {
    if (isDead(log, token) && !log.byHand()) {
      return replaced(token)
          ? ask(log, current(token))
          : notRead(
              Reason.META_TOKEN_INVALID,
              "Meta has refused this access token before; it was not asked again");
    }
    Reading reading = ask(log, token);
    if (isTokenInvalid(reading) && replaced(token)) {
      return ask(log, current(token));
    }
    return reading;
  }

  private boolean replaced(Token token) {
    secrets.reread(token.reference());
    return !current(token).equals(token);
  }

  private Token current(Token token) {
    return secrets
        .resolve(token.reference())
        .map(value -> new Token(value, token.reference()))
        .orElse(token);
  }

  private Reading ask(LeadLog log, Token token) {
    Reading reading =
        isWithoutAdsPermission(token) ? ask(log, token, BASIC_FIELDS) : askForAll(log, token);
    if (log.pageId() != null) {
      remember(log, token, reading);
    }
    return reading;
  }

  private Reading askForAll(LeadLog log, Token token) {
    Reading all = ask(log, token, ALL_FIELDS);
    if (!(all instanceof NotRead failed) || !OF_THE_FIELDS.contains(failed.reason())) {
      return all;
    }
    Reading basic = ask(log, token, BASIC_FIELDS);
    if (basic instanceof Found) {
      withoutAdsPermission.add(token.fingerprint());
    }
    return basic;
  }

  private boolean isWithoutAdsPermission(Token token) {
    return withoutAdsPermission.contains(token.fingerprint());
  }

  private Reading ask(LeadLog log, Token token, String fields) {
    GraphAnswer answer = graph.read(log.leadgenId().text(), fields, token);
    if (GraphErrors.namesTheProof(answer)) {
      metrics.count("graph.proof_refused");
      return new NotRead(Reason.META_BAD_REQUEST, new Again.Soon(), answer.words(), null);
    }
    return answer.isError() || answer.isUnreadable()
        ? GraphErrors.classify(answer, clock.instant(), settings.retry().throttledWait())
        : LeadAnswer.read(answer, log);
  }

  private void remember(LeadLog log, Token token, Reading reading) {
    if (reading instanceof Found) {
      standing.tokenLives(log.pageId(), token.fingerprint());
    } else if (isTokenInvalid(reading)) {
      metrics.count("graph.token_dead");
      standing.tokenDied(log.pageId(), token.fingerprint());
    } else if (reading instanceof NotRead failed && failed.again() instanceof Again.At at) {
      metrics.count("graph.throttled");
      standing.throttled(log.pageId(), at.time());
    }
  }

  private boolean isDead(LeadLog log, Token token) {
    return log.pageId() != null
        && standing.of(log.pageId()).deadTokens().contains(token.fingerprint());
  }

  private static boolean isTokenInvalid(Reading reading) {
    return reading instanceof NotRead failed && failed.reason() == Reason.META_TOKEN_INVALID;
  }

  /** A lead that cannot be seen and is older than Meta keeps any is gone. */
  private Reading expired(LeadLog log, Reading reading) {
    if (!(reading instanceof NotRead failed)
        || failed.reason() != Reason.META_LEAD_NOT_VISIBLE
        || age(log).compareTo(META_KEEPS) <= 0) {
      return reading;
    }
    return new NotRead(Reason.META_LEAD_EXPIRED, new Again.Never(), failed.words(), null);
  }

  private Duration age(LeadLog log) {
    Instant born = log.createdTime() == null ? log.receivedTime() : log.createdTime();
    return Duration.between(born, clock.instant());
  }

  private List<Token> tokens(String pageToken) {
    List<Token> tokens = new ArrayList<>();
    Stream.ofNullable(pageToken).forEach(reference -> add(tokens, reference));
    settings.meta().systemUserToken().ifPresent(reference -> add(tokens, reference));
    return tokens;
  }

  private void add(List<Token> tokens, String reference) {
    secrets.resolve(reference).map(value -> new Token(value, reference)).ifPresent(tokens::add);
  }

  private static NotRead notRead(Reason reason, String words) {
    return new NotRead(reason, new Again.Never(), words, null);
  }
}
