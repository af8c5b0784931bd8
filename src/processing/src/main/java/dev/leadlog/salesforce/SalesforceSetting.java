package dev.leadlog.salesforce;

import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.delivery.DestinationDescription;
import dev.leadlog.delivery.DestinationDescription.Setting;
import dev.leadlog.delivery.DestinationDescription.SettingType;
import dev.leadlog.delivery.DestinationSetting;
import dev.leadlog.delivery.EgressPolicy;
import dev.leadlog.document.SecretLocation;
import dev.leadlog.document.StrictReader;
import dev.leadlog.settings.SecretReference;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The settings of a {@code salesforce} destination.
 *
 * @param url the org's My Domain address; null if it is missing or wrong
 * @param credentials references to the consumer key and the consumer secret of the app
 * @param object the API name of the object
 * @param externalIdField the field that holds the leadgen id
 * @param allowDuplicates whether a record is saved although a duplicate rule warns
 */
record SalesforceSetting(
    URI url,
    SalesforceCredentials credentials,
    String object,
    String externalIdField,
    boolean allowDuplicates) {

  private static final String OBJECT = "Lead";
  private static final String EXTERNAL_ID_FIELD = "Meta_Leadgen_Id__c";
  private static final String EXAMPLE = "https://acme.my.salesforce.com";
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,79}");

  /**
   * Domains of production, sandbox, developer and scratch orgs; of the government cloud; of China.
   */
  private static final List<String> MY_DOMAINS =
      List.of(".my.salesforce.com", ".my.salesforce.mil", ".my.sfcrmproducts.cn");

  static final DestinationDescription DESCRIPTION =
      new DestinationDescription(
          "Salesforce",
          "A record in Salesforce for each lead, by default a Lead.",
          List.of(
              Setting.optional(
                  "url",
                  SettingType.URL,
                  "The org's My Domain address, of production or of a sandbox. Without it, the"
                      + " deployment's.",
                  EXAMPLE),
              Setting.optional(
                  "clientId",
                  SettingType.TEXT,
                  "The consumer key of an external client app with the client credentials"
                      + " flow, or a parameter with it. Required with a url.",
                  "ssm:/leadlog/destination/salesforce-client-id"),
              Setting.optional(
                  "clientSecret",
                  SettingType.SECRET,
                  "The parameter with the app's consumer secret. Required with a url.",
                  "ssm:/leadlog/destination/salesforce-client-secret"),
              Setting.optional("object", SettingType.TEXT, "The API name of the object.", OBJECT),
              Setting.optional(
                  "externalIdField",
                  SettingType.TEXT,
                  "The field that holds the leadgen id: Text, External ID, Unique.",
                  EXTERNAL_ID_FIELD),
              Setting.optional(
                  "allowDuplicates",
                  SettingType.BOOLEAN,
                  "Save the record although a duplicate rule warns.",
                  true)));

  static SalesforceSetting read(
      StrictReader reader, EgressPolicy egressPolicy, LeadlogSettings settings) {
    reader.knowing(DESCRIPTION.names());
    return new SalesforceSetting(
        url(reader, egressPolicy, settings),
        credentials(reader, settings),
        name(reader, "object", OBJECT, "an object such as Lead or Enquiry__c"),
        name(reader, "externalIdField", EXTERNAL_ID_FIELD, "a field such as " + EXTERNAL_ID_FIELD),
        reader.flag("allowDuplicates", false));
  }

  private static String name(StrictReader reader, String setting, String otherwise, String what) {
    String name = reader.text(setting).orElse(otherwise);
    if (!NAME.matcher(name).matches()) {
      reader.mistake(setting, "must be the API name of " + what);
    }
    return name;
  }

  private static URI url(StrictReader reader, EgressPolicy egressPolicy, LeadlogSettings settings) {
    Optional<String> url = reader.text("url").or(() -> settings.salesforce().url());
    if (url.isEmpty()) {
      if (!reader.has("url")) {
        reader.mistake("url", "is missing; enter the org's My Domain address such as " + EXAMPLE);
      }
      return null;
    }
    URI checked = egressPolicy.checked(url.get(), reader);
    if (checked != null && !settings.local() && !isMyDomain(checked)) {
      reader.mistake(
          "url",
          ("must be only the org's My Domain address, such as %s or"
                  + " https://acme--uat.sandbox.my.salesforce.com; Setup, My Domain shows it")
              .formatted(EXAMPLE));
    }
    return checked;
  }

  private static boolean isMyDomain(URI url) {
    boolean alone = url.getRawPath().matches("/?") && url.getRawQuery() == null;
    return alone && url.getPort() == -1 && isOneOf(url.getHost(), MY_DOMAINS);
  }

  /** The deployment's credentials are used only for its own org. */
  private static SalesforceCredentials credentials(StrictReader reader, LeadlogSettings settings) {
    if (!reader.has("clientId") && !reader.has("clientSecret") && !reader.has("url")) {
      return new SalesforceCredentials(
          settings.salesforce().clientId(), settings.salesforce().clientSecret());
    }
    SecretLocation place = DestinationSetting.secrets(settings);
    if (!reader.has("clientSecret")) {
      reader.mistake(
          "clientSecret", "is missing; with a url, clientId and clientSecret are required");
    }
    return new SalesforceCredentials(
        clientId(reader, place), reader.secret("clientSecret", place).orElse(""));
  }

  /** The consumer key is not a secret; it may be a literal or a reference. */
  private static String clientId(StrictReader reader, SecretLocation place) {
    String id =
        reader
            .requiredText("clientId", "the consumer key of the app, or a parameter with it")
            .orElse("");
    boolean reference = SecretReference.isParameter(id) || SecretReference.isEnvironment(id);
    if (reference || id.startsWith("ssm:")) {
      place.mistake(id).ifPresent(mistake -> reader.mistake("clientId", mistake));
    }
    return id;
  }

  /**
   * Returns whether the token may be sent to the address in the token response: the configured one,
   * or one of Salesforce.
   */
  boolean isOfOrg(URI instance) {
    boolean same =
        instance.getHost().equalsIgnoreCase(url.getHost())
            && instance.getPort() == url.getPort()
            && instance.getScheme().equalsIgnoreCase(url.getScheme());
    boolean salesforce =
        instance.getScheme().equalsIgnoreCase("https")
            && instance.getPort() == -1
            && isOneOf(
                instance.getHost(),
                List.of(".salesforce.com", ".salesforce.mil", ".sfcrmproducts.cn"));
    return same || salesforce;
  }

  private static boolean isOneOf(String host, List<String> suffixes) {
    String lower = host.toLowerCase(Locale.ROOT);
    return suffixes.stream().anyMatch(lower::endsWith);
  }

  /**
   * Returns the URL of a record in Salesforce's user interface; Salesforce opens it in Lightning.
   */
  String page(String id) {
    return url.toString().replaceFirst("/+$", "") + "/" + id;
  }

  /** Without the credentials. */
  @Override
  public String toString() {
    return "SalesforceSetting[" + object + "]";
  }
}
