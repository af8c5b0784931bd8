package dev.leadlog.appsettings;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadlog.settings.SettingsCheck;
import dev.leadlog.workbench.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AppSettingsCheckTest {

  @Test
  void the_settings_of_meta_and_the_destinations_are_checked() {
    LeadlogSettings wrong =
        Settings.with(
            Map.of(
                "leadlog.meta.url", "graph.facebook.com",
                "leadlog.meta.app-secrets", "ssm:no/slash,fine",
                "leadlog.meta.system-user-token", "ssm:no/slash",
                "leadlog.frappe.url", "crm",
                "leadlog.frappe.token", "ssm:no/slash",
                "leadlog.http.secret", "ssm:no/slash"));

    SettingsCheck check = AppSettingsCheck.add(new SettingsCheck(), wrong);

    assertThatThrownBy(check::stopIfAny)
        .hasMessageContainingAll(
            "6 settings",
            "LEADLOG_META_URL",
            "LEADLOG_META_APP_SECRETS",
            "LEADLOG_META_SYSTEM_USER_TOKEN",
            "LEADLOG_FRAPPE_URL",
            "LEADLOG_FRAPPE_TOKEN",
            "LEADLOG_HTTP_SECRET");
  }
}
