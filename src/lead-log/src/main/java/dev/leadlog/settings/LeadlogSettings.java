package dev.leadlog.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Every setting of the product. Each can be given in the environment: {@code
 * leadlog.meta.app-secrets} as {@code LEADLOG_META_APP_SECRETS}. Secrets may be {@code ssm:/path},
 * the name of an SSM SecureString parameter.
 *
 * <p>What a function cannot do without is optional here and demanded by its {@link SettingsCheck}:
 * the webhook function is given no page table, and must start all the same.
 */
@ConfigMapping(prefix = "leadlog")
public interface LeadlogSettings {

  Meta meta();

  Tables tables();

  /** A laptop: literal tokens and plain http are allowed. Never in AWS. */
  @WithDefault("false")
  boolean local();

  /**
   * The path under which the secrets of this deployment are in SSM: {@code app/}, {@code page/} and
   * {@code destination/}. Page configurations can name no parameter elsewhere.
   */
  @WithDefault("/leadlog")
  String secretsPath();

  /** Whether metrics are written to the standard output, where CloudWatch reads them. */
  @WithDefault("true")
  boolean metrics();

  /** URL of the queue of live leads. */
  Optional<String> queueUrl();

  /** URL of the queue of bulk work, so that live leads go first. */
  Optional<String> backlogQueueUrl();

  /** URL of the queue of jobs, so that an export does not wait behind imported leads. */
  Optional<String> jobQueueUrl();

  /** URL of the queue that the others hand their failures to. */
  Optional<String> deadLetterQueueUrl();

  /** Bucket of imports and exports. */
  Optional<String> importBucket();

  /** ARN of the topic for what someone has to know; where there is none, it is logged. */
  Optional<String> alarmTopic();

  /** Name or ARN of the operations function, for the commands in the daily mail. */
  Optional<String> operationsFunction();

  Retry retry();

  Sweep sweep();

  /**
   * How far back the daily check and a saved page configuration look for leads that wait for
   * someone. Lower is cheaper, and forgets older ones; an index query a month and page or shard is
   * what it costs.
   */
  @WithDefault("90d")
  Duration lookBack();

  /**
   * How long the log is tried again when it does not take leads in bulk, as a poll or an import
   * brings them. Higher survives longer throttling; lower leaves more of the function's time.
   */
  @WithDefault("8s")
  Duration bulkPatience();

  Pages pages();

  Polling polling();

  Destinations destinations();

  Frappe frappe();

  Http http();

  Hubspot hubspot();

  Salesforce salesforce();

  Console console();

  Notice notice();

  /** Meta's Graph API and the app that is subscribed to the pages. */
  interface Meta {

    @WithDefault("https://graph.facebook.com")
    String url();

    /** Graph API version; one lives about two years. */
    @WithDefault("v26.0")
    String version();

    Optional<String> appId();

    /**
     * App secrets, newest first; a webhook signed with any of them is accepted, so that a secret
     * can be rotated without a gap. One {@code ssm:} parameter may hold several, separated by
     * commas or line breaks.
     */
    Optional<List<String>> appSecrets();

    /** What Meta repeats in the handshake, as typed into the app's dashboard. */
    Optional<String> verifyToken();

    /** Reads leads of pages that have no token of their own. */
    Optional<String> systemUserToken();

    /**
     * Time-out of one Graph call. Lower gives up on slow answers that would have come; higher lets
     * one hanging call eat the time of a whole batch.
     */
    @WithDefault("10s")
    Duration timeout();

    /**
     * How long someone who asks for a list of Meta's waits: the answer has what was read by then.
     * API Gateway ends a request after 29 seconds, a cold start included.
     */
    @WithDefault("20s")
    Duration answerWithin();
  }

  /** Names of the DynamoDB tables. */
  interface Tables {

    @WithDefault("LeadLogs")
    String leadLogs();

    @WithDefault("PageConfigs")
    String pageConfigs();

    @WithDefault("Leads")
    String leads();

    @WithDefault("Bookkeeping")
    String bookkeeping();
  }

  /** How a lead that could not be finished is tried again. */
  interface Retry {

    /** How long after it was received a lead is tried before it becomes an Error. */
    @WithDefault("72h")
    Duration giveUpAfter();

    /** The first wait; each further one is twice as long, and a random part of it is taken. */
    @WithDefault("10s")
    Duration firstWait();

    /**
     * The longest wait. Higher is gentler on a CRM that is down for long, and later when it comes
     * back.
     */
    @WithDefault("6h")
    Duration longestWait();

    /** The first wait for a lead that the token may not see, which rarely mends itself. */
    @WithDefault("5m")
    Duration notVisibleWait();

    /** The wait when Meta throttles a page without saying for how long. */
    @WithDefault("1m")
    Duration throttledWait();

    /** The wait when Meta has blocked the app for policy. */
    @WithDefault("6h")
    Duration blockedWait();
  }

  /** How what is due is brought back to the queue. */
  interface Sweep {

    /**
     * Logs enqueued in one run at most. Higher drains an outage faster, and lets live leads wait
     * behind it.
     */
    @WithDefault("1000")
    int limit();

    /**
     * Unread payloads enqueued in one run at most, to the backlog queue. Higher reads them sooner
     * after an outage, and uses more of Meta's limits for them.
     */
    @WithDefault("200")
    int unreadLimit();
  }

  /** How leads are looked for that no webhook brought. */
  interface Polling {

    /**
     * Percentage of Meta's limits, by its usage headers, past which a page is left alone until the
     * next run. Higher reads a backlog faster, and lets the reading of live leads be throttled;
     * Meta itself throttles at 100.
     */
    @WithDefault("50")
    int budgetPercent();

    /**
     * How far below the newest lead that was read the next reading begins. Higher finds leads that
     * Meta lists late, or that a clock ahead of ours dated, and reads as many again at each run.
     */
    @WithDefault("10m")
    Duration overlap();
  }

  /** Page configuration. */
  interface Pages {

    /** How long a page configuration that was read is believed. Zero reads it for every lead. */
    @WithDefault("30s")
    Duration cacheFor();
  }

  /** Which addresses the URLs of destinations may lead to. */
  interface Destinations {

    /**
     * The hosts that URLs may name, each as {@code crm.example.com}, or as {@code .example.com} for
     * every host below it; any host where this is not given.
     */
    Optional<List<String>> allowedHosts();

    /**
     * Whether they may be in a private network, as a CRM beside the function in its VPC is.
     * Together with local mode it allows this machine too.
     */
    @WithDefault("false")
    boolean allowPrivate();
  }

  /** The Frappe site of destinations that name none. */
  interface Frappe {

    Optional<String> url();

    /** {@code <API key>:<API secret>} of the user who makes the records. */
    @WithDefault("ssm:${leadlog.secrets-path:/leadlog}/destination/frappe")
    String token();
  }

  /** What destinations of type {@code http} have that do not say otherwise. */
  interface Http {

    /** Signs what is posted: {@code whsec_} and 24 to 64 bytes in base64. */
    @WithDefault("ssm:${leadlog.secrets-path:/leadlog}/destination/http")
    String secret();
  }

  /** The HubSpot account of destinations that name no token. */
  interface Hubspot {

    /** HubSpot's API. Only a simulated one has another address. */
    @WithDefault("https://api.hubapi.com")
    String url();

    /** The access token of a private app. */
    @WithDefault("ssm:${leadlog.secrets-path:/leadlog}/destination/hubspot")
    String token();
  }

  /** The Salesforce org of destinations that name none. */
  interface Salesforce {

    /** Its My Domain address, as {@code https://acme.my.salesforce.com}. */
    Optional<String> url();

    /** The consumer key of an app with the client credentials flow. */
    @WithDefault("ssm:${leadlog.secrets-path:/leadlog}/destination/salesforce-client-id")
    String clientId();

    /** The consumer secret of that app. */
    @WithDefault("ssm:${leadlog.secrets-path:/leadlog}/destination/salesforce-client-secret")
    String clientSecret();
  }

  /** The web console. */
  interface Console {

    /** Where it answers, for the links in notices; without it they have none. */
    Optional<String> url();
  }

  /** Messages that tell people of a lead. */
  interface Notice {

    /**
     * How many notices a minute go to one channel or address by themselves. What comes beyond is
     * sent as one message with a count. Higher shows more leads at once, and is noisier.
     */
    @WithDefault("10")
    int perMinute();

    Email email();
  }

  /** Notices by e-mail. */
  interface Email {

    /** The sender, an identity that is verified in SES; without it notices go to the topic. */
    Optional<String> from();

    /** ARN of the SNS topic that gets the notices while there is no sender. */
    Optional<String> topic();
  }
}
