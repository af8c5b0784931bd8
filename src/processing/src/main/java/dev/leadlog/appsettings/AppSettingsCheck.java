package dev.leadlog.appsettings;

import dev.leadlog.settings.SettingsCheck;
import java.util.List;
import java.util.Optional;

/** Adds the settings of Meta and of the destinations to the check of a function. */
public final class AppSettingsCheck {

  private AppSettingsCheck() {}

  /** For functions that call Meta, and deliver leads or save page configurations. */
  public static SettingsCheck add(SettingsCheck check, LeadlogSettings settings) {
    return destinations(graph(check, settings.meta()), settings);
  }

  private static SettingsCheck graph(SettingsCheck check, LeadlogSettings.Meta meta) {
    meta.appSecrets()
        .orElse(List.of())
        .forEach(secret -> check.secret("leadlog.meta.app-secrets", Optional.of(secret)));
    return check
        .requireUrl("leadlog.meta.url", Optional.of(meta.url()), "the Graph API")
        .secret("leadlog.meta.system-user-token", meta.systemUserToken());
  }

  private static SettingsCheck destinations(SettingsCheck check, LeadlogSettings settings) {
    return check
        .secretsPath("leadlog.secrets-path", settings.secretsPath())
        .url("leadlog.frappe.url", settings.frappe().url(), "the Frappe site")
        .secret("leadlog.frappe.token", Optional.of(settings.frappe().token()))
        .secret("leadlog.http.secret", Optional.of(settings.http().secret()))
        .requireUrl("leadlog.hubspot.url", Optional.of(settings.hubspot().url()), "HubSpot's API")
        .secret("leadlog.hubspot.token", Optional.of(settings.hubspot().token()))
        .url("leadlog.salesforce.url", settings.salesforce().url(), "the Salesforce org")
        .secret("leadlog.salesforce.client-id", Optional.of(settings.salesforce().clientId()))
        .secret(
            "leadlog.salesforce.client-secret", Optional.of(settings.salesforce().clientSecret()));
  }
}
