package dev.leadlog.graph;

import dev.leadlog.graph.GraphFailure.Retry;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.log.FetchedLead;
import dev.leadlog.log.Reason;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Reads a lead with any token that has access: the page's, else the system user's. */
@Singleton
public class LeadReader {

  /** Meta deletes leads after this time. */
  public static final Duration META_KEEPS = Duration.ofDays(90);

  private final GraphClient graph;
  private final PageTokens tokens;
  private final LeadFields fields;
  private final Clock clock;

  LeadReader(GraphClient graph, PageTokens tokens, LeadFields fields, Clock clock) {
    this.graph = graph;
    this.tokens = tokens;
    this.fields = fields;
    this.clock = clock;
  }

  /**
   * Reads the lead of a log.
   *
   * @param pageToken the reference to the page's token; null if none is configured
   */
  public GraphResult<FetchedLead> read(LeadLog log, String pageToken) {
    return read(log, pageToken, log.processing().request().manual());
  }

  /**
   * Reads the lead of a log on a user's request: a token that was marked as rejected is tried once
   * more.
   */
  public GraphResult<FetchedLead> readManually(LeadLog log, String pageToken) {
    return read(log, pageToken, true);
  }

  private GraphResult<FetchedLead> read(LeadLog log, String pageToken, boolean manual) {
    GraphResult<FetchedLead> read =
        tokens.ask(
            log.pageId(),
            pageToken,
            manual,
            token -> fields.ask(token, wanted -> ask(log, token, wanted)));
    return isExpired(log, read.failure())
        ? GraphResult.failed(Reason.META_LEAD_EXPIRED, new Retry.Never(), read.failure().message())
        : read;
  }

  private GraphResult<FetchedLead> ask(LeadLog log, AccessToken token, String wanted) {
    GraphResponse response = graph.read(log.leadgenId().text(), wanted, token);
    return tokens.read(
        response,
        json -> {
          tokens.recordUsage(log.pageId(), response);
          return LeadParser.read(response, log);
        });
  }

  /** A lead that is not visible and older than 90 days has been deleted by Meta. */
  private boolean isExpired(LeadLog log, GraphFailure failure) {
    return failure != null
        && failure.reason() == Reason.META_LEAD_NOT_VISIBLE
        && age(log).compareTo(META_KEEPS) > 0;
  }

  private Duration age(LeadLog log) {
    Instant createdAt = log.createdTime() == null ? log.receivedTime() : log.createdTime();
    return Duration.between(createdAt, clock.instant());
  }
}
