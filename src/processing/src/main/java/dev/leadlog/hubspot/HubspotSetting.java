package dev.leadlog.hubspot;

import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.delivery.DestinationDescription;
import dev.leadlog.delivery.DestinationDescription.Setting;
import dev.leadlog.delivery.DestinationDescription.SettingType;
import dev.leadlog.delivery.DestinationSetting;
import dev.leadlog.delivery.EgressPolicy;
import dev.leadlog.document.StrictReader;
import dev.leadlog.settings.Secrets;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The settings of a {@code hubspot} destination.
 *
 * @param url the URL of HubSpot's API; null if it is wrong
 * @param token the reference to the access token
 * @param idProperty the contact property that holds the leadgen id
 * @param createProperty whether saving creates that property if the account does not have it
 * @param mergeByEmail whether a lead updates the contact that has its e-mail address
 */
record HubspotSetting(
    URI url, String token, String idProperty, boolean createProperty, boolean mergeByEmail) {

  private static final String ID_PROPERTY = "meta_leadgen_id";

  /** HubSpot's property names (source: HubSpot, "Properties API"). */
  private static final Pattern PROPERTY = Pattern.compile("[a-z][a-z0-9_]{0,99}");

  static final DestinationDescription DESCRIPTION =
      new DestinationDescription(
          "HubSpot",
          "A contact in HubSpot for each lead.",
          List.of(
              Setting.optional(
                  "token",
                  SettingType.SECRET,
                  "The access token of a private app. Without it, the deployment's.",
                  "ssm:/leadlog/destination/hubspot"),
              Setting.optional(
                  "idProperty",
                  SettingType.TEXT,
                  "The contact property that holds the leadgen id; its values must be unique.",
                  ID_PROPERTY),
              Setting.optional(
                  "createProperty",
                  SettingType.BOOLEAN,
                  "Create that property when the configuration is saved, if it is missing.",
                  true),
              Setting.optional(
                  "mergeByEmail",
                  SettingType.BOOLEAN,
                  "Update the contact that already has the lead's e-mail address.",
                  true),
              Setting.optional(
                  "url",
                  SettingType.URL,
                  "Local mode only: the address of a simulated HubSpot.",
                  "http://localhost:8080/simulated-hubspot")));

  static HubspotSetting read(
      StrictReader reader, EgressPolicy egressPolicy, LeadlogSettings settings) {
    reader.knowing(DESCRIPTION.names());
    String property = reader.text("idProperty").orElse(ID_PROPERTY);
    if (!PROPERTY.matcher(property).matches()) {
      reader.mistake(
          "idProperty", "must be the internal name of a contact property such as " + ID_PROPERTY);
    } else if (property.equals("email")) {
      reader.mistake(
          "idProperty",
          "must be a property for the leadgen id; for one contact per e-mail address set"
              + " \"mergeByEmail\": true");
    }
    return new HubspotSetting(
        url(reader, egressPolicy, settings),
        token(reader, settings),
        property,
        reader.flag("createProperty", false),
        reader.flag("mergeByEmail", false));
  }

  private static URI url(StrictReader reader, EgressPolicy egressPolicy, LeadlogSettings settings) {
    if (reader.has("url") && !settings.local()) {
      reader.mistake("url", "is for local mode only; leave it out to call HubSpot");
      return null;
    }
    return egressPolicy.checked(reader.text("url").orElse(settings.hubspot().url()), reader);
  }

  private static String token(StrictReader reader, LeadlogSettings settings) {
    return reader.has("token")
        ? reader.secret("token", DestinationSetting.secrets(settings)).orElse("")
        : settings.hubspot().token();
  }

  /** Returns the Authorization header; empty if the token cannot be read. */
  Optional<String> authorization(Secrets secrets) {
    return secrets.resolve(token).filter(text -> !text.isEmpty()).map(text -> "Bearer " + text);
  }

  /** Without the token, which may be a literal. */
  @Override
  public String toString() {
    return "HubspotSetting[" + idProperty + "]";
  }
}
