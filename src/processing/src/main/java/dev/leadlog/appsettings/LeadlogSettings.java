package dev.leadlog.appsettings;

import dev.leadlog.settings.IntakeSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * All settings of the functions that process leads; the webhook function reads only {@link
 * IntakeSettings}, because each mapped name makes its start longer. Each can be set by an
 * environment variable: {@code leadlog.meta.app-secrets} by {@code LEADLOG_META_APP_SECRETS}. A
 * secret may be {@code ssm:/path}, the name of an SSM SecureString parameter.
 *
 * <p>Settings that only some functions require are optional here; the check at the start of such a
 * function requires them.
 */
@ConfigMapping(prefix = "leadlog")
public interface LeadlogSettings {

  Meta meta();

  Tables tables();

  /** Local mode, never used in AWS: literal tokens and plain http are allowed. */
  @WithDefault("false")
  boolean local();

  /**
   * The path of this deployment's secrets in SSM: {@code app/}, {@code page/} and {@code
   * destination/} below it. Page configurations can name only parameters below this path.
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

  /** URL of the dead-letter queue. */
  Optional<String> deadLetterQueueUrl();

  /** Bucket of imports and exports. */
  Optional<String> importBucket();

  /** ARN of the SNS topic for alarms and notices; without it, they are only logged. */
  Optional<String> alarmTopic();

  /** Name or ARN of the operations function, for the commands in the daily mail. */
  Optional<String> operationsFunction();

  Retry retry();

  Sweep sweep();

  /**
   * How far back the daily check and a saved page configuration look for leads that need attention.
   * Each month costs one index query per page or shard; a lower value is cheaper and ignores older
   * leads.
   */
  @WithDefault("90d")
  Duration lookBack();

  /**
   * How long writes of a poll or an import are retried when DynamoDB rejects them. A higher value
   * survives longer throttling; a lower one leaves more of the function's time.
   */
  @WithDefault("8s")
  Duration bulkRetryTime();

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

    /** Graph API version; Meta supports one for about two years. */
    @WithDefault("v26.0")
    String version();

    Optional<String> appId();

    /**
     * App secrets, newest first. A webhook that is signed with any of them is accepted, so that a
     * secret can be rotated without a gap. One {@code ssm:} parameter may hold several, separated
     * by commas or line breaks.
     */
    Optional<List<String>> appSecrets();

    /** The verify token of the app's dashboard, which Meta sends in the handshake. */
    Optional<String> verifyToken();

    /** Reads leads of pages that have no token of their own. */
    Optional<String> systemUserToken();

    /**
     * Timeout of one Graph call. A lower value ends slow calls that would have succeeded; with a
     * higher one, a call that hangs can use up the time of a whole batch.
     */
    @WithDefault("10s")
    Duration timeout();

    /**
     * Time limit of a request that reads a list at Meta: the response contains what was read until
     * then. API Gateway ends a request after 29 seconds, including a cold start.
     */
    @WithDefault("20s")
    Duration answerWithin();
  }

  /** Names of the DynamoDB tables. */
  interface Tables {

    @WithDefault(IntakeSettings.LEAD_LOGS)
    String leadLogs();

    @WithDefault("PageConfigs")
    String pageConfigs();

    @WithDefault("Leads")
    String leads();

    @WithDefault("Bookkeeping")
    String bookkeeping();
  }

  /** Retries of leads that could not be processed. */
  interface Retry {

    /** How long after its receipt a lead is retried before it becomes an Error. */
    @WithDefault("72h")
    Duration giveUpAfter();

    /** The first backoff. Each further one is twice as long; the wait is a random part of it. */
    @WithDefault("10s")
    Duration firstWait();

    /**
     * The longest backoff. With a higher value, a CRM that is down for long gets fewer calls, and
     * leads are delivered later once it is available again.
     */
    @WithDefault("6h")
    Duration longestWait();

    /** The first backoff for a lead that the token cannot read, which rarely changes by itself. */
    @WithDefault("5m")
    Duration notVisibleWait();

    /** The wait when Meta throttles a page without saying for how long. */
    @WithDefault("1m")
    Duration throttledWait();

    /** The wait when Meta has blocked the app for policy. */
    @WithDefault("6h")
    Duration blockedWait();
  }

  /** The sweep, which enqueues every log that is due. */
  interface Sweep {

    /**
     * Maximum number of logs enqueued in one run. A higher value ends a backlog faster; live leads
     * then wait longer behind it.
     */
    @WithDefault("1000")
    int limit();

    /**
     * Maximum number of unread payloads enqueued in one run, to the backlog queue. A higher value
     * reads them sooner after an outage, and uses more of Meta's limits.
     */
    @WithDefault("200")
    int unreadLimit();
  }

  /** The polling of leads that no webhook brought. */
  interface Polling {

    /**
     * Percentage of Meta's limits, by its usage headers, above which a page is not polled until the
     * next run. A higher value reads a backlog faster, but live leads may be throttled; Meta itself
     * throttles at 100.
     */
    @WithDefault("50")
    int budgetPercent();

    /**
     * How far before the newest known lead the next poll begins. A higher value finds leads that
     * Meta lists late or whose creation time is off, and reads more known leads at each run.
     */
    @WithDefault("10m")
    Duration overlap();
  }

  /** Page configuration. */
  interface Pages {

    /** How long a page configuration is cached. With zero, it is read for every lead. */
    @WithDefault("30s")
    Duration cacheFor();
  }

  /** The egress policy: which addresses the URLs of destinations may name. */
  interface Destinations {

    /**
     * The hosts that URLs may name, each as {@code crm.example.com}, or as {@code .example.com} for
     * every host below it. Without this setting, any host is allowed.
     */
    Optional<List<String>> allowedHosts();

    /**
     * Whether private addresses are allowed, such as a CRM in the function's VPC. In local mode
     * this also allows loopback addresses.
     */
    @WithDefault("false")
    boolean allowPrivate();
  }

  /** The default Frappe site of destinations. */
  interface Frappe {

    Optional<String> url();

    /** {@code <API key>:<API secret>} of the user who creates the records. */
    @WithDefault("ssm:${leadlog.secrets-path:/leadlog}/destination/frappe")
    String token();
  }

  /** Defaults of destinations of type {@code http}. */
  interface Http {

    /** The secret that signs requests: {@code whsec_} and 24 to 64 bytes in Base64. */
    @WithDefault("ssm:${leadlog.secrets-path:/leadlog}/destination/http")
    String secret();
  }

  /** The default HubSpot account of destinations. */
  interface Hubspot {

    /** URL of HubSpot's API; only a simulated one differs from the default. */
    @WithDefault("https://api.hubapi.com")
    String url();

    /** The access token of a private app. */
    @WithDefault("ssm:${leadlog.secrets-path:/leadlog}/destination/hubspot")
    String token();
  }

  /** The default Salesforce org of destinations. */
  interface Salesforce {

    /** The org's My Domain URL, such as {@code https://acme.my.salesforce.com}. */
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

    /** URL of the console, for the links in notices; without it, notices have no links. */
    Optional<String> url();
  }

  /** Notices about leads to a chat channel or an e-mail address. */
  interface Notice {

    /**
     * Maximum number of single notices per minute to one channel or address. The rest of the minute
     * is sent as one message with a count. A higher value shows more leads at once, and sends more
     * messages.
     */
    @WithDefault("10")
    int perMinute();

    Email email();
  }

  /** Notices by e-mail. */
  interface Email {

    /** The sender, an identity verified in SES; without it, notices go to the topic. */
    Optional<String> from();

    /** ARN of the SNS topic that gets the notices if there is no sender. */
    Optional<String> topic();
  }
}
