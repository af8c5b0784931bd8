package dev.leadlog.frappe;

import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.delivery.DestinationDescription;
import dev.leadlog.delivery.DestinationDescription.Setting;
import dev.leadlog.delivery.DestinationDescription.SettingType;
import dev.leadlog.delivery.DestinationSetting;
import dev.leadlog.delivery.EgressPolicy;
import dev.leadlog.document.SecretLocation;
import dev.leadlog.document.StrictReader;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.settings.Secrets;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The settings of a {@code frappe} destination.
 *
 * @param site null if it is missing or wrong
 * @param credentials references to the token {@code key:secret}, or to the key and the secret
 * @param uniqueField the field that holds the leadgen id
 * @param assignTo users; each lead is assigned to one of them; empty for none
 */
record FrappeSetting(
    URI site, String doctype, List<String> credentials, String uniqueField, List<String> assignTo) {

  private static final String UNIQUE_FIELD = "meta_leadgen_id";

  /** The spelling of {@code assignTo} in Frappe. */
  private static final String OTHER_SPELLING = "assign_to";

  static final DestinationDescription DESCRIPTION =
      new DestinationDescription(
          "Frappe, ERPNext or Frappe CRM",
          "Creates one record of a doctype for each lead, never a second one.",
          List.of(
              Setting.required(
                  "doctype", SettingType.TEXT, "The doctype of the record.", "CRM Lead"),
              Setting.optional(
                  "url",
                  SettingType.URL,
                  "The URL of the site. Without it, the deployment's (parameter FrappeUrl).",
                  "https://crm.example.com"),
              Setting.optional(
                  "token",
                  SettingType.SECRET,
                  "The parameter with the API key and secret as key:secret. Required with a url, unless apiKey and apiSecret are set.",
                  "ssm:/leadlog/destination/frappe"),
              Setting.optional(
                  "apiKey",
                  SettingType.SECRET,
                  "The parameter with the API key, used with apiSecret instead of token.",
                  "ssm:/leadlog/destination/frappe-key"),
              Setting.optional(
                  "apiSecret",
                  SettingType.SECRET,
                  "The parameter with the API secret, used with apiKey.",
                  "ssm:/leadlog/destination/frappe-secret"),
              Setting.optional(
                  "uniqueField",
                  SettingType.TEXT,
                  "The unique field for the leadgen id. Without it, meta_leadgen_id.",
                  UNIQUE_FIELD),
              Setting.optional(
                  "assignTo",
                  SettingType.TEXTS,
                  "Users; each lead is assigned to one of them. Without it, no user is assigned.",
                  List.of("ada@example.com"))));

  private static final Pattern DOCTYPE = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} _-]{0,139}");
  private static final Pattern FIELD = Pattern.compile("[a-z][a-z0-9_]{0,139}");

  private static final Set<List<String>> COMPLETE =
      Set.of(List.of("token"), List.of("apiKey", "apiSecret"));

  static FrappeSetting read(
      StrictReader reader, EgressPolicy egressPolicy, LeadlogSettings settings) {
    reader.knowing(Stream.concat(DESCRIPTION.names().stream(), Stream.of(OTHER_SPELLING)).toList());
    String doctype =
        reader.requiredText("doctype", "the name of a doctype such as Lead").orElse("");
    if (!doctype.isEmpty() && !DOCTYPE.matcher(doctype).matches()) {
      reader.mistake("doctype", "must be the name of a doctype such as Lead or CRM Lead");
    }
    String unique = reader.text("uniqueField").orElse(UNIQUE_FIELD);
    if (!FIELD.matcher(unique).matches()) {
      reader.mistake("uniqueField", "must be the name of a field such as " + UNIQUE_FIELD);
    }
    return new FrappeSetting(
        site(reader, egressPolicy, settings),
        doctype,
        credentials(reader, settings),
        unique,
        reader.texts(reader.has("assignTo") ? "assignTo" : OTHER_SPELLING));
  }

  private static URI site(
      StrictReader reader, EgressPolicy egressPolicy, LeadlogSettings settings) {
    String url = reader.text("url").or(() -> settings.frappe().url()).orElse(null);
    if (url == null) {
      if (!reader.has("url")) {
        reader.mistake(
            "url",
            "is missing; enter the site's URL such as https://crm.example.com, or set"
                + " leadlog.frappe.url");
      }
      return null;
    }
    URI site = egressPolicy.checked(url, reader);
    if (site != null && site.getRawQuery() != null) {
      reader.mistake("url", "must be the site's URL without a ?");
    }
    return site;
  }

  /** The deployment's credentials are used only for its own site. */
  private static List<String> credentials(StrictReader reader, LeadlogSettings settings) {
    List<String> given = Stream.of("token", "apiKey", "apiSecret").filter(reader::has).toList();
    if (given.isEmpty() && !reader.has("url")) {
      return List.of(settings.frappe().token());
    }
    if (given.isEmpty()) {
      reader.mistake("token", "is missing; with a url, token or apiKey and apiSecret are required");
    } else if (!COMPLETE.contains(given)) {
      reader.mistake("token", "enter either token, or apiKey and apiSecret");
    }
    SecretLocation place = DestinationSetting.secrets(settings);
    return given.stream().flatMap(name -> reader.secret(name, place).stream()).toList();
  }

  /** Returns the Authorization header; empty if a secret cannot be read. */
  Optional<String> authorization(Secrets secrets) {
    List<String> parts =
        credentials.stream().flatMap(reference -> secrets.resolve(reference).stream()).toList();
    String token = String.join(":", parts);
    return Optional.of("token " + token)
        .filter(header -> parts.size() == credentials.size())
        .filter(header -> token.matches("[\\x21-\\x7e]+:[\\x21-\\x7e]+"));
  }

  /** Chooses an assignee; the same lead always gets the same user. */
  Optional<String> assignee(LeadgenId id) {
    return assignTo.isEmpty()
        ? Optional.empty()
        : Optional.of(assignTo.get(Math.floorMod(id.text().hashCode(), assignTo.size())));
  }

  /** Without the credentials. */
  @Override
  public String toString() {
    return "FrappeSetting[" + doctype + "]";
  }
}
