package dev.leadlog.readiness;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import org.junit.jupiter.api.Test;

/** Meta sends a notification again if the response takes too long. */
class AcknowledgementDependenciesTest {

  @Test
  void the_acknowledgement_depends_only_on_the_log_and_the_queue() {
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
        .check(DeployedClasses.CLASSES);
  }
}
