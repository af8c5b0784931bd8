package dev.leadlog.readiness;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import org.junit.jupiter.api.Test;

/** Meta waits for the answer to a webhook, and sends again what is not answered in time. */
class AcknowledgingTest {

  @Test
  void nobody_but_log_and_queue_is_asked_before_a_webhook_is_answered() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.leadlog.webhook..", "dev.leadlog.intake..", "dev.leadlog.log..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.leadlog.graph..",
            "dev.leadlog.delivery..",
            "dev.leadlog.processing..",
            "dev.leadlog.page..",
            "org.eclipse.microprofile.rest..",
            "java.net.http..",
            "io.vertx.ext.web.client..")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("io.vertx.core.http.HttpClient")
        .check(Ours.CLASSES);
  }
}
